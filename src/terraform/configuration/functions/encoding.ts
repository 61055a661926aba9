import { createHash } from "node:crypto";
import { spend } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { stringType } from "../evaluation/type.ts";
import { aText, define, type FunctionTable, made, text } from "./function.ts";

/**
 * The text of bytes.
 * @throws {EvaluationProblem} when they are no UTF-8, as in Terraform.
 */
export function utf8(bytes: Uint8Array): string {
  spend(bytes.length / 64, bytes.length);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationProblem("the bytes are not UTF-8 text");
  }
}

/** The bytes of base64 with its padding, `undefined` for what is none. Line ends in it do not count (Go, base64.StdEncoding). */
export function fromBase64(given: string): Uint8Array | undefined {
  spend(given.length / 64, given.length);
  const clean = given.replaceAll(/[\r\n]/g, "");
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)
    ? Buffer.from(clean, "base64")
    : undefined;
}

export function hash(algorithm: string, encoding: "hex" | "base64", bytes: Uint8Array | string): string {
  spend(bytes.length / 32);
  return createHash(algorithm).update(bytes).digest(encoding);
}

function hashing(algorithm: string, encoding: "hex" | "base64"): FunctionTable[string] {
  return define([aText], stringType, ([given]) => hash(algorithm, encoding, text(given)));
}

/** Go's url.QueryEscape: a space becomes `+`, only letters, digits and `-_.~` stay. */
function urlEncoded(given: string): string {
  return encodeURIComponent(given)
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** The namespaces of RFC 4122, appendix C. */
const namespaces: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

/** A UUID that is made of a name (RFC 4122, version 5). */
function namedUuid(namespace: string, name: string): string {
  const written = (namespaces[namespace] ?? namespace).replace(/^urn:uuid:/i, "").replace(/^\{(.*)\}$/, "$1");
  if (!/^[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$/.test(written))
    throw new EvaluationProblem("the namespace is neither a name that uuidv5() knows nor a UUID");
  const bytes = createHash("sha1")
    .update(Buffer.from(written.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const encodingFunctions: FunctionTable = {
  base64encode: define([aText], stringType, ([given]) => made(Buffer.from(text(given)).toString("base64"))),
  base64decode: define([aText], stringType, ([given]) => {
    const bytes = fromBase64(text(given));
    if (bytes === undefined) throw new EvaluationProblem("the text is not base64");
    return made(utf8(bytes));
  }),
  urlencode: define([aText], stringType, ([given]) => made(urlEncoded(text(given)))),
  md5: hashing("md5", "hex"),
  sha1: hashing("sha1", "hex"),
  sha256: hashing("sha256", "hex"),
  sha512: hashing("sha512", "hex"),
  base64sha256: hashing("sha256", "base64"),
  base64sha512: hashing("sha512", "base64"),
  uuidv5: define([aText, aText], stringType, ([namespace, name]) => namedUuid(text(namespace), text(name))),
};
