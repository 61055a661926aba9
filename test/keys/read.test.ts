import { spawnSync } from "node:child_process";
import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsPrivateKey } from "../../src/keys/private-key.ts";
import { readPublicKey } from "../../src/keys/read.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const der = pair.publicKey.export({ type: "spki", format: "der" });
const pkcs1 = pair.publicKey.export({ type: "pkcs1", format: "pem" }).toString();
const base64 = pem.split("\n").slice(1, -2).join("");
const jwk = pair.publicKey.export({ format: "jwk" });

/** The key, and what was read through to get it. */
function read(text: string) {
  const reading = readPublicKey(text);
  if (reading.kind !== "key") throw new Error(`not read: ${JSON.stringify(reading)}`);
  return reading;
}

/** base64 of bytes in a PEM block. */
function block(bytes: Uint8Array, label = "PUBLIC KEY"): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

describe("identity", () => {
  test("is that of node:crypto's own encoding", () => {
    const { key } = read(pem);
    expect(key).toMatchObject({ type: "RSA", bits: 2048, exponent: 65537n, pss: false });
    expect(key.spkiSha256).toBe(createHash("sha256").update(der).digest("hex"));
    expect(key.md5Fingerprint.replaceAll(":", "")).toBe(createHash("md5").update(der).digest("hex"));
    expect(key.modulusId).toBe(
      createHash("sha256")
        .update(Buffer.from(String(jwk.n), "base64url"))
        .digest("hex"),
    );
  });

  test.each([
    ["P-224", "secp224r1"],
    ["P-256", "prime256v1"],
    ["P-384", "secp384r1"],
    ["P-521", "secp521r1"],
    ["secp256k1", "secp256k1"],
  ])("of an EC key on %s survives compression", (curve, openssl) => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: openssl });
    const spki = publicKey.export({ type: "spki", format: "der" });
    const whole = read(block(spki));
    expect(whole.key).toMatchObject({ type: "EC", curve, validPoint: true, explicitParameters: false });
    expect(whole.key.spkiSha256).toBe(createHash("sha256").update(spki).digest("hex"));
    expect(whole.deviations).toEqual([]);
  });

  test("of an Ed25519 key is that of its 32 bytes", () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    const spki = publicKey.export({ type: "spki", format: "der" });
    expect(read(block(spki)).key).toMatchObject({
      type: "Ed25519",
      raw: spki.subarray(-32).toString("hex"),
      validPoint: true,
    });
  });
});

