import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keySpecOf, publicKeyOf } from "../../../src/model/credential.ts";
import { known } from "../../../src/model/unknown.ts";
import { holdsPrivateKey } from "../../../src/keys/private-key.ts";
import { selfSignedCertificate } from "../../emulators/certificate.ts";
import { scanFiles, verdicts } from "../../scan-files.ts";
import { planJson, publicKey, rawState, type StateObject } from "../../terraform-documents.ts";
import { everythingWritten, reportsWithout } from "../everything-written.ts";

const type = "google_service_account_key";
const email = "ci@prod-1.iam.gserviceaccount.com";
const uniqueId = "104242424242424242424";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicHalf = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
/** What the service returns once, as the provider stores it. */
const credentials = base64(JSON.stringify({ type: "service_account", private_key: privateKey }, null, 2));

const nameOf = (id: string, account = email, project = "prod-1"): string =>
  `projects/${project}/serviceAccounts/${account}/keys/${id.padStart(40, "0")}`;

/** Attributes of a `google_service_account_key` that the service made, as the provider stores them. */
function stored(id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: nameOf(id),
    keepers: null,
    key_algorithm: "KEY_ALG_RSA_2048",
    name: nameOf(id),
    private_key: credentials,
    private_key_type: "TYPE_GOOGLE_CREDENTIALS_FILE",
    public_key: base64(publicKey("shown")),
    public_key_data: null,
    public_key_type: "TYPE_RAW_PUBLIC_KEY",
    service_account_id: `projects/prod-1/serviceAccounts/${email}`,
    valid_after: "2026-10-01T08:00:00Z",
    valid_before: "9999-12-31T23:59:59Z",
    ...more,
  };
}

const key = (id: string, more: Readonly<Record<string, unknown>> = {}): StateObject => ({
  type,
  name: `k${id}`,
  attributes: stored(id, more),
});

const serviceAccount: StateObject = {
  type: "google_service_account",
  name: "ci",
  attributes: {
    account_id: "ci",
    disabled: true,
    email,
    id: `projects/prod-1/serviceAccounts/${email}`,
    name: `projects/prod-1/serviceAccounts/${email}`,
    project: "prod-1",
    unique_id: uniqueId,
  },
};

const inState = (...objects: readonly StateObject[]) => scanFiles({ "x.tfstate": rawState(objects) });
const verdictOf = async (run: ReturnType<typeof scanFiles>, rule: string) => Object.values(verdicts(await run, rule));
const keyIn = async (run: ReturnType<typeof scanFiles>) => (await run).keys.at(0);
const uploaded = { private_key: "", public_key: "" };

describe("its public key", () => {
  const { certificate } = selfSignedCertificate();
  const der = (pem: string): string => pem.split("\n").slice(1, -2).join("");

  test.each([
    ["a raw key that the service shows", { public_key: base64(publicHalf) }],
    ["a raw key in DER", { public_key: der(publicHalf) }],
    ["an uploaded key without a certificate", { ...uploaded, public_key_data: base64(publicHalf) }],
    ["an uploaded key that is not encoded", { ...uploaded, public_key_data: publicHalf }],
  ])("%s", async (_, more) => {
    const found = await keyIn(inState(key("1", more)));
    const reading = found && known(publicKeyOf(found));
    expect(reading).toMatchObject({ kind: "key", key: { type: "RSA", bits: 2048 } });
    const jwk = pair.publicKey.export({ format: "jwk" });
    const modulus = BigInt(`0x${Buffer.from(jwk.n ?? "", "base64url").toString("hex")}`);
    expect(reading?.kind === "key" && reading.key.type === "RSA" && reading.key.modulus).toBe(modulus);
  });

  test.each([
    ["shown by the service", { public_key: base64(certificate) }],
    ["uploaded", { ...uploaded, public_key_data: base64(certificate) }],
    ["uploaded with other line ends", { ...uploaded, public_key_data: base64(certificate.replaceAll("\n", "\r\n")) }],
  ])("inside a certificate %s is judged", async (_, more) => {
    const run = await inState(key("1", more));
    expect(Object.values(verdicts(run, "rsa-key-size"))).toEqual(["pass"]);
    expect(Object.values(verdicts(run, "rsa-roca"))).toEqual(["pass"]);
    expect(Object.values(verdicts(run, "key-wrong-container"))).toEqual(["pass"]);
  });

  test("is a copy where two accounts have it", async () => {
    const pem = base64(publicHalf);
    const other = nameOf("2", "other@prod-1.iam.gserviceaccount.com");
    const run = inState(key("1", { public_key: pem }), key("2", { public_key: pem, id: other, name: other }));
    expect(await verdictOf(run, "duplicate-key")).toEqual(["fail", "fail"]);
  });

  test("is not known before the service makes it, what it will be is", async () => {
    const files = (algorithm: string) => ({
      "main.tf": `resource "google_service_account_key" "k" {\n  service_account_id = "${email}"\n  ${algorithm}\n}\n`,
    });
    expect(await verdictOf(scanFiles(files("")), "rsa-key-size")).toEqual(["pass"]);
    expect(await verdictOf(scanFiles(files('key_algorithm = "KEY_ALG_RSA_1024"')), "rsa-key-size")).toEqual(["fail"]);
    expect(await verdictOf(scanFiles(files("")), "rsa-roca")).toEqual(["open"]);
    const upload = `public_key_data = var.upload\n}\nvariable "upload" {`;
    expect(await verdictOf(scanFiles(files(upload)), "rsa-key-size")).toEqual(["open"]);
  });

  test("that is not shown leaves the algorithm", async () => {
    const found = await keyIn(inState(key("1", { public_key: "", key_algorithm: null })));
    expect(found && keySpecOf(found)).toEqual({ type: "RSA", bits: 2048, curve: undefined });
  });
});

