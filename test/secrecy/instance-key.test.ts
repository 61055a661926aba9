import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { numberedKey, privateKeysNumbered } from "../../src/secrecy/instance-key.ts";

const [first, second] = [1, 2].map(() => {
  const { privateKey } = generateKeyPairSync("ed25519");
  return JSON.stringify(privateKey.export({ format: "pem", type: "pkcs8" }));
});

test("a private key that names an instance has one number in every address of a run, another one has another", () => {
  const shown = privateKeysNumbered();
  expect(shown(`key.k[${first}]`)).toBe('key.k["(private key 1)"]');
  expect(shown(`module.m[${second}].key.k[${first}]`)).toBe('module.m["(private key 2)"].key.k["(private key 1)"]');
  expect(shown(`key.k[${second}]`)).toBe('key.k["(private key 2)"]');
  expect(privateKeysNumbered()(`key.k[${second}]`)).toBe('key.k["(private key 1)"]');
});

test("every other instance key stays", () => {
  const address = `module.m["a \\"b\\" ${"c".repeat(60)}"].key.k[0]`;
  expect(privateKeysNumbered()(address)).toBe(address);
});

test("a secret's name says its kind and number alone", () => {
  expect(numberedKey("sensitive", 3)).toBe("(sensitive 3)");
});