describe("what people paste", () => {
  const canonical = read(pem).key;
  const escaped = pem.replaceAll("\n", "\\n");
  const lines = pem.split("\n");
  const forms: readonly (readonly [string, string, readonly string[]])[] = [
    ["canonical", pem, []],
    ["CRLF", pem.replaceAll("\n", "\r\n"), []],
    ["no final newline", pem.trimEnd(), []],
    ["text around it", `deployment key\n${pem}\nthanks\n`, []],
    ["one line of base64", `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`, []],
    ["PKCS#1", pkcs1, []],
    ["byte order mark", `\uFEFF${pem}`, ["a byte order mark"]],
    ["CR alone", pem.replaceAll("\n", "\r"), ["line ends of carriage returns alone"]],
    ["escaped", escaped, ["escaped line breaks"]],
    ["JSON", JSON.stringify(pem), ["escaped line breaks", "quotes around it"]],
    ["all on one line", lines.join(""), ["not broken into lines"]],
    [
      "indented",
      lines.map((line) => `  ${line}`).join("\n"),
      ["an indented header", "indentation, blank lines or spaces at line ends"],
    ],
    ["no label", base64, ["base64 without a PEM label"]],
    ["URL alphabet", pem.replaceAll("+", "-").replaceAll("/", "_"), ["the URL alphabet of base64"]],
    ["four dashes", pem.replaceAll("-----", "----"), ["a footer unlike its header", "a header not of five dashes"]],
    ["en dashes", pem.replaceAll("-", "\u2013"), ["typographic dashes"]],
    ["zero-width space", pem.replace("\n", "\n\u200B"), ["invisible characters"]],
    ["no footer", lines.slice(0, -2).join("\n"), ["no footer"]],
    ["two blocks", pem + pkcs1, ["more than one block, of which the first was read"]],
    [
      "header lines",
      pem.replace("\n", "\nComment: mine\n\n"),
      ["header lines inside the block", "indentation, blank lines or spaces at line ends"],
    ],
    ["Oracle's label", `${pem}OCI_API_KEY\n`, ["the label OCI_API_KEY, which belongs to a private key's file"]],
    ["PKCS#1 mislabelled", pkcs1.replaceAll("RSA PUBLIC", "PUBLIC"), ["PKCS#1 under the label PUBLIC KEY"]],
    [
      "SPKI mislabelled",
      pem.replaceAll("PUBLIC", "RSA PUBLIC"),
      ["a SubjectPublicKeyInfo under another label than PUBLIC KEY"],
    ],
    ["trailing bytes", block(Buffer.concat([der, Buffer.of(5, 0)])), ["bytes after the end of the key"]],
  ];

  test.each(forms)("%s", (_name, text, deviations) => {
    const reading = read(text);
    expect(reading.key).toEqual(canonical);
    expect(reading.deviations).toEqual(deviations);
  });

  /** The key's DER, each part (in hex) replaced by another. */
  const edited = (...edits: readonly (readonly [string, string])[]): Buffer => {
    let hex = der.toString("hex");
    for (const [from, to] of edits) {
      expect(hex.split(from)).toHaveLength(2);
      hex = hex.replace(from, to);
    }
    return Buffer.from(hex, "hex");
  };

  test.each([
    ["long length", edited(["30820122", "3083000122"]), "lengths that are not in DER's one form"],
    [
      "indefinite length",
      Buffer.concat([edited(["30820122", "3080"]), Buffer.alloc(2)]),
      "lengths that are not in DER's one form",
    ],
    [
      "no NULL",
      edited(["30820122", "30820120"], ["300d06092a864886f70d0101010500", "300b06092a864886f70d010101"]),
      "no NULL parameters",
    ],
    ["PSS", edited(["f70d010101", "f70d01010a"]), "the algorithm identifier of RSASSA-PSS"],
    [
      "padded exponent",
      edited(["30820122", "30820123"], ["0382010f003082010a", "03820110003082010b"], ["0203010001", "020400010001"]),
      "needless zero bytes in the exponent",
    ],
    [
      "negative modulus",
      edited(["30820122", "30820121"], ["0382010f003082010a0282010100", "0382010e003082010902820100"]),
      "the modulus stored as negative and read as positive",
    ],
  ])("DER: %s", (_name, encoded, deviation) => {
    const reading = read(block(encoded));
    expect(reading.key.keyId).toBe(canonical.keyId);
    expect(reading.key.md5Fingerprint).toBe(canonical.md5Fingerprint);
    expect(reading.deviations).toEqual([deviation]);
  });

  test.each([
    ["", "empty"],
    ["ssh-rsa AAAAB3NzaC1yc2E x@y", "an OpenSSH public key, not a public key in PEM"],
    [JSON.stringify({ kty: "RSA", e: "AQAB" }), "a JSON Web Key, not a public key in PEM"],
    [JSON.stringify({ keys: [jwk, jwk] }), "a JSON Web Key, not a public key in PEM"],
    [block(der, "CERTIFICATE"), "a certificate, not a public key in PEM"],
    [block(der, "NEW CERTIFICATE REQUEST"), "a certificate signing request, not a public key in PEM"],
    [
      Buffer.from("-----BEGIN PUBLIC KEY-----\nnothing\n").toString("base64"),
      "base64 around a PEM text, not a public key in PEM",
    ],
    ["ask the platform team for the key", "no PEM block"],
    [block(der.subarray(0, 200)), "truncated or damaged ASN.1"],
    [block(Buffer.from("3003020101", "hex")), "no RSA modulus and exponent inside"],
    ["x".repeat(70_000), "longer than 64 KiB"],
    [pem.replace("MIIB", "MI[...]"), "characters that are not base64"],
  ])("what is no public key is told without quoting it: %#", (text, reason) => {
    expect(readPublicKey(text)).toMatchObject({ kind: "unreadable", reason });
  });
});

