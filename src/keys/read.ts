import type { PublicKey, PublicKeyReading, SingleReading } from "../model/public-key.ts";
import { type DerNode, DerError, readDer } from "./der.ts";
import { readEc } from "./ec.ts";
import { readEdwards } from "./edwards.ts";
import { readJwk } from "./jwk.ts";
import { certificate, lex, type Lexed, wrongContainer } from "./lexer.ts";
import { readOther } from "./other.ts";
import { readRsa } from "./rsa.ts";
import { isSshBlob, readSshBlob } from "./ssh.ts";

const rsaEncryption = "1.2.840.113549.1.1.1";
const rsaOaep = "1.2.840.113549.1.1.7";
const rsaPss = "1.2.840.113549.1.1.10";
const ecPublicKey = "1.2.840.10045.2.1";

/** How many blocks of one text are looked at. */
const mostBlocks = 16;

/**
 * Reads the public key out of what stands where one belongs, and out of the container around it. Never throws; no part of the text comes back.
 * Private key material is looked for before anything is decoded, and only its presence is told. Of several keys the first is the key, and the
 * others stand beside it.
 */
export function readPublicKey(text: string): PublicKeyReading {
  const first = lex(text);
  if (first.kind !== "block" || first.rest === undefined) return readLexed(first);
  const readings = [readLexed(first)];
  let rest: string | undefined = first.rest;
  for (let count = 1; rest !== undefined; count++) {
    if (count === mostBlocks) {
      readings.push({ kind: "unreadable", reason: `more than ${mostBlocks} keys` });
      break;
    }
    const lexed = lex(rest);
    readings.push(readLexed(lexed));
    rest = lexed.kind === "block" ? lexed.rest : undefined;
  }
  return together(readings);
}

/** The same where a certificate may stand too: then it is no wrong container. */
export function readPublicKeyOrCertificate(text: string): PublicKeyReading {
  const reading = readPublicKey(text);
  if (reading.kind !== "key" || reading.container !== certificate) return reading;
  const { container: _, ...inside } = reading;
  return inside;
}

/** Several readings of one text as one. */
function together(readings: readonly PublicKeyReading[]): PublicKeyReading {
  const main = readings.find(({ kind }) => kind === "private-key") ?? readings.find(({ kind }) => kind === "key");
  if (main?.kind !== "key") return main ?? readings[0] ?? { kind: "unreadable", reason: "empty" };
  const seen = new Set([main.key.keyId]);
  const others = readings.flatMap((reading): readonly SingleReading[] => {
    if (reading.kind === "unreadable") return [{ kind: "unreadable", reason: reading.reason }];
    if (reading.kind !== "key" || seen.has(reading.key.keyId)) return [];
    seen.add(reading.key.keyId);
    return [{ kind: "key", key: reading.key }];
  });
  if (others.length === 0)
    return { ...main, deviations: [...main.deviations, "more than one block, of which the first was read"] };
  const clause = "more than one key, of which the first is shown and all are judged";
  return { ...main, deviations: [...main.deviations, clause], others };
}

function readLexed(lexed: Lexed): PublicKeyReading {
  if (lexed.kind !== "block" && lexed.kind !== "json-web-key") return lexed;
  const { container } = lexed;
  try {
    if (lexed.kind === "json-web-key")
      return { kind: "key", key: readJwk(lexed.text), deviations: [], container: lexed.container };
    return readBlock(lexed);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return container === undefined ? { kind: "unreadable", reason: error.message } : wrongContainer(container);
  }
}

function readBlock({ der, label, deviations: found, container }: Extract<Lexed, { kind: "block" }>): PublicKeyReading {
  if (isSshBlob(der))
    return { kind: "key", key: readSshBlob(der), deviations: [], container: container ?? "an OpenSSH public key" };
  const deviations = [...found];
  const node = readDer(der, deviations);
  if (isPrivate(node)) return { kind: "private-key" };
  if (container === undefined) return { kind: "key", key: readKey(node, label, deviations), deviations };
  const inside = container.startsWith("a certificate") ? keyInside(node) : node;
  return { kind: "key", key: readKey(inside, "", []), deviations: [], container };
}

/** The SubjectPublicKeyInfo of a certificate (RFC 5280, 4.1) or a request (RFC 2986, 4): the part that is an algorithm and a bit string. */
function keyInside(node: DerNode): DerNode {
  const body = node.kind === "sequence" ? node.children[0] : undefined;
  const parts = body?.kind === "sequence" ? body.children : [];
  const found = parts.find(
    (part) => part.kind === "sequence" && part.children.length === 2 && part.children[1]?.kind === "bits",
  );
  if (found === undefined) throw new DerError("no public key inside");
  return found;
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
