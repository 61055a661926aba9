import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keylint, root } from "./keylint.ts";

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "keylint-baseline-"));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Log {
  readonly runs: readonly [{ readonly results: readonly { ruleId: string; kind: string; baselineState?: string }[] }];
}

const stateFile = "state.tfstate";
const original = readFileSync(join(root, "fixtures/rules/key-age/fail.tfstate"), "utf8");

async function scan(asOf: string, ...more: readonly string[]) {
  const report = ["--report", "sarif-full=out.sarif"];
  const run = await keylint(["scan", ".", "--as-of", asOf, ...report, ...more], { cwd: project });
  const log = JSON.parse(readFileSync(join(project, "out.sarif"), "utf8")) as Log;
  const states = log.runs[0].results
    .filter(
      ({ ruleId, kind, baselineState }) => ruleId === "key-age" && (kind === "fail" || baselineState === "absent"),
    )
    .map(({ baselineState }) => baselineState);
  return { ...run, states };
}

test("a result is followed from run to run: new, unchanged, updated, absent", async () => {
  writeFileSync(join(project, stateFile), original);
  const first = await scan("2026-11-01T00:00:00Z");
  expect(first.states).toEqual([undefined]);
  writeFileSync(join(project, "base.sarif"), readFileSync(join(project, "out.sarif")));
  const against = ["--baseline", "base.sarif"];

  const same = await scan("2026-11-01T00:00:00Z", ...against);
  expect(same.states).toEqual(["unchanged"]);
  expect(same.status).toBe(1);
  expect((await scan("2026-11-01T00:00:00Z", ...against, "--new-only")).status).toBe(0);
  // A day later its message says so; it is still no new result.
  const later = await scan("2026-11-02T00:00:00Z", ...against, "--new-only");
  expect([later.states, later.status]).toEqual([["updated"], 0]);

  // Another key brings a result of its own.
  writeFileSync(join(project, "more.tfstate"), original.replaceAll('"old"', '"older"').replaceAll("alice", "bob"));
  const more = await scan("2026-11-01T00:00:00Z", ...against, "--new-only");
  expect([new Set(more.states), more.status]).toEqual([new Set(["new", "unchanged"]), 1]);
  rmSync(join(project, "more.tfstate"));

  // Not decided any more is not gone, and neither is what could not be read.
  writeFileSync(join(project, stateFile), original.replace(/"time_created": "[^"]*"/, '"time_created": null'));
  expect((await scan("2026-11-01T00:00:00Z", ...against)).states).toEqual([]);
  writeFileSync(join(project, stateFile), original.slice(0, 500));
  const broken = await scan("2026-11-01T00:00:00Z", ...against);
  expect([broken.states, broken.status]).toEqual([[], 3]);

  writeFileSync(
    join(project, stateFile),
    original.replace(/"time_created": "[^"]*"/, '"time_created": "2026-10-30 00:00:00 +0000 UTC"'),
  );
  const gone = await scan("2026-11-01T00:00:00Z", ...against);
  expect([gone.states, gone.status]).toEqual([["absent"], 0]);
});

test("a bad key in the place of a bad key is new", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-replaced-"));
  try {
    const pem = () =>
      generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ type: "spki", format: "pem" });
    writeFileSync(join(folder, "k.pem"), pem());
    writeFileSync(
      join(folder, "main.tf"),
      'resource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = file("k.pem")\n}\n',
    );
    const run = async (...more: readonly string[]) => (await keylint(["scan", ".", ...more], { cwd: folder })).status;
    expect(await run("--report", "sarif=base.sarif")).toBe(1);
    const against = ["--baseline", "base.sarif", "--new-only"];
    expect(await run(...against)).toBe(0);
    writeFileSync(join(folder, "k.pem"), pem());
    expect(await run(...against)).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
