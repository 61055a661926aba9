import type { Move } from "../model/refactoring.ts";

/** A chain of moves longer than this is a circle. */
const longestChain = 100;

/** Tells where what a state has at an address belongs now, by the `moved` blocks of its root module (Terraform, "Refactoring"). */
export function addressesOf(moves: readonly Move[]): (root: string, address: string) => string {
  const byRoot = new Map<string, Move[]>();
  for (const move of moves) {
    const own = byRoot.get(move.root);
    if (own === undefined) byRoot.set(move.root, [move]);
    else own.push(move);
  }
  return (root, address) => {
    let current = address;
    for (let step = 0; step < longestChain; step++) {
      const next = (byRoot.get(root) ?? []).map((move) => moved(move, current)).find((found) => found !== undefined);
      if (next === undefined) return current;
      current = next;
    }
    return address;
  };
}

/** A resource or module that moves takes its instances and what is in it along; an instance moves alone. */
function moved({ from, to }: Move, address: string): string | undefined {
  if (from === to) return undefined;
  if (address === from) return to;
  const rest = address.startsWith(from) ? address.slice(from.length) : "";
  return rest.startsWith(".") || (rest.startsWith("[") && !to.endsWith("]")) ? to + rest : undefined;
}

/** Addresses that Terraform takes for the same without being told: a block that got `count`, or lost it, keeps its first instance. */
export function implicitAddress(address: string): string {
  return address.endsWith("[0]") ? address.slice(0, -"[0]".length) : `${address}[0]`;
}

/** The block that an address is an instance of: module path, type and name without instance keys. A key is a number or an HCL string, which may hold any bracket. */
export function blockOf({ module, type, name }: { module: string; type: string; name: string }): string {
  return `${module.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, "")} ${type}.${name}`;
}