describe("private keys are told by their presence alone", () => {
  const pkcs8 = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const legacy = pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const encrypted = pair.privateKey
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
    .toString();
  const ecKey = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
  const ec = ecKey.export({ type: "sec1", format: "pem" }).toString();
  const ed = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const bare = (text: string): string => text.split("\n").slice(1, -2).join("");
  test.each([
    ["PKCS#8", pkcs8],
    ["PKCS#1", legacy],
    ["encrypted", encrypted],
    ["SEC 1", ec],
    ["Ed25519", ed],
    ["with Oracle's label", `${pkcs8}OCI_API_KEY\n`],
    ["escaped", JSON.stringify(pkcs8)],
    ["label broken by an escape", pkcs8.replaceAll("PRIVATE KEY", "PRIVATE\\nKEY")],
    ["label with a zero-width space", pkcs8.replaceAll("PRIVATE", "PRI\u200BVATE")],
    ["after the public key", pem + pkcs8],
    ["mislabelled", pkcs8.replaceAll("PRIVATE", "PUBLIC")],
    ["PKCS#8 without label", bare(pkcs8)],
    ["PKCS#1 without label", bare(legacy)],
    ["SEC 1 without label", bare(ec)],
    ["Ed25519 without label", bare(ed)],
    ["JWK", JSON.stringify(pair.privateKey.export({ format: "jwk" }))],
    ["base64 of PEM", Buffer.from(pkcs8).toString("base64")],
    ["only a footer", pkcs8.split("\n").slice(-3).join("\n")],
    ["PuTTY", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 14\nAAAA"],
    ["longer than any key", pkcs8.padEnd(70_000)],
  ])("%s", (_name, text) => {
    expect(readPublicKey(text)).toEqual({ kind: "private-key" });
  });
});

test.each([
  ["PKCS#8 of RSA", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ"],
  ["PKCS#1, 2048 bits", "MIIEpAIBAAKCAQEA"],
  ["PKCS#1, 512 bits", "MIIBOgIBAAJBAK"],
  ["PKCS#1, 384 bits", "MIHzAgEAAjEA"],
  ["PKCS#8 of Ed25519", "MC4CAQAwBQYDK2VwBCIEI"],
  ["SEC 1, P-256", "MHcCAQEEI"],
  ["OpenSSH", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU"],
  ["PKCS#12", "MIIJqQIBAzCCCW8GCSqGSIb3"],
])("the first characters of a body without a label tell it: %s", (_name, start) => {
  expect(holdsPrivateKey(start)).toBe(true);
  expect(holdsPrivateKey(`key: ${start}`)).toBe(true);
  expect(holdsPrivateKey(`x${start}`)).toBe(false);
});

test("a private key is told however it is pasted", () => {
  const pkcs8 = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const change = fc.constantFrom<(text: string) => string>(
    (text) => text.replaceAll("\n", "\r\n"),
    (text) => JSON.stringify(text),
    (text) => text.replaceAll("\n", "\\n"),
    (text) => text.replaceAll("\n", ""),
    (text) => text.replaceAll("-", "\u2014"),
    (text) => text.replaceAll("KEY", "K\u200BEY"),
    (text) => text.replaceAll(" PRIVATE", "\tPRIVATE"),
    (text) => `${pem}${text}`,
    (text) => `${text}OCI_API_KEY`,
    (text) => text.toLowerCase(),
    (text) => text.slice(0, Math.floor(text.length / 2)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
      let text = pkcs8;
      for (const apply of changes) text = apply(text);
      expect(readPublicKey(text)).toEqual({ kind: "private-key" });
    }),
  );
});

test("no text makes it throw", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "-----BEGIN PUBLIC KEY-----",
      "-----END PUBLIC KEY-----",
      "\n",
      "\\n",
      base64.slice(0, 128),
      base64,
    ),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => block(bytes)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      expect(["key", "private-key", "unreadable"]).toContain(readPublicKey(pieces.join("")).kind);
    }),
  );
});

test("an element that is no object identifier, where one is due, is damage", () => {
  const damaged = Buffer.from(der);
  damaged[0] = 6;
  expect(readPublicKey(block(damaged)).kind).toBe("unreadable");
});

/** Every value of every byte before the modulus: tags, lengths, the algorithm. */
const headers = Array.from({ length: 33 * 256 }, (_, index): [number, number] => [index >> 8, index & 255]);

