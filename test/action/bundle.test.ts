import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { actionMetadata, runStep } from "./step.ts";

if (process.env["KEYLINT_NODE24"] === undefined && !process.version.startsWith("v24."))
  console.warn(
    `The Action's bundle is run by Node ${process.version}; set KEYLINT_NODE24 to a Node 24 to run it as GitHub does.`,
  );

function publicKey(bits: number): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

function keyBlock(name: string, pem: string): string {
  return `resource "oci_identity_api_key" "${name}" {
  user_id   = "ocid1.user.oc1..aaaaaaaa${name}"
  key_value = <<-EOT
${pem}  EOT
}
`;
}

const shared = publicKey(3072);
/** Two users with one key. */
const failing = keyBlock("alice", shared) + keyBlock("bob", shared);
const strong = keyBlock("carol", publicKey(3072));
const fork = {
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_REF: "refs/pull/7/merge",
  GITHUB_REF_NAME: "7/merge",
  GITHUB_HEAD_REF: "patch-1",
  GITHUB_BASE_REF: "main",
};

const forked = await runStep({
  inputs: { sources: "infra", "fail-on": "high", category: "keylint/terraform" },
  variables: fork,
  files: { "infra/keys.tf": failing },
});

describe("a pull request from a fork, without any secret", () => {
  test("fails the step and counts in its outputs", () => {
    expect(forked.status).toBe(1);
    expect(forked.outputs).toMatchObject({
      complete: "true",
      "exit-status": "1",
      keys: "2",
      "sarif-file": "keylint.sarif",
    });
    expect(Number(forked.outputs["failures"])).toBeGreaterThan(0);
  });

  test("tells the worst beside the code", () => {
    const errors = forked.commands.filter(({ name }) => name === "error");
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]?.properties).toMatchObject({ file: "infra/keys.tf" });
    expect(errors[0]?.data).toContain("oci_identity_api_key.alice");
  });

  test("writes SARIF for code scanning, with paths from the root of the repository", () => {
    const run = JSON.parse(forked.files["keylint.sarif"] ?? "{}").runs[0];
    expect(run.automationDetails.id).toBe("keylint/terraform/");
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("infra/keys.tf");
  });

  test("has a job summary", () => {
    expect(forked.summary).toContain("oci_identity_api_key.alice");
  });
});

