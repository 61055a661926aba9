import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { json } from "../../src/reporters/json.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, sampleRun } from "./sample-run.ts";

const schema: object = JSON.parse(readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8"));
const validate = addFormats.default(new Ajv2020({ strict: true, allErrors: true })).compile(schema);

describe("json", () => {
  test.each([
    ["sample", sampleRun],
    ["incomplete", incompleteRun],
    ["clean", cleanRun],
  ])("of the %s run is as the published schema says", (_, run) => {
    validate(JSON.parse(report(json, run(), { exitStatus: 0 })));
    expect(validate.errors).toBeNull();
  });

  test("tells the sample run as the stored report does", async () => {
    await expect(report(json, sampleRun(), { exitStatus: 1 })).toMatchFileSnapshot(golden("sample.json"));
  });

  test("the schema refuses what it does not know", () => {
    const changed = { ...JSON.parse(report(json, cleanRun())), surprise: true };
    expect(validate(changed)).toBe(false);
  });
});
