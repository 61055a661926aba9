import { isIPv6 } from "node:net";
import { UnfinishedWork } from "../evaluation/budget.ts";
import { isWhole, truncated } from "../evaluation/number.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { listOf, stringType } from "../evaluation/type.ts";
import { list, type Value } from "../evaluation/value.ts";
import { aNumber, aText, define, type FunctionTable, number, text, integerOf } from "./function.ts";

interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

function refuse(what: string): never {
  throw new EvaluationProblem(what);
}

const dotted = /^\d{1,10}(?:\.\d{1,10}){3}$/;

/** Numbers of an IPv4 address may start with zeros: they stay decimal. */
function parseIPv4(given: string): bigint | undefined {
  if (!dotted.test(given)) return undefined;
  const parts = given.split(".").map(BigInt);
  return parts.every((part) => part < 256n) ? parts.reduce((sum, part) => sum * 256n + part, 0n) : undefined;
}

function parseIPv6(given: string): bigint {
  if (!isIPv6(given) || given.includes("%")) refuse("the text is not an address");
  const written = given.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((part) => part.toString(16)).join(":"),
  );
  const [head = "", tail] = written.split("::");
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
  const [written = "", length = "", ...more] = given.split("/");
  const four = parseIPv4(written);
  const bits = four === undefined ? 128 : 32;
  const address = four ?? parseIPv6(written);
  const prefix = Number(length);
  if (four === undefined && address >> 32n === 0xffffn)
    throw new UnfinishedWork("keylint does not work out networks of IPv4 addresses inside IPv6");
  if (!/^\d+$/.test(length) || prefix > bits || more.length > 0) refuse("the text is not a network in CIDR notation");
  const size = BigInt(bits - prefix);
  return { bits, prefix, address: (address >> size) << size };
}

/** A whole number of any size. */
function wholeOf(value: Value | undefined): bigint {
  const given = number(value);
  return isWhole(given) ? truncated(given) : refuse("expected a whole number");
}

function subnet(network: Network, newBits: number, index: bigint): Network {
  if (newBits < 0 || index < 0n) throw new UnfinishedWork("keylint does not work out subnets of negative numbers");
  const prefix = network.prefix + newBits;
  if (prefix > network.bits || index >= 1n << BigInt(newBits)) refuse("the network has no room for this subnet");
  return { ...network, prefix, address: network.address + (index << BigInt(network.bits - prefix)) };
}

function networkText(network: Network): string {
  return `${addressText(network.address, network.bits)}/${network.prefix}`;
}

function host(network: Network, index: bigint): string {
  const size = 1n << BigInt(network.bits - network.prefix);
  const at = index < 0n ? size + index : index;
  if (at < 0n || at >= size) refuse("the network has no such host");
  return addressText(network.address + at, network.bits);
}

/** Subnets one after the other, each at the first place that its size allows. */
function subnets(network: Network, newBits: readonly number[]): string[] {
  const end = network.address + (1n << BigInt(network.bits - network.prefix));
  // The subnet before the first one is asked for, and below address 0 there is none.
  if (network.address === 0n && newBits.length > 0) refuse("the network has no room for these subnets");
  let next = network.address;
  return newBits.map((bits) => {
    if (bits < 1 || bits > 32 || network.prefix + bits > network.bits)
      refuse("the network has no room for these subnets");
    const size = 1n << BigInt(network.bits - network.prefix - bits);
    const address = ((next + size - 1n) / size) * size;
    if (address + size > end) refuse("the network has no room for these subnets");
    next = address + size;
    return networkText({ ...network, prefix: network.prefix + bits, address });
  });
}

export const networkFunctions: FunctionTable = {
  cidrhost: define([aText, aNumber], stringType, ([given, index]) => host(parseNetwork(text(given)), wholeOf(index))),
  cidrnetmask: define([aText], stringType, ([given]) => {
    const { bits, prefix } = parseNetwork(text(given));
    if (bits !== 32) refuse("cidrnetmask() takes an IPv4 network");
    return addressText(((1n << BigInt(prefix)) - 1n) << BigInt(32 - prefix), 32);
  }),
  cidrsubnet: define([aText, aNumber, aNumber], stringType, ([given, newBits, index]) =>
    networkText(subnet(parseNetwork(text(given)), integerOf(newBits), wholeOf(index))),
  ),
  cidrsubnets: define(
    [aText],
    listOf(stringType),
    ([given, ...newBits]) => list(stringType, subnets(parseNetwork(text(given)), newBits.map(integerOf))),
    aNumber,
  ),
};