describe("a push", () => {
  test("without failures passes, without annotations, and its SARIF closes alerts by being empty", async () => {
    const step = await runStep({
      inputs: { "fail-on": "high", "as-of": "2026-11-01" },
      variables: { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main" },
      files: { "keys.tf": strong },
    });
    expect(step.outputs).toMatchObject({ complete: "true", "exit-status": "0", critical: "0", high: "0" });
    expect(step.commands.filter(({ name }) => name === "error")).toEqual([]);
    expect(step.status).toBe(0);
    expect(JSON.parse(step.files["keylint.sarif"] ?? "{}").runs[0].results).toBeInstanceOf(Array);
  });

  test("paths start at the working directory, and locations at the root of the repository", async () => {
    const step = await runStep({
      inputs: { "working-directory": "live/oci", "sarif-file": "out/keys.sarif", reports: "html=out/keys.html" },
      files: { "live/oci/keys.tf": failing, "live/oci/keylint.yaml": "failOn: never\n" },
    });
    expect(step.status).toBe(0);
    expect(step.outputs["sarif-file"]).toBe("live/oci/out/keys.sarif");
    expect(step.commands.find(({ name }) => name === "error")?.properties["file"]).toBe("live/oci/keys.tf");
  });
});

describe("a schedule that can't read two of its sources", () => {
  const inputs = { sources: "infra\noci:PRODUCTION\nplan.json" };
  const variables = { GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" };
  const files = { "infra/keys.tf": failing, "plan.json": '{"format_version":"1.2","resource_changes":[' };

  test("is incomplete: no SARIF that would close alerts, and the reason is the first annotation", async () => {
    const step = await runStep({ inputs, variables, files });
    expect(step.status).toBe(3);
    expect(step.outputs).toMatchObject({ complete: "false", "exit-status": "3", "sarif-file": "" });
    expect(step.files["keylint.sarif"]).toBeUndefined();
    const first = step.commands.find(({ name }) => name === "error");
    expect(first?.properties["title"]).toMatch(/^not read: /);
    expect(first?.data).toContain("oci:PRODUCTION");
    expect(step.log).toContain("No SARIF report is written");
  });

  test("writes it all the same where it is asked to", async () => {
    const step = await runStep({ inputs: { ...inputs, "allow-incomplete": "true" }, variables, files });
    expect(step.status).toBe(3);
    expect(step.outputs["sarif-file"]).toBe("keylint.sarif");
    expect(JSON.parse(step.files["keylint.sarif"] ?? "{}").runs[0].results).not.toHaveLength(0);
  });
});

test("a pull request is judged only by what it brings, where a baseline tells what was there", async () => {
  const inputs = { "as-of": "2026-11-01", reports: "sarif-full=base.sarif" };
  const before = await runStep({ inputs, variables: fork, files: { "keys.tf": failing } });
  const files = { "base.sarif": before.files["base.sarif"] ?? "", "keys.tf": `${failing}${strong}` };
  const compared = { "as-of": "2026-11-01", baseline: "base.sarif", "new-only": "true" };
  const after = await runStep({ inputs: compared, variables: fork, files });
  expect([before.status, before.outputs["failures"]]).toEqual([1, "2"]);
  expect([after.status, after.outputs["failures"], after.outputs["keys"]]).toEqual([0, "0", "3"]);
  expect(after.commands.filter(({ name }) => name === "error")).toEqual([]);
});

describe("what a step can't do", () => {
  test.each([
    ["a severity that is none", { "fail-on": "sometimes" }, "sometimes"],
    ["a report that is none", { reports: "pdf=x.pdf" }, "pdf"],
    ["a report without a file", { reports: "json" }, "standard output"],
    ["two reports in one file", { reports: "html=keylint.sarif" }, "keylint.sarif"],
    ["a flag that is none", { "new-only": "si" }, "new-only"],
    ["a missing configuration", { config: "nowhere.yaml" }, "nowhere.yaml"],
  ])("%s: one error that names it, status 2, outputs that stop an upload", async (_, inputs, named) => {
    const step = await runStep({ inputs, files: { "keys.tf": strong } });
    expect(step.status).toBe(2);
    expect(step.commands.map(({ name }) => name)).toEqual(["error"]);
    expect(step.commands[0]?.data).toContain(named);
    expect(step.outputs).toEqual({ "sarif-file": "", complete: "false", "exit-status": "2" });
  });
});

test("names from a pull request can't issue commands, whatever file they stand in", async () => {
  const hostile = "::error file=x::y\\n::set-env name=A::b\\n##[add-path]/tmp\\r::add-mask::c";
  const instances = `resource "oci_identity_api_key" "each" {
  for_each  = toset(["${hostile}"])
  user_id   = "\${each.key}"
  key_value = <<-EOT
${shared}  EOT
}
`;
  const step = await runStep({
    inputs: { sources: ".\n::add-mask::d", "fail-on": "never" },
    files: {
      "::warning::x/keys.tf": failing,
      "keys.tf": instances,
      "##[add-mask]e.tf": strong,
    },
  });
  const allowed = new Set(["error", "warning", "notice", "stop-commands"]);
  expect(step.commands.filter(({ name }) => !allowed.has(name.toLowerCase()))).toEqual([]);
  expect(step.commands.some(({ properties }) => properties["file"] === "x")).toBe(false);
  expect(step.log).toContain("oci_identity_api_key");
});

test("the step says the same of itself in action.yml as it does", async () => {
  const { inputs, outputs, runs } = actionMetadata();
  expect(runs).toEqual({ using: "node24", main: "action/index.js" });
  const step = await runStep({ files: { "keys.tf": strong } });
  expect(Object.keys(step.outputs).toSorted()).toEqual(Object.keys(outputs).toSorted());
  for (const input of Object.values(inputs)) expect(input.description).toMatch(/\.$/);
});
