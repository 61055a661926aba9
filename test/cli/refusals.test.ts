import { join } from "node:path";
import { expect, test } from "vitest";
import { keylint, root } from "./keylint.ts";

/** Documents that can't be read, or not whole. */
const refused = [
  "cut-off.json",
  "log-array.json",
  "log-stream.jsonl",
  "other-package.json",
  "other-sarif.json",
  "plan-deferred.json",
  "plan-errored.json",
  "plan-format-2.json",
  "plan-not-complete.json",
  "plan-redacted.json",
  "plan-text.txt",
  "plan-unheard-action.json",
  "state-backend-pointer.tfstate",
  "state-encrypted.tfstate",
  "state-format-2.json",
  "state-raw-1.tfstate",
  "state-raw-5.tfstate",
];

test("no document that is refused, or not whole, leaves with 0 or 1; the report names it and the next step", async () => {
  const cwd = join(root, "fixtures/terraform/documents");
  for (const name of refused) {
    const { status, stdout } = await keylint(["scan", name], { cwd });
    expect([name, status]).toEqual([name, 3]);
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(
      new RegExp(`${name} [^.]+\\..*(?:[Rr]un|[Ss]can|Update|Write|Give|Let)`),
    );
  }
});

test("an empty state, and a plan without changes, leave with 0", async () => {
  const cwd = join(root, "fixtures/terraform/documents");
  for (const name of ["state-none.json", "state-raw-4-nothing.tfstate", "plan-without-changes.json"])
    expect([name, (await keylint(["scan", name], { cwd })).status]).toEqual([name, 0]);
});
