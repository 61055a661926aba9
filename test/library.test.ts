import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, nameOf, scan, type ScanInput, UsageError } from "../src/library.ts";
import { keylint, root } from "./cli/keylint.ts";

const asOf = new Date("2026-11-01T00:00:00Z");
const old = "fixtures/rules/key-age/fail.tfstate";
const at = { cwd: root, env: {}, home: "/nonexistent" };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keylint-library-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a scan from a program", () => {
  test("gives what the command line gives: reports byte for byte, and the exit status", async () => {
    const flags = ["--as-of", "2026-11-01T00:00:00Z"];
    for (const sources of [
      ["fixtures/projects/demo"],
      [old],
      ["fixtures/rules/inactive-key/pass.tfstate"],
      ["no/such"],
    ]) {
      const run = await scan({ sources, asOf }, at);
      for (const format of ["sarif", "json", "markdown"] as const) {
        const line = await keylint(["scan", ...sources, ...flags, "--report", format]);
        expect(await run.report(format)).toBe(line.stdout);
        expect(run.exitStatus).toBe(line.status);
      }
    }
  });

  test("a source can stand alone, a moment be text, and every result names its key", async () => {
    const run = await scan({ sources: old, asOf: "2026-11-01" }, at);
    const failing = [...run.results()].filter(({ kind }) => kind === "fail");
    expect(failing.map(({ rule, subject }) => [rule.id, nameOf(subject)])).toContainEqual([
      "key-age",
      expect.stringMatching(/^oci_identity_api_key\./),
    ]);
    expect([...(await run.reportPieces("sarif"))].join("")).toBe(await run.report("sarif"));
  });

  test("takes what would stand in keylint.yaml", async () => {
    const severe = (severity: string): ScanInput => ({
      sources: old,
      asOf,
      failOn: "critical",
      config: { rules: { "key-age": { severity } } },
    });
    expect((await scan(severe("critical"), at)).exitStatus).toBe(1);
    expect((await scan(severe("high"), at)).exitStatus).toBe(0);
    await expect(scan(severe("fatal"), at)).rejects.toThrow(ConfigError);
  });

  test("keylint.yaml is read where none is given; its folder is where the caller says", async () => {
    writeFileSync(join(folder, "keylint.yaml"), "sources: [state.tfstate]\nfailOn: never\n");
    writeFileSync(join(folder, "state.tfstate"), readFileSync(join(root, old)));
    const run = await scan({ asOf }, { ...at, cwd: folder });
    expect([run.sources, run.exitStatus, run.summary.failures.medium > 0]).toEqual([["state.tfstate"], 0, true]);
  });

  test("standard input, variables and the clock are the caller's", async () => {
    const inventory = (await keylint(["inventory", old])).stdout;
    const stdin = (async function* () {
      yield Buffer.from(inventory);
    })();
    const clock = () => asOf.getTime();
    const run = await scan({ sources: "-" }, { ...at, stdin, clock });
    expect([run.keys.length, run.asOf]).toEqual([1, asOf.getTime()]);
  });
});

describe("what is wrong is refused by the names that a program has", () => {
  /** As a program without types gives it. */
  const untyped = (input: object): Promise<unknown> => scan(input, at);

  test.each([
    [{ source: "infra" }, "there is no option source"],
    [{}, "nothing to read"],
    [{ sources: [1] }, "sources: give a list of texts"],
    [{ sources: "a", failOn: "sometimes" }, "failOn sometimes: give one of critical, high, medium, low, note, never"],
    [{ sources: "a", asOf: new Date(Number.NaN) }, "asOf Invalid Date: not a moment"],
    [{ sources: "a", newOnly: true }, "newOnly needs baseline"],
    [{ sources: "a", baseline: "no.sarif" }, "baseline no.sarif: can't be read"],
    [{ sources: "a", concurrency: "many" }, "concurrency: give a whole number"],
  ])("%j", async (input, told) => {
    await expect(untyped(input)).rejects.toThrow(UsageError);
    await expect(untyped(input)).rejects.toThrow(told);
  });

  test("a report that there is none of", async () => {
    const run = await scan({ sources: old, asOf }, at);
    const report: (format: never) => Promise<string> = run.report;
    await expect(Reflect.apply(report, run, ["pdf"])).rejects.toThrow(
      "there is no report pdf: give one of text, sarif",
    );
  });
});
