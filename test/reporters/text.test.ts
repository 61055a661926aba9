import { describe, expect, test } from "vitest";
import { text } from "../../src/reporters/text/text.ts";
import { live } from "../kit/keys.ts";
import { sampleKeys } from "./sample/keys.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, runOf, sampleRun } from "./sample-run.ts";

describe("text", () => {
  test("tells the sample run as the stored report does", async () => {
    await expect(report(text, sampleRun(), { exitStatus: 1 })).toMatchFileSnapshot(golden("sample.txt"));
  });

  test("says of an incomplete run that no green answer follows from it", async () => {
    const told = report(text, incompleteRun(), { exitStatus: 3 });
    expect(told).toContain("error     oci:PROD: domain Contractors answered 403");
    expect(told).toContain("Not everything that was asked for could be read");
    expect(told).toContain("Exit status 3: a source could not be read whole.");
  });

  test("is the coverage and two lines when all is well", async () => {
    await expect(report(text, cleanRun(), { exitStatus: 0 })).toMatchFileSnapshot(golden("clean.txt"));
  });

  test("has no colour unless the terminal has it, and the same words with it", () => {
    const escape = String.fromCharCode(27);
    const [plain, colored] = [report(text, sampleRun()), report(text, sampleRun(), { color: true })];
    expect(plain).not.toContain(escape);
    expect(colored).toContain(escape);
    const sequences = new RegExp(`${escape}\\[[\\d;]*m`, "g");
    expect(colored.replaceAll(sequences, "")).toBe(plain);
  });

  test("lets no name from outside move the cursor or start a line of its own", () => {
    const told = report(text, sampleRun());
    expect(told).not.toMatch(/^::error/m);
    expect(told.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test("commands a runner nothing, whatever the names and messages are", () => {
    const subject = { ...sampleKeys.hostile, live: live(["::error::a", "b"]) };
    const words = "::stop-commands::x ##[add-mask]y";
    const source = "::warning::z";
    const results = () =>
      [...sampleRun().results()]
        .filter((result) => result.subject === sampleKeys.hostile)
        .map((result) => Object.assign({}, result, { subject, message: `${"word ".repeat(30)}${words} ${words}` }));
    const notifications = [{ level: "warning", id: "x", message: words }] as const;
    const coverage = [{ source, keys: 1, judged: 1, open: 0, unread: 0 }];
    for (const width of [40, 80, 83, 100]) {
      const told = report(text, runOf(results, { notifications, coverage }), { width });
      expect(told).not.toMatch(/^\s*::/m);
      expect(told).not.toContain("##[");
    }
  });

  test.each([80, 100, 120])("fits %i columns but for words that are longer", (width) => {
    const long = report(text, sampleRun(), { width })
      .split("\n")
      .filter((line) => line.length > width && line.trim().split(" ").length > 1);
    // Headings are names of their own, never broken.
    expect(long.filter((line) => line.startsWith("    "))).toEqual([]);
  });

  test("tells each remedy once, and each open reason once with its count", () => {
    const told = report(text, sampleRun());
    expect(told.split("Make a new key of at least 2048 bits").length).toBe(2);
    expect(told.split("the configuration does not tell when the key was created").length).toBe(2);
    expect(told).toMatch(/^ +4 {2}the configuration does not tell/m);
  });

  test("with newOnly shows what the baseline did not have and counts the rest", () => {
    const told = report(text, sampleRun(), { newOnly: true });
    expect(told).not.toContain("412 days old");
    expect(told).toContain("1 known before, not shown");
  });

  test("keeps apart no more than forty open reasons", () => {
    const open = [...sampleRun().results()].find((result) => result.kind === "open");
    if (open === undefined) throw new Error("the sample run has open results");
    const many = () => Array.from({ length: 500 }, (_, index) => ({ ...open, reasons: [`reason ${index}`] }));
    const told = report(text, runOf(many));
    expect(told).toContain("460  further reasons");
    expect(told.split("\n").length).toBeLessThan(150);
  });
});
