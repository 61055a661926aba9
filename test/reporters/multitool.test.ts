import { describe, expect, test } from "vitest";
import { sarif, sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { hasMultitool, multitoolFindings } from "./multitool.ts";
import { report } from "./report.ts";
import { cleanRun, incompleteRun, sampleRun } from "./sample-run.ts";

describe.skipIf(!hasMultitool)("sarif-multitool (skipped where Microsoft has no build of it)", () => {
  test("has neither error nor warning on the reports of the sample runs", () => {
    const reports = {
      sample: report(sarif, sampleRun()),
      "sample, full": report(sarifFull, sampleRun()),
      clean: report(sarif, cleanRun()),
      "incomplete, asked for": report(sarif, incompleteRun(), { allowIncomplete: true }),
      "incomplete, full": report(sarifFull, incompleteRun()),
    };
    expect(multitoolFindings(reports)).toEqual([]);
  });

  test("finds what it should: the incomplete report that must not be uploaded, and one with its rules' help gone", () => {
    const broken = JSON.parse(report(sarif, cleanRun()));
    for (const rule of broken.runs[0].tool.driver.rules) delete rule.help;
    const found = multitoolFindings({ incomplete: report(sarif, incompleteRun()), broken: JSON.stringify(broken) });
    expect(found).toContain("GH1014 Error_MissingResultsArray in incomplete: runs[0], GitHub Advanced Security");
    expect(found.filter((finding) => finding.startsWith("GH2012 Error_MissingHelp in broken"))).toHaveLength(7);
  });
});