describe("its private half", () => {
  const rule = "private-key-in-terraform";

  test.each([
    ["that the service returned", {}, "fail"],
    ["that was taken out of the state", { private_key: "" }, "pass"],
    ["of an upload", { ...uploaded, public_key_data: base64(publicHalf) }, "pass"],
    ["uploaded by mistake", { ...uploaded, public_key_data: base64(privateKey) }, "fail"],
    ["uploaded by mistake in clear", { ...uploaded, public_key_data: privateKey }, "fail"],
  ])("%s", async (_, more, expected) => {
    expect(await verdictOf(inState(key("1", more)), rule)).toEqual([expected]);
  });

  test("comes into the state with the apply, but for an upload", async () => {
    const change = (more: Readonly<Record<string, unknown>>) =>
      planJson([
        {
          type,
          name: "k",
          actions: ["create"],
          after: { service_account_id: email, key_algorithm: "KEY_ALG_RSA_2048", ...more },
          unknown: ["id", "name", "public_key", "private_key", "valid_after", "valid_before"],
        },
      ]);
    expect(await verdictOf(scanFiles({ "x.json": change({}) }), rule)).toEqual(["fail"]);
    const upload = change({ public_key_data: base64(publicHalf) });
    expect(await verdictOf(scanFiles({ "x.json": upload }), rule)).toEqual(["pass"]);
    expect(await verdictOf(scanFiles({ "x.json": upload }), "rsa-roca")).toEqual(["pass"]);
  });
});

describe("its validity", () => {
  test.each([
    ["without an end", {}, { "key-never-expires": "fail", "expired-key": "notApplicable", "key-age": "pass" }],
    ["with an end", { valid_before: "2026-12-01T00:00:00Z" }, { "key-never-expires": "pass", "expired-key": "pass" }],
    ["that is over", { valid_before: "2026-10-31T23:59:59Z" }, { "key-never-expires": "pass", "expired-key": "fail" }],
    ["that started long ago", { valid_after: "2026-01-01T00:00:00.123456789Z" }, { "key-age": "fail" }],
  ])("%s", async (_, more, expected) => {
    const run = inState(key("1", more));
    for (const [rule, kind] of Object.entries(expected))
      expect([rule, ...(await verdictOf(run, rule))]).toEqual([rule, kind]);
  });

  test("without an end has no time of expiry", async () => {
    expect((await keyIn(inState(key("1"))))?.timeExpires).toBeUndefined();
  });

  test("is not told by the data source, nor who keeps the key", async () => {
    const { id, name, key_algorithm, public_key, public_key_type } = stored("1");
    const attributes = { id, name, key_algorithm, public_key, public_key_type };
    const run = await inState({ type, mode: "data", name: "k", attributes });
    for (const rule of ["key-age", "key-never-expires", "expired-key", "user-managed-service-account-key"])
      expect([rule, ...Object.values(verdicts(run, rule))]).toEqual([rule, "open"]);
    expect(Object.values(verdicts(run, "rsa-key-size"))).toEqual(["pass"]);
  });
});

