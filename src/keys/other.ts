import type { OtherPublicKey } from "../model/public-key.ts";
import { type DerNode, readDer, toBigInt } from "./der.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";

/** Algorithms with which API requests can't be signed here, by object identifier. */
const names: Readonly<Record<string, string>> = {
  "1.2.840.10040.4.1": "DSA",
  "1.2.840.113549.1.3.1": "DH",
  "1.2.840.10046.2.1": "DH",
  "1.2.840.10045.2.1": "SM2",
  "1.2.643.7.1.1.1.1": "GOST R 34.10-2012",
  "1.2.643.7.1.1.1.2": "GOST R 34.10-2012",
  "1.2.643.2.2.19": "GOST R 34.10-2001",
  "2.16.840.1.101.3.4.3.17": "ML-DSA-44",
  "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
  "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
};
const slhDsa = /^2\.16\.840\.1\.101\.3\.4\.3\.(?:2[0-9]|3[0-1])$/;

/** DSA and DH keys are one INTEGER, whose value badkeys' lists hash; others are taken as they are. */
function publicNumber(key: Buffer): Buffer {
  try {
    const node = readDer(key, []);
    return node.kind === "integer" ? toBytes(toBigInt(node.value)) : key;
  } catch {
    return key;
  }
}

/** A key of an algorithm that has no tests here: told by its name. */
export function readOther(oid: string, parameters: DerNode | undefined, key: Buffer): OtherPublicKey {
  const prime = parameters?.kind === "sequence" ? parameters.children[0] : undefined;
  const spki = subjectPublicKeyInfo(element(tags.sequence, objectIdentifier(oid)), key);
  return {
    type: "other",
    algorithm: names[oid] ?? (slhDsa.test(oid) ? "SLH-DSA" : oid),
    bits: prime?.kind === "integer" ? toBigInt(prime.value).toString(2).length : 0,
    ...identityOf([Buffer.from(oid), key], publicNumber(key), spki),
  };
}
