import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { machine } from "../../src/cli/machine.ts";
import { writeReports } from "../../src/cli/reports.ts";
import { sampleFiles } from "./sample/files.ts";
import { sampleRun } from "./sample-run.ts";

const folder = mkdtempSync(join(tmpdir(), "keylint-large-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a file that is too large to hold is not read for a report; smaller ones are", async () => {
  for (const [path, text] of Object.entries(sampleFiles)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  truncateSync(join(folder, "plans/new site.json"), 33 << 20);
  const settings = { newOnly: false, allowIncomplete: false };
  await writeReports(sampleRun(), [{ format: "sarif", file: "out.sarif" }], settings, { ...machine(), cwd: folder });
  const log = JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8"));
  const hashed = log.runs[0].artifacts.map(
    ({ location, hashes }: { location: { uri: string }; hashes?: object }) => `${location.uri} ${hashes !== undefined}`,
  );
  expect(hashed).toEqual(["infra/keys.tf true", "plans/new%20site.json false", "keylint.yaml false"]);
});
