import { describe, expect, test } from "vitest";
import { unknown } from "../../../src/model/unknown.ts";
import { readKeySpec } from "../../../src/systems/intersight/key-spec.ts";

const later = unknown("known only after apply");

describe("a key specification", () => {
  test.each([
    ["pkix.RsaAlgorithm", { Modulus: 4096 }, { type: "RSA", bits: 4096, curve: undefined }],
    ["pkix.RsaAlgorithm", { Modulus: "3072" }, { type: "RSA", bits: 3072, curve: undefined }],
    ["pkix.EcdsaKeySpec", { Curve: "P521" }, { type: "EC", bits: undefined, curve: "P-521" }],
    ["pkix.EddsaKeySpec", { Algorithm: "Ed25519ph" }, { type: "Ed25519", bits: undefined, curve: undefined }],
  ])("%s %j", (objectType, properties, expected) => {
    expect(readKeySpec(objectType, properties)).toEqual(expected);
  });

  test("has the API's defaults where a property is absent", () => {
    expect(readKeySpec("pkix.RsaAlgorithm", undefined)).toEqual({ type: "RSA", bits: 2048, curve: undefined });
    expect(readKeySpec("pkix.EcdsaKeySpec", {})).toEqual({ type: "EC", bits: undefined, curve: "P-256" });
  });

  test("of an abstract or unset type is told by its property", () => {
    expect(readKeySpec("pkix.KeyGenerationSpec", { Modulus: 4096 })).toMatchObject({ type: "RSA", bits: 4096 });
    expect(readKeySpec(undefined, { Curve: "P384" })).toMatchObject({ type: "EC", curve: "P-384" });
    expect(readKeySpec(undefined, {})).toEqual(
      unknown("the key specification does not say which type of key it asks for"),
    );
  });

  test("is unset when there is none", () => {
    expect(readKeySpec(undefined, undefined)).toBeUndefined();
  });

  test("has the kind that its properties tell, where that of the object is not known yet", () => {
    expect(readKeySpec(later, { Modulus: 4096 })).toEqual({ type: "RSA", bits: 4096, curve: undefined });
  });

  test("keeps what is not known as unknown", () => {
    expect(readKeySpec(later, {})).toBe(later);
    expect(readKeySpec(later, { Modulus: 4096, Curve: "P256" })).toBe(later);
    expect(readKeySpec(undefined, later)).toBe(later);
    expect(readKeySpec("pkix.RsaAlgorithm", later)).toEqual({ type: "RSA", bits: later, curve: undefined });
    expect(readKeySpec("pkix.EcdsaKeySpec", { Curve: later })).toMatchObject({ curve: later });
    expect(readKeySpec("pkix.MlDsaSpec", {})).toEqual(
      unknown('"pkix.MlDsaSpec" is a key specification that keylint does not know'),
    );
    expect(readKeySpec("pkix.EcdsaKeySpec", { Curve: "secp256k1" })).toMatchObject({
      curve: unknown("Curve of the key specification is none of P224, P256, P384, P521"),
    });
    expect(readKeySpec("pkix.RsaAlgorithm", { Modulus: "strong" })).toMatchObject({
      bits: unknown("Modulus of the key specification is not a number of bits"),
    });
  });
});
