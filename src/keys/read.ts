import type { PublicKey, PublicKeyReading } from "../model/public-key.ts";
import { type DerNode, DerError, readDer } from "./der.ts";
import { readEc } from "./ec.ts";
import { readEdwards } from "./edwards.ts";
import { certificateLabel, type Lexed, lex } from "./lexer.ts";
import { readOther } from "./other.ts";
import { readRsa } from "./rsa.ts";

const rsaEncryption = "1.2.840.113549.1.1.1";
const rsaOaep = "1.2.840.113549.1.1.7";
const rsaPss = "1.2.840.113549.1.1.10";
const ecPublicKey = "1.2.840.10045.2.1";

/**
 * Reads the public key out of what stands where one belongs. Never throws; no part of the text comes back.
 * Private key material is looked for before anything is decoded, and only its presence is told.
 */
export function readPublicKey(text: string): PublicKeyReading {
  return readLexed(lex(text));
}

/** The same where a certificate may stand: the public key inside it is read, and nothing else of it. */
export function readPublicKeyOrCertificate(text: string): PublicKeyReading {
  return readLexed(lex(text, true));
}

function readLexed(lexed: Lexed): PublicKeyReading {
  if (lexed.kind !== "block") return lexed;
  const deviations = [...lexed.deviations];
  try {
    const node = readDer(lexed.der, deviations);
    if (isPrivate(node)) return { kind: "private-key" };
    const key = certificateLabel.test(lexed.label)
      ? readKey(keyInCertificate(node), "", deviations)
      : readKey(node, lexed.label, deviations);
    return { kind: "key", key, deviations };
  } catch (error) {
    if (error instanceof DerError) return { kind: "unreadable", reason: error.message };
    throw error;
  }
}

/** The seventh member of a TBSCertificate; its first one, the version, is left out in version 1 (RFC 5280, 4.1). */
function keyInCertificate(certificate: DerNode): DerNode {
  const signed = certificate.kind === "sequence" ? certificate.children[0] : undefined;
  const key = signed?.kind === "sequence" ? signed.children[signed.children[0]?.kind === "other" ? 6 : 5] : undefined;
  if (key === undefined) throw new DerError("no certificate inside");
  return key;
}

/** PKCS#1, PKCS#8 and SEC 1 private keys start with a version; RSAPublicKey has exactly two integers. */
function isPrivate(node: DerNode): boolean {
  if (node.kind !== "sequence" || node.children.length < 3) return false;
  const [version] = node.children;
  return version?.kind === "integer" && version.value.length === 1;
}

function readKey(node: DerNode, label: string, deviations: string[]): PublicKey {
  if (node.kind !== "sequence") throw new DerError("no public key inside");
  const [first, second] = node.children;
  if (first?.kind === "integer") {
    if (label === "PUBLIC KEY") deviations.push("PKCS#1 under the label PUBLIC KEY");
    return readRsa(node, false, deviations);
  }
  if (first?.kind !== "sequence" || second?.kind !== "bits" || node.children.length !== 2)
    throw new DerError("no SubjectPublicKeyInfo inside");
  if (label !== "" && label !== "PUBLIC KEY")
    deviations.push("a SubjectPublicKeyInfo under another label than PUBLIC KEY");
  if (second.unused !== 0) throw new DerError("a key that does not end at a byte");
  const [algorithm, parameters] = first.children;
  if (algorithm?.kind !== "oid") throw new DerError("no algorithm");
  return readAlgorithm(algorithm.value, parameters, second.value, deviations);
}

function readAlgorithm(oid: string, parameters: DerNode | undefined, key: Buffer, deviations: string[]): PublicKey {
  if (oid === ecPublicKey && parameters?.kind !== "null") {
    const curve = parameters?.kind === "oid" ? parameters.value : "";
    if (curve !== sm2) return readEc(parameters, key, deviations);
  }
  if (oid !== rsaEncryption && oid !== rsaOaep && oid !== rsaPss)
    return readEdwards(oid, key) ?? readOther(oid, parameters, key);
  if (oid === rsaEncryption && parameters?.kind !== "null")
    deviations.push(parameters === undefined ? "no NULL parameters" : "parameters of rsaEncryption that are not NULL");
  if (oid === rsaPss) deviations.push("the algorithm identifier of RSASSA-PSS");
  if (oid === rsaOaep) deviations.push("the algorithm identifier of RSAES-OAEP");
  return readRsa(readDer(key, deviations), oid === rsaPss, deviations);
}

/** The curve of SM2, whose keys carry the algorithm identifier of ECDSA (GB/T 32918; 1.2.156.10197.1.301). */
const sm2 = "1.2.156.10197.1.301";
