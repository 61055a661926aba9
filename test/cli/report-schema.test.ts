import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { keylint, root } from "./keylint.ts";

const schema: object = JSON.parse(readFileSync(join(root, "schemas/report.schema.json"), "utf8"));
const validate = addFormats.default(new Ajv2020({ strict: true, allErrors: true })).compile(schema);

const projects = readdirSync(join(root, "fixtures/projects")).map((name) => `fixtures/projects/${name}`);
const configurationOnly = "fixtures/projects/demo/keys.tf";

test.each([...projects, configurationOnly, "fixtures/terraform", "fixtures/rules"])(
  "the JSON report of %s is as the published schema says",
  async (source) => {
    const { stdout } = await keylint(["scan", source, "--report", "json", "--as-of", "2026-11-01"]);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  },
);

test("these reports hold keys in every state of existence", async () => {
  const sources = [...projects, configurationOnly, "fixtures/terraform", "fixtures/rules/missing-key/fail.ndjson"];
  const { stdout } = await keylint(["scan", ...sources, "--report", "json"]);
  const { results } = JSON.parse(stdout);
  const met = new Set(results.map(({ key }: { key: { existence: string } }) => key.existence));
  expect(met).toEqual(new Set(["declared", "exists", "planned", "removed", "absent"]));
});