test("no damaged byte makes it throw, and what is read as a key encodes to what node:crypto reads", () => {
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const damaged = Buffer.from(der);
      damaged[at] = byte;
      const reading = readPublicKey(block(damaged));
      if (reading.kind !== "key" || reading.key.type !== "RSA" || reading.deviations.length > 0) return;
      const second = createPublicKey(block(damaged)).export({ format: "jwk" });
      expect(BigInt(`0x${Buffer.from(String(second.n), "base64url").toString("hex")}`)).toBe(reading.key.modulus);
    }),
    { numRuns: headers.length + 1_000, examples: headers },
  );
});

test.each([
  ["dashes", "-".repeat(60_000)],
  ["headers without an end", "-----BEGIN A".repeat(5_000)],
  ["a header of spaces", `-----BEGIN A${" ".repeat(60_000)}`],
  ["footers without an end", `-----BEGIN PUBLIC KEY-----\n${"--END ".repeat(10_000)}`],
  ["XML", "<RSAKeyValue>".repeat(5_000)],
  ["quotes", `"${'" '.repeat(30_000)}`],
  ["line breaks", "\n".repeat(60_000)],
  ["escapes", "\\".repeat(60_000)],
  ["an unfinished base64 of a label", "LS0tLS1CRUdJTi".repeat(4_000)],
])("a hostile text costs no more than its length: %s", (_name, text) => {
  expect(readPublicKey(text).kind).toBe("unreadable");
});

describe("second opinions", () => {
  const pair = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({
    type: "spki",
    format: "der",
  });

  test("a point is valid exactly when node:crypto takes it, in every form", () => {
    const spki = (form: number, coordinates: Uint8Array): Buffer => {
      const point = Buffer.concat([Buffer.of(form), coordinates]);
      const prefix = Buffer.from(pair.subarray(0, 26));
      prefix[1] = prefix.length - 2 + point.length;
      prefix[24] = point.length + 1;
      return Buffer.concat([prefix, point]);
    };
    const uncompressed = fc.record({
      form: fc.constantFrom(4, 6, 7),
      at: fc.nat(63),
      flip: fc.integer({ min: 0, max: 255 }),
    });
    const accepted = (der: Buffer): boolean => {
      try {
        createPublicKey({ key: der, format: "der", type: "spki" });
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(uncompressed, fc.boolean(), ({ form, at, flip }, compressed) => {
        const coordinates = Buffer.from(pair.subarray(27));
        coordinates[at] = (coordinates[at] ?? 0) ^ flip;
        const der = compressed ? spki(2 + (form & 1), coordinates.subarray(0, 32)) : spki(form, coordinates);
        expect(read(block(der)).key).toMatchObject({ type: "EC", validPoint: accepted(der) });
      }),
    );
  });

  const openssl = spawnSync("openssl", ["version"]).status === 0;
  test.skipIf(!openssl)(
    "OpenSSL's command line computes the same fingerprint (skipped where it is not installed)",
    () => {
      const der = spawnSync("openssl", ["pkey", "-pubin", "-outform", "DER"], { input: pem }).stdout;
      const digest = spawnSync("openssl", ["md5", "-c"], { input: der }).stdout.toString();
      expect(read(pem).key.md5Fingerprint).toBe(/([0-9a-f:]{47})/.exec(digest)?.[1]);
    },
  );

  test.each([0, 1])("Ed25519: the point of small order with y = %i is not valid", (y) => {
    const raw = Buffer.alloc(32);
    raw[0] = y;
    const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]);
    expect(read(block(spki)).key).toMatchObject({ type: "Ed25519", validPoint: false });
  });

  test("Ed25519: half of all numbers are no point, and no key of OpenSSL's is among them", () => {
    const spki = (raw: Uint8Array): string =>
      block(Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]));
    const valid = Array.from({ length: 200 }, (_, index) => {
      const raw = createHash("sha256").update(`point ${index}`).digest();
      raw[31] = (raw[31] ?? 0) & 0x7f;
      const { key } = read(spki(raw));
      return key.type === "Ed25519" && key.validPoint === true;
    }).filter(Boolean).length;
    expect(valid).toBeGreaterThan(60);
    expect(valid).toBeLessThan(140);
  });
});
