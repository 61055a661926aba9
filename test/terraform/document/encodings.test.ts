import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Region } from "../../../src/model/location.ts";
import { documents, read } from "./reading.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keylint-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A plan with text of every length in UTF-8 before its key, so that columns can go wrong. */
const plan = (await readFile(join(documents, "plan-sorted-members.json"), "utf8")).replace(
  '"checks": []',
  '"checks": ["größer", "€", "😀"]',
);
const oneLine = JSON.stringify(JSON.parse(plan));

async function readBytes(name: string, bytes: Buffer | string): ReturnType<typeof read> {
  await writeFile(join(folder, name), bytes);
  return read(name, { cwd: folder });
}

function textAt(text: string, region: Region | undefined): string | undefined {
  if (region === undefined) return undefined;
  const lines = text.split("\n").slice(region.startLine - 1, region.endLine);
  const last = lines.length - 1;
  return lines
    .map((line, at) =>
      line.slice(at === 0 ? region.startColumn - 1 : 0, at === last ? region.endColumn - 1 : undefined),
    )
    .join("\n");
}

const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le").swap16();

test.each([
  ["UTF-8", plan, Buffer.from(plan)],
  ["UTF-8 in one line", oneLine, Buffer.from(oneLine)],
  ["UTF-8 with a byte order mark", oneLine, Buffer.from(`\ufeff${oneLine}`)],
  ["CRLF", plan.replaceAll("\n", "\r\n"), Buffer.from(plan.replaceAll("\n", "\r\n"))],
  ["PowerShell's UTF-16", plan, Buffer.from(`\ufeff${plan}`, "utf16le")],
  ["UTF-16 without a mark", oneLine, Buffer.from(oneLine, "utf16le")],
  ["UTF-16, big end first", plan, utf16be(plan)],
])("%s: the place of the object and of its attributes is right", async (name, text, bytes) => {
  const { resources, notifications } = await readBytes(`${name.replaceAll(/\W/g, "")}.json`, bytes);
  expect(notifications).toEqual([]);
  expect(resources).toHaveLength(1);
  const [resource] = resources;
  expect(JSON.parse(textAt(text, resource?.location.region) ?? "")).toEqual(JSON.parse(text).resource_changes[0]);
  expect(textAt(text, resource?.places.get("key_value"))).toMatch(
    /^"key_value": ?"-----BEGIN PUBLIC KEY-----\\nNEW1.*"$/,
  );
  expect(textAt(text, resource?.places.get("user_id"))).toMatch(/^"user_id": ?("ocid1.*"|true)$/);
  expect(textAt(text, resource?.places.get("time_created"))).toMatch(/^"time_created": ?true$/);
});

test("the setup-terraform wrapper's lines around the text are looked through", async () => {
  const wrapped = `[command]/home/runner/terraform-bin show -json plan.tfplan\n${oneLine}\n::debug::Terraform exited with code 0.\n`;
  const { resources, notifications } = await readBytes("wrapped.json", wrapped);
  expect(notifications).toEqual([]);
  expect(textAt(wrapped, resources[0]?.places.get("key_value"))).toContain("NEW1");
});

test("text behind a plan that no wrapper wrote is an error", async () => {
  const { notifications } = await readBytes("followed.json", `${oneLine}\nError: no\n`);
  expect(notifications.map(({ message }) => message)).toEqual([
    "followed.json has other text behind its JSON text (line 2). Write it again",
  ]);
});

test("a binary plan is refused with what to do; another archive is not Terraform's", async () => {
  const archive = (entry: string): Buffer =>
    Buffer.concat([
      Buffer.from("PK\u0003\u0004".padEnd(26, "\0"), "latin1"),
      Buffer.from([entry.length, 0, 0, 0]),
      Buffer.from(entry),
    ]);
  expect((await readBytes("tfplan", archive("tfplan"))).notifications).toMatchObject([
    {
      level: "error",
      id: "plan-binary",
      message:
        "tfplan is a binary plan. Run `terraform show -json FILE > plan.json` in the folder that it was made in, and scan plan.json",
    },
  ]);
  expect((await readBytes("lambda.zip", archive("index.js"))).notifications).toMatchObject([
    { id: "file-unrecognised" },
  ]);
});

test.each([
  ["empty.json", ""],
  ["mark.json", "\ufeff"],
  ["blank.json", " \n"],
  ["words.txt", "hello"],
  ["list.json", "[1,2]"],
  ["zeros.bin", Buffer.alloc(5000)],
])("%s is refused", async (name, content) => {
  const { resources, notifications } = await readBytes(name, content);
  expect(resources).toEqual([]);
  expect(notifications).toMatchObject([{ level: "error", id: "file-unrecognised" }]);
});

test("a plan that is cut off anywhere is an error, and what was whole is still given", async () => {
  const bytes = Buffer.from(oneLine);
  const start = bytes.indexOf('"resource_changes"');
  const keyEnd = start + '"resource_changes":['.length + JSON.stringify(JSON.parse(oneLine).resource_changes[0]).length;
  for (let length = start + 20; length < bytes.length; length += 97) {
    const { resources, notifications } = await readBytes("cut.json", bytes.subarray(0, length));
    expect(resources).toHaveLength(length > keyEnd ? 1 : 0);
    expect(notifications).toMatchObject([{ level: "error", id: "file-unreadable" }]);
    expect(notifications[0]?.message).toContain("cut off");
  }
});

test("a plan with more to select than is kept in memory is gone through twice, and gives the same", async () => {
  const keyValue = "x".repeat(1 << 20);
  const [change] = JSON.parse(oneLine).resource_changes;
  const changes = Array.from({ length: 18 }, (_, index) => ({
    ...change,
    index,
    address: `${change.address}[${index}]`,
    change: { ...change.change, after: { key_value: keyValue } },
  }));
  const { resources, notifications } = await readBytes(
    "large.json",
    JSON.stringify({ ...JSON.parse(oneLine), resource_changes: changes }),
  );
  expect(notifications).toEqual([]);
  expect(resources.map(({ index, values }) => [index, values["key_value"] === keyValue])).toEqual(
    changes.map((_, index) => [index, true]),
  );
  expect(resources[17]?.values["user_id"]).toMatchObject({ reference: { address: "oci_identity_user.u" } });
});

test("a hostile document does not get through: depth, prototypes, values of any kind where others belong", async () => {
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const change = (after: string): string =>
    `{"format_version":"1.2","resource_changes":[{"address":"oci_identity_api_key.k","mode":"managed","type":"oci_identity_api_key","name":"k","change":{"actions":["create"],"after":${after},"after_unknown":${after}}}]}`;
  expect((await readBytes("deep.json", change(deep(100)))).resources).toHaveLength(1);
  const deeper = await readBytes("deeper.json", change(deep(200_000)));
  expect(deeper.resources.length + deeper.notifications.length).toBe(1);
  const odd = await readBytes("odd.json", change('{"__proto__":{"key_value":"x"},"constructor":true,"user_id":true}'));
  expect(odd.resources[0]?.values["key_value"]).toBeUndefined();
  for (const value of ["null", "1", "[]", '"x"', "true"]) {
    const text = `{"format_version":"1.2","errored":${value},"resource_changes":${value},"prior_state":${value},"configuration":${value},"planned_values":${value}}`;
    expect((await readBytes("kinds.json", text)).resources).toEqual([]);
    expect((await readBytes("values.json", change(value))).resources).toHaveLength(1);
  }
});
