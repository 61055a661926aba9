import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keylint } from "./keylint.ts";

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "keylint-exceptions-"));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const key = (name: string, comment = "") => `${comment}
resource "intersight_iam_api_key" "${name}" {
  purpose           = "ci"
  hash_algorithm    = "SHA256"
  signing_algorithm = "RSASSA-PSS"
  is_never_expiring = true
}
`;

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly kind: string;
        readonly message: { readonly text: string };
        readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
      }[];
    },
  ];
}

async function scan(asOf: string) {
  const args = ["scan", ".", "--as-of", asOf, "--report", "sarif-full=out.sarif", "--report", "text"];
  const run = await keylint(args, { cwd: project });
  const log = JSON.parse(readFileSync(join(project, "out.sarif"), "utf8")) as Log;
  const [{ results }] = log.runs;
  return {
    ...run,
    suppressed: results.flatMap(({ ruleId, suppressions = [] }) =>
      suppressions.map(({ kind, justification }) => [ruleId, kind, justification]),
    ),
    // Other rules may come and go.
    failing: results
      .filter(({ kind, suppressions }) => kind === "fail" && suppressions === undefined)
      .map(({ ruleId }) => ruleId)
      .filter((id) => id === "key-never-expires" || id.startsWith("exception-")),
    told: results.filter(({ ruleId }) => ruleId.startsWith("exception-")).map(({ message }) => message.text),
  };
}

test("accepted results are silenced while their exception lasts, and told again when it is over", async () => {
  const ignore = '# keylint:ignore key-never-expires owner=dora reason="the appliance can\'t" expires=2026-12-31';
  writeFileSync(join(project, "main.tf"), key("beside", ignore) + key("listed"));
  writeFileSync(
    join(project, "keylint.yaml"),
    [
      // Another rule of this block, which is none of this test's.
      "rules:",
      "  private-key-in-terraform: { enabled: false }",
      "exceptions:",
      "  - rule: key-never-expires",
      "    key: intersight_iam_api_key.l*",
      "    owner: platform",
      "    reason: moves in spring",
      "    expires: 2026-12-31",
    ].join("\n"),
  );
  const during = await scan("2026-12-31T23:59:59Z");
  expect(during.suppressed).toEqual([
    ["key-never-expires", "inSource", "the appliance can't"],
    ["key-never-expires", "external", "moves in spring"],
  ]);
  expect([during.failing, during.status]).toEqual([[], 0]);

  const after = await scan("2027-01-01T00:00:00Z");
  expect(after.suppressed).toEqual([]);
  expect(after.failing.filter((id) => id === "key-never-expires")).toHaveLength(2);
  expect(after.told.map((text) => text.replace(/ for intersight.*/, ""))).toEqual([
    expect.stringContaining("exception of platform for key-never-expires"),
    expect.stringContaining("exception of dora for key-never-expires expired on 2026-12-31"),
  ]);
  expect(after.status).toBe(1);
  expect(after.stdout).toContain("exception-expired");
});

test("a comment that stands beside no key is told", async () => {
  const ignore = '# keylint:ignore key-never-expires owner=dora reason="gone" expires=2026-12-31';
  writeFileSync(join(project, "keylint.yaml"), "");
  writeFileSync(join(project, "main.tf"), `${ignore}\n\n${key("apart")}`);
  const run = await scan("2026-11-01T00:00:00Z");
  expect(run.failing).toContain("key-never-expires");
  expect(run.stdout.replaceAll(/\s+/g, " ")).toMatch(
    /warning a comment to keylint stands beside no key .*\(main\.tf:1:1\)/,
  );
});

test("an exception that silences nothing, or is malformed, is told at its place", async () => {
  const left = '# keylint:ignore key-never-expires owner=dora reason="gone" expires=2026-12-31';
  const malformed = "# keylint:ignore key-never-expires";
  writeFileSync(join(project, "keylint.yaml"), "");
  writeFileSync(
    join(project, "main.tf"),
    key("left", left).replace("true", "false") + key("malformed", malformed).replace("true", "false"),
  );
  const run = await scan("2026-11-01T00:00:00Z");
  expect(run.failing).toEqual(["exception-unused", "exception-malformed"]);
  expect(run.stdout).toMatch(/note +exception-unused +main\.tf:1:/);
  expect(run.stdout).toMatch(/low +exception-malformed +main\.tf:8:/);
  expect(run.stdout).toContain("`owner` is missing");
});