describe("its service account", () => {
  const ownerOf = async (service_account_id: string) => {
    const found = await keyIn(
      scanFiles({ "x.json": planJson([{ type, name: "k", actions: ["create"], after: { service_account_id } }]) }),
    );
    return [found?.owner.id, found?.account];
  };

  test.each([
    [email, email, "prod-1"],
    [`projects/prod-1/serviceAccounts/${email}`, email, "prod-1"],
    [`projects/-/serviceAccounts/${email}`, email, "prod-1"],
    ["projects/prod-1/serviceAccounts/ci", email, "prod-1"],
    [`projects/prod-1/serviceAccounts/${uniqueId}`, uniqueId, "prod-1"],
    [`projects/-/serviceAccounts/${uniqueId}`, uniqueId, undefined],
    [uniqueId, uniqueId, undefined],
    ["ci@p.example.com.iam.gserviceaccount.com", "ci@p.example.com.iam.gserviceaccount.com", "example.com:p"],
    ["prod-1@appspot.gserviceaccount.com", "prod-1@appspot.gserviceaccount.com", "prod-1"],
    ["42-compute@developer.gserviceaccount.com", "42-compute@developer.gserviceaccount.com", undefined],
  ])("%s", async (text, id, project) => {
    expect(await ownerOf(text)).toEqual([id, project]);
  });

  test("of a key that exists is as the service names it", async () => {
    const found = await keyIn(inState(key("1", { service_account_id: uniqueId })));
    expect(found?.owner).toEqual({ kind: "service-account", id: email, name: email });
  });

  test("is one, however its keys name it", async () => {
    const names = [email, `projects/-/serviceAccounts/${email}`, uniqueId];
    const planned = names.map((service_account_id, index) => ({
      type,
      name: `new${index}`,
      actions: ["create"],
      after: { service_account_id },
    }));
    const kept = { type: "google_service_account", name: "ci", actions: ["no-op"] };
    const account = { ...kept, before: serviceAccount.attributes, after: serviceAccount.attributes };
    const run = await scanFiles({ "x.json": planJson([account, ...planned]) });
    expect(Object.values(verdicts(run, "single-active-key")).toSorted()).toEqual(["fail", "fail", "pass"]);
  });

  test("is found by reference before it exists", async () => {
    const run = await scanFiles({
      "main.tf": `resource "google_service_account" "ci" {
  account_id = "ci-runner"
}
resource "google_service_account_key" "a" {
  service_account_id = google_service_account.ci.name
}
resource "google_service_account_key" "b" {
  service_account_id = google_service_account.ci.id
}
`,
    });
    expect(Object.values(verdicts(run, "single-active-key")).toSorted()).toEqual(["fail", "pass"]);
    expect(Object.values(verdicts(run, "key-count-limit"))).toEqual(["pass", "pass"]);
  });

  test("may have ten keys, and not eleven", async () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => key(String(index), { public_key: "" }));
    expect(await verdictOf(inState(...keys(10)), "key-count-limit")).not.toContain("fail");
    expect(await verdictOf(inState(...keys(11)), "key-count-limit")).toContain("fail");
  });
});

test("it is named and reported in every format, read back from the inventory, and its private half stands in none", async () => {
  const mistake = key("2", { ...uploaded, public_key_data: base64(privateKey) });
  const { certificate } = selfSignedCertificate();
  const files = {
    "terraform.tfstate": rawState([key("1"), mistake, key("3", { public_key: base64(certificate) }), serviceAccount]),
  };
  const written = await everythingWritten(files);
  const parts = [
    ...privateKey.split("\n").filter((line) => line.length === 64),
    ...(base64(privateKey).match(/.{48}/g) ?? []),
    ...(credentials.match(/.{48}/g) ?? []),
  ];
  const holding = Object.entries(written).filter(
    ([, text]) => holdsPrivateKey(text) || parts.some((part) => text.includes(part)),
  );
  expect(holding.map(([name]) => name)).toEqual([]);
  expect(reportsWithout(written, `${type}.k1`)).toEqual([]);
  expect(written["report.text"]).toContain(`Google Cloud service account key of ${email}`);
  const resultsOf = (report: string | undefined): unknown => JSON.parse(report ?? "").results;
  expect(resultsOf(written["merged.json"])).toEqual(resultsOf(written["report.json"]));
});
