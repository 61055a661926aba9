import { createHash } from "node:crypto";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import { type FunctionTable, spreading, text } from "./function.ts";
import { jsonText, valueOfJson } from "./json.ts";

/**
 * The text of bytes.
 * @throws {EvaluationProblem} when they are no UTF-8, as in Terraform.
 */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationProblem("the bytes are not UTF-8 text");
  }
}

function fromBase64(given: string): Uint8Array {
  const clean = given.replaceAll(/[\r\n]/g, "");
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean))
    throw new EvaluationProblem("the text is not base64");
  return Buffer.from(clean, "base64");
}

export function hash(algorithm: string, encoding: "hex" | "base64", bytes: Uint8Array | string): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

function hashing(algorithm: string, encoding: "hex" | "base64"): ReturnType<typeof spreading> {
  return spreading([1, 1], ([given]) => hash(algorithm, encoding, text(given)));
}

function parseJson(given: string): Value {
  try {
    return valueOfJson(JSON.parse(given));
  } catch {
    throw new EvaluationProblem("the text is not JSON");
  }
}

/** Go's url.QueryEscape: a space becomes `+`, only letters, digits and `-_.~` stay. */
function urlEncoded(given: string): string {
  return encodeURIComponent(given)
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

export const encodingFunctions: FunctionTable = {
  jsonencode: spreading([1, 1], ([given]) => jsonText(given ?? null)),
  jsondecode: spreading([1, 1], ([given]) => parseJson(text(given))),
  base64encode: spreading([1, 1], ([given]) => Buffer.from(text(given)).toString("base64")),
  base64decode: spreading([1, 1], ([given]) => utf8(fromBase64(text(given)))),
  urlencode: spreading([1, 1], ([given]) => urlEncoded(text(given))),
  md5: hashing("md5", "hex"),
  sha1: hashing("sha1", "hex"),
  sha256: hashing("sha256", "hex"),
  sha512: hashing("sha512", "hex"),
  base64sha256: hashing("sha256", "base64"),
  base64sha512: hashing("sha512", "base64"),
};
