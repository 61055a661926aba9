import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readPublicKey } from "../../src/keys/read.ts";
import { pem as block } from "./weak-keys.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const der = pair.publicKey.export({ type: "spki", format: "der" });
const jwk = pair.publicKey.export({ format: "jwk" });

function read(text: string) {
  const reading = readPublicKey(text);
  if (reading.kind !== "key") throw new Error(`not read: ${JSON.stringify(reading)}`);
  return reading;
}

describe("a key inside a container is read, and the container told", () => {
  const { keyId } = read(pem).key;
  const length = (bytes: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const [n, e] = [Buffer.from(String(jwk.n), "base64url"), Buffer.from(String(jwk.e), "base64url")];
  const blob = Buffer.concat([Buffer.from("ssh-rsa"), e, Buffer.concat([Buffer.of(0), n])].map(length)).toString(
    "base64",
  );
  const wrapped = blob.match(/.{1,70}/g)?.join("\n") ?? "";
  test.each([
    ["an OpenSSH public key", `ssh-rsa ${blob} ci@example`],
    ["an OpenSSH public key", `from="10.0.0.0/8" ssh-rsa ${blob}`],
    ["an OpenSSH public key", blob],
    [
      "an RFC 4716 public key",
      `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "ci"\n${wrapped}\n---- END SSH2 PUBLIC KEY ----\n`,
    ],
    ["a JSON Web Key", JSON.stringify(jwk)],
    ["a JSON Web Key", JSON.stringify({ keys: [jwk] }, null, 2)],
    ["base64 around a PEM text", Buffer.from(pem).toString("base64")],
    ["hexadecimal digits of a key", der.toString("hex")],
    ["hexadecimal digits of a key", `${der.toString("hex").toUpperCase().match(/../g)?.join(":")}\n`],
    ["hexadecimal digits of a key", `0x${pair.publicKey.export({ type: "pkcs1", format: "der" }).toString("hex")}`],
  ])("%s: %#", (container, text) => {
    const reading = read(text);
    expect(reading.key.keyId).toBe(keyId);
    expect(reading).toMatchObject({ container, deviations: [] });
  });

  test.each([
    ["prime256v1", "P-256"],
    ["secp384r1", "P-384"],
    ["secp521r1", "P-521"],
  ])("a JSON Web Key on %s", (namedCurve, curve) => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve });
    const whole = read(publicKey.export({ type: "spki", format: "pem" }).toString());
    const reading = read(JSON.stringify(publicKey.export({ format: "jwk" })));
    expect(reading.key).toEqual(whole.key);
    expect(reading.key).toMatchObject({ curve });
  });

  test.skipIf(spawnSync("openssl", ["version"]).status !== 0)("a certificate and a request of OpenSSL's", () => {
    const made = spawnSync(
      "sh",
      [
        "-c",
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=ci -days 1 && openssl req -new -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=ci",
      ],
      { encoding: "utf8" },
    ).stdout;
    const [certificate = "", request = ""] = made.split(/(?=-----BEGIN CERTIFICATE REQUEST)/);
    for (const [text, container, sub] of [
      [certificate, "a certificate", "x509"],
      [request, "a certificate signing request", "req"],
    ] as const) {
      const plain = spawnSync("openssl", [sub, "-pubkey", "-noout"], { input: text, encoding: "utf8" }).stdout;
      expect(read(text)).toMatchObject({ container, key: { keyId: read(plain).key.keyId } });
    }
  });
});

describe("several keys in one text", () => {
  const second = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ type: "spki", format: "pem" });
  const other = read(second.toString()).key;
  const clause = "more than one key, of which the first is shown and all are judged";

  test("the first is the key, each other one stands beside it", () => {
    const reading = read(pem + second + pem + second);
    expect(reading.key).toEqual(read(pem).key);
    expect(reading.deviations).toEqual([clause]);
    expect(reading.others).toEqual([{ kind: "key", key: other }]);
  });

  test("what can't be read is told beside it", () => {
    expect(read(`${pem}-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n`).others).toEqual([
      { kind: "unreadable", reason: "truncated or damaged ASN.1" },
    ]);
  });

  test("a key line before or after a block is one of them", () => {
    const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBm/RAlphM3+hUG6wWfcO5bIUIaqMLa2ywxcOK1wMWbh ci\n";
    for (const text of [`${line}${pem}`, `${pem}${line}`])
      expect(read(text).others).toMatchObject([{ kind: "key", key: { type: "Ed25519" } }]);
  });

  test("no more than sixteen are looked at, and that is told", () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      block(Buffer.from(`3006020100${index.toString(16).padStart(2, "0")}`, "hex")),
    );
    expect(read(pem + many.join("")).others?.at(-1)).toEqual({ kind: "unreadable", reason: "more than 16 keys" });
  });
});
