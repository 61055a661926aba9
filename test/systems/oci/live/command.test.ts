import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Finished, keylint } from "../../../cli/keylint.ts";
import { startOciEmulator } from "../../../emulators/oci/emulator.ts";
import type { Fault } from "../../../emulators/oci/faults.ts";
import { caller, tenancy } from "./list-tenancy.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Scans the sample tenancy as a user does, by a target of keylint.yaml. */
async function scanWith(faults: readonly Fault[], ...args: readonly string[]): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-oci-"));
  const emulator = await startOciEmulator({ tenancy, callers: caller.callers, faults, pageSize: 1 });
  cleanups.push(
    () => rm(folder, { recursive: true }),
    () => emulator.close(),
  );
  const [tenancyId, user, fingerprint] = caller.keyId.split("/");
  const profile = `[DEFAULT]\ntenancy=${tenancyId}\nuser=${user}\nfingerprint=${fingerprint}\nkey_file=${join(folder, "oci.pem")}\n`;
  await writeFile(join(folder, "oci.pem"), caller.privateKey);
  await writeFile(join(folder, "config"), profile);
  await writeFile(
    join(folder, "keylint.yaml"),
    `targets:\n  - { name: acme, system: oci, configFile: ${join(folder, "config")}, endpoint: "${emulator.url}" }\n`,
  );
  return keylint(["scan", "--as-of", "2026-11-01T00:00:00Z", ...args], { cwd: folder });
}

test("a tenancy that is read whole ends with the status of its results, and silently", async () => {
  const { status, stderr, stdout } = await scanWith([], "--fail-on", "critical");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("The user alice@example.com administers the tenancy (group Administrators:");
  expect((await scanWith([], "--fail-on", "high")).status).toBe(1);
});

test("a user's keys that could not be listed end the run with 3, and the rules on them are open", async () => {
  const { status, stdout } = await scanWith(
    [
      { kind: "403", operation: "ListApiKeys", only: tenancy.users[1]?.ocid ?? "" },
      { kind: "403", operation: "SCIM ApiKeys", only: "Default" },
    ],
    "--fail-on",
    "never",
    "--report",
    "json",
  );
  expect(status).toBe(3);
  const report = JSON.parse(stdout) as Report;
  expect(report.complete).toBe(false);
  const told = report.notifications.filter(({ level }) => level === "error").map(({ message }) => message);
  expect(told).toEqual([
    expect.stringMatching(
      /^The API keys of identity domain Default .* status 403, code error\.NotAuthorized, request id/,
    ),
    expect.stringMatching(/^The API keys of user build-bot .* status 403, code NotAuthorized, request id/),
  ]);
  const unlisted = report.results.filter(({ location }) =>
    location.path.endsWith("/default/build-bot/unlisted.apikey"),
  );
  // Rules on Intersight's keys, or on a join with Terraform, do not apply in any case.
  expect(unlisted.filter(({ kind }) => kind !== "open" && kind !== "notApplicable")).toEqual([]);
  expect(unlisted.filter(({ kind }) => kind === "open").map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(["key-age", "admin-user-key", "single-active-key"]),
  );
});

test("a domain whose keys could not be listed leaves open how many keys its users have, and nobody else's", async () => {
  const { stdout } = await scanWith(
    [{ kind: "403", operation: "SCIM ApiKeys", only: "Partners", after: 1 }],
    "--report",
    "json",
  );
  const report = JSON.parse(stdout) as Report;
  const open = report.results.filter(({ rule, kind }) => rule === "key-count-limit" && kind === "open");
  expect(open.map(({ location }) => location.path.split("/").slice(2).join("/"))).toEqual([
    expect.stringMatching(/^Partners\/grace@partner\.example\//),
    "Partners/unlisted.apikey",
  ]);
});

/** What is looked at of a report in JSON. */
interface Report {
  readonly complete: boolean;
  readonly notifications: readonly { readonly level: string; readonly message: string }[];
  readonly results: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly location: { readonly path: string };
  }[];
}
