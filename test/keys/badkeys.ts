import { spawnSync } from "node:child_process";
import type { Numbers } from "./weak-keys.ts";

const program = `
import sys
from badkeys.checks import checkrsa
checks = ["fermat", "roca", "rsainvalid", "rsapoly", "sharedprimes", "smalld", "smallfactors"]
for line in sys.stdin:
    n, e = (int(number, 16) for number in line.split())
    print(" ".join(checkrsa(n, e=e, checks=checks)) or "-")
`;

/** A python that has badkeys and gmpy2: the one that KEYLINT_PYTHON names, or python3. */
export function badkeysPython(): string | undefined {
  const python = process.env.KEYLINT_PYTHON ?? "python3";
  return spawnSync(python, ["-c", "import gmpy2, badkeys.checks"]).status === 0 ? python : undefined;
}

/** For each key whether badkeys' tests find anything. */
export function badkeysFinds(python: string, keys: readonly Numbers[]): readonly boolean[] {
  const input = keys.map(({ n, e }) => `${n.toString(16)} ${e.toString(16)}\n`).join("");
  const { stdout, status, stderr } = spawnSync(python, ["-c", program], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`badkeys failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line !== "-");
}
