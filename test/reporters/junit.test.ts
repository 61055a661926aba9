import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { junit } from "../../src/reporters/junit.ts";
import { junitErrors, junitSchemas } from "./junit-errors.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, runOf, sampleRun } from "./sample-run.ts";

const nasty = String.fromCharCode(0, 8, 27, 0xd800, 0xfffe, 0xffff);

function nastyRun() {
  const first = [...cleanRun().results()];
  const message = `]]> <!-- & "quotes" 'more' ${nasty} &#0; é 😀`;
  const results = (): Result[] => first.map((result) => Object.assign({}, result, { kind: "fail", message }));
  return runOf(results);
}

describe("junit", () => {
  describe.each(junitSchemas)("against $fileName", (schema) => {
    test.each([
      ["sample", sampleRun],
      ["incomplete", incompleteRun],
      ["clean", cleanRun],
      ["nasty", nastyRun],
    ])("the %s run is valid", async (_, run) => {
      expect(await junitErrors(schema, report(junit, run()))).toEqual([]);
    });
  });

  test("tells the sample run as the stored report does", async () => {
    await expect(report(junit, sampleRun())).toMatchFileSnapshot(golden("sample.junit.xml"));
  });

  test("counts what it holds; open and suppressed results are no test cases, so that they do not look passed", () => {
    const text = report(junit, sampleRun());
    const [, tests, failures] = /tests="(\d+)" failures="(\d+)"/.exec(text) ?? [];
    expect(text.split("<testcase").length - 1).toBe(Number(tests));
    expect(text.split("<failure").length - 1).toBe(Number(failures));
    expect(text.split("\nopen  ").length + text.split(">open  ").length - 2).toBe(6);
    expect(text).toContain("suppressed  rsa-key-size: oci_identity_api_key.legacy: Appliance cannot");
  });

  test("tells what could not be read as an error", () => {
    expect(report(junit, incompleteRun())).toMatch(
      /errors="1"[^]*<error type="listing-incomplete" message="oci:PROD: domain/,
    );
  });
});
