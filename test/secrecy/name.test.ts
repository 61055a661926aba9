import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeAddress, safePath } from "../../src/secrecy/name.ts";

const where = "the file that key_file names";

describe("a path in a message", () => {
  test.each(["/home/ci/.oci/key.pem", "keys/a b.pem", "C:\\keys\\ci.pem", "~/.ssh/id_ed25519"])(
    "%s is shown",
    (path) => {
      expect(safePath(path, where)).toBe(path);
    },
  );

  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const mistakes = {
    "a private key": pem,
    "one in a line": pem.replaceAll("\n", String.raw`\n`),
    "one without its frame": pem.replaceAll(/-----[^-]+-----|\n/g, ""),
    "a session token": `ST$${"a1B2".repeat(5)}.${"c3D4".repeat(5)}.${"e5F6".repeat(5)}`,
    "several lines": "a\nb",
    "a long text": "x".repeat(301),
  };
  test.each(Object.entries(mistakes))("%s in its place is not", (_, text) => {
    expect(safePath(text, where)).toBe(where);
  });
});

describe("the address of a module", () => {
  test.each([
    ["git::https://ci:hunter2@host.example/m.git?ref=v1", "git::https://host.example/m.git"],
    ["git::ssh://git@host.example/m.git//part@2", "git::ssh://host.example/m.git//part@2"],
    ["https://host.example/m//part@2", "https://host.example/m//part@2"],
    ["git::https://ci:a@b?c@host.example/m", "git::https://host.example/m"],
    ["s3::https://host.example/m.zip?aws_access_key_secret=hunter2", "s3::https://host.example/m.zip"],
    ["hashicorp/consul/aws", "hashicorp/consul/aws"],
    ["../m", "../m"],
  ])("%s is shown as %s", (address, shown) => {
    expect(safeAddress(address)).toBe(shown);
  });

  test("as a URL parser takes it apart, nothing of user, password and query is shown", () => {
    // A query with an `@` and no path before it may be the end of a password: then too much is left out.
    const url = fc
      .webUrl({ withQueryParameters: true, authoritySettings: { withUserInfo: true } })
      .map((address) => address.replace(/\?.*$/s, (query) => query.replaceAll("@", "")));
    fc.assert(
      fc.property(fc.constantFrom("", "git::"), url, (prefix, address) => {
        const parsed = new URL(safeAddress(prefix + address).slice(prefix.length));
        const { host, pathname } = new URL(address);
        expect([parsed.username, parsed.password, parsed.search]).toEqual(["", "", ""]);
        expect([parsed.host, parsed.pathname]).toEqual([host, pathname]);
      }),
      { numRuns: 500 },
    );
  });
});
