import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, expect, test } from "vitest";

const available = spawnSync("terraform", ["version"]).error === undefined;
if (!available) console.warn("Skipped: no terraform here, so the plan of examples/pull-request.yml is not made.");

interface Workflow {
  readonly jobs: { readonly plan: { readonly steps: readonly { readonly id?: string; readonly run?: string }[] } };
}

const folder = mkdtempSync(join(tmpdir(), "keylint-plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(!available)(
  "the example plans a configuration whose state is elsewhere, without credentials for it",
  () => {
    const workflow = load(
      readFileSync(new URL("../../examples/pull-request.yml", import.meta.url), "utf8"),
    ) as Workflow;
    const script = workflow.jobs.plan.steps.find(({ id }) => id === "plan")?.run ?? "";
    writeFileSync(
      join(folder, "main.tf"),
      'terraform {\n  backend "s3" {\n    bucket = "ours"\n    key    = "state"\n    region = "eu-central-1"\n  }\n}\nresource "terraform_data" "key" {\n  input = "planned"\n}\n',
    );
    const env = { PATH: process.env["PATH"] ?? "", HOME: folder, FOLDER: ".", CHECKPOINT_DISABLE: "1" };
    const done = spawnSync("bash", ["-e", "-c", script], { cwd: folder, env, encoding: "utf8" });
    expect([done.status, done.stderr]).toEqual([0, expect.not.stringContaining("Error:")]);
    const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as {
      resource_changes: { address: string; change: { actions: string[] } }[];
    };
    expect(plan.resource_changes.map(({ address, change }) => [address, change.actions])).toEqual([
      ["terraform_data.key", ["create"]],
    ]);
  },
);
