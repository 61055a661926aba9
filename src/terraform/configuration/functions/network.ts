import { isIPv4, isIPv6 } from "node:net";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { type FunctionTable, any, spreading, text, whole } from "./function.ts";

interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

function refuse(what: string): never {
  throw new EvaluationProblem(what);
}

function parseAddress(given: string): bigint {
  if (isIPv4(given)) return given.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  if (!isIPv6(given)) refuse("the text is not an address");
  const dotted = given.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((part) => part.toString(16)).join(":"),
  );
  const [head = "", tail] = dotted.split("::");
  const parts = (side: string): string[] => (side === "" ? [] : side.split(":"));
  const after = tail === undefined ? [] : parts(tail);
  const before = parts(head);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const parts = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - at * 16)) & 65535n).toString(16));
  // The URL parser writes the shortest form (RFC 5952).
  return new URL(`http://[${parts.join(":")}]`).hostname.slice(1, -1);
}

function parseNetwork(given: string): Network {
  const [address = "", length = ""] = given.split("/");
  const bits = isIPv4(address) ? 32 : 128;
  const prefix = Number(length);
  if (!/^\d+$/.test(length) || prefix > bits) refuse("the text is not a network in CIDR notation");
  const size = BigInt(bits - prefix);
  return { bits, prefix, address: (parseAddress(address) >> size) << size };
}

function subnet(network: Network, newBits: number, index: number): Network {
  const prefix = network.prefix + newBits;
  if (newBits < 0 || prefix > network.bits || index < 0 || BigInt(index) >= 1n << BigInt(newBits))
    refuse("the network has no room for this subnet");
  return { ...network, prefix, address: network.address + (BigInt(index) << BigInt(network.bits - prefix)) };
}

function networkText(network: Network): string {
  return `${addressText(network.address, network.bits)}/${network.prefix}`;
}

function host(network: Network, index: number): string {
  const size = 1n << BigInt(network.bits - network.prefix);
  const at = index < 0 ? size + BigInt(index) : BigInt(index);
  if (at < 0n || at >= size) refuse("the network has no such host");
  return addressText(network.address + at, network.bits);
}

/** Subnets one after the other, each at the first place that its size allows. */
function subnets(network: Network, newBits: readonly number[]): string[] {
  const end = network.address + (1n << BigInt(network.bits - network.prefix));
  let next = network.address;
  return newBits.map((bits) => {
    const size = 1n << BigInt(network.bits - network.prefix - bits);
    const address = ((next + size - 1n) / size) * size;
    if (bits < 1 || address + size > end) refuse("the network has no room for these subnets");
    next = address + size;
    return networkText({ ...network, prefix: network.prefix + bits, address });
  });
}

export const networkFunctions: FunctionTable = {
  cidrhost: spreading([2, 2], ([given, index]) => host(parseNetwork(text(given)), whole(index))),
  cidrnetmask: spreading([1, 1], ([given]) => {
    const { bits, prefix } = parseNetwork(text(given));
    if (bits !== 32) refuse("cidrnetmask() takes an IPv4 network");
    return addressText(((1n << BigInt(prefix)) - 1n) << BigInt(32 - prefix), 32);
  }),
  cidrsubnet: spreading([3, 3], ([given, newBits, index]) =>
    networkText(subnet(parseNetwork(text(given)), whole(newBits), whole(index))),
  ),
  cidrsubnets: spreading([1, any], ([given, ...newBits]) =>
    subnets(
      parseNetwork(text(given)),
      newBits.map((bits) => whole(bits)),
    ),
  ),
};
