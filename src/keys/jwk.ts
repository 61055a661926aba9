import type { PublicKey } from "../model/public-key.ts";
import { objectIdentifierOf } from "./curves.ts";
import { DerError, toBigInt } from "./der.ts";
import { readPoint } from "./ec.ts";
import { edwardsKinds, readEdwards } from "./edwards.ts";
import { rsaPublicKey } from "./rsa.ts";

/**
 * Reads the public members of a JSON Web Key (RFC 7518, 6; RFC 8037), alone or the only one of a set.
 * @throws {DerError} when the text is none, or of a type that is not read
 */
export function readJwk(text: string): PublicKey {
  const jwk = parsed(text);
  const bytes = (name: string): Buffer => {
    const value = jwk[name];
    if (typeof value !== "string") throw new DerError("a JSON Web Key of another form");
    return Buffer.from(value, "base64url");
  };
  if (jwk.kty === "RSA") return rsaPublicKey(toBigInt(bytes("n")), toBigInt(bytes("e")));
  const curve = String(jwk.crv);
  const edwards = Object.entries(edwardsKinds).find(([, { type }]) => type === curve);
  const key = edwards === undefined ? undefined : readEdwards(edwards[0], bytes("x"));
  if (jwk.kty === "OKP" && key !== undefined) return key;
  const oid = jwk.kty === "EC" ? objectIdentifierOf(curve) : undefined;
  if (oid === undefined) throw new DerError("a JSON Web Key of another algorithm");
  return { ...readPoint(oid, Buffer.concat([Buffer.of(4), bytes("x"), bytes("y")]), []), explicitParameters: false };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    const keys: readonly unknown[] = isRecord(value) && Array.isArray(value.keys) ? value.keys : [value];
    if (keys.length === 1 && isRecord(keys[0])) return keys[0];
  } catch {
    // Told below, as any text that is no JSON Web Key.
  }
  throw new DerError("no JSON Web Key");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
