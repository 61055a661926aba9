import { describe, expect, test } from "vitest";
import { isKey } from "../../src/model/gap.ts";
import type { Result } from "../../src/model/result.ts";
import { sarif, sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { key } from "../kit/keys.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, runOf, sampleRun } from "./sample-run.ts";
import { schemaErrors } from "./sarif-schema.ts";
import { uploadErrors } from "./upload-errors.ts";

const profiles = { sarif, sarifFull };
const runs = { sample: sampleRun, incomplete: incompleteRun, clean: cleanRun };
const every = Object.entries(profiles).flatMap(([profile, reporter]) =>
  Object.entries(runs).map(([name, run]) => ({ profile, name, reporter, run })),
);

describe("SARIF", () => {
  test.each(every)("$profile of the $name run is valid against the schema", ({ reporter, run }) => {
    expect(schemaErrors(JSON.parse(report(reporter, run())))).toEqual([]);
  });

  test.each(every)("$profile of the $name run is as stored", async ({ profile, name, reporter, run }) => {
    await expect(report(reporter, run(), { exitStatus: 1 })).toMatchFileSnapshot(golden(`${name}.${profile}.sarif`));
  });

  test.each(every.filter(({ profile, name }) => profile !== "sarif" || name !== "incomplete"))(
    "$profile of the $name run has nothing that the upload refuses",
    ({ reporter, run }) => {
      expect(uploadErrors(JSON.parse(report(reporter, run())))).toEqual([]);
    },
  );

  test("holds no private key material, not even beside another result", () => {
    for (const { reporter, run } of every) {
      const text = report(reporter, run());
      expect(text).not.toMatch(/PRIVATE KEY|notakeyatall/);
    }
  });

  test("is the same for the same run", () => {
    expect(report(sarif, sampleRun())).toBe(report(sarif, sampleRun()));
  });
});

describe("snippets", () => {
  const snippets = (text: string) =>
    (runIn(text).results ?? []).map(({ locations }) => {
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
      return { uri: artifactLocation?.uri, text: region?.snippet?.text };
    });

  test("are of configuration only, and not of a key that is pasted with its private half", () => {
    const all = snippets(report(sarifFull, sampleRun()));
    const quoted = all.filter(({ text }) => text !== undefined);
    expect(new Set(quoted.map(({ uri }) => uri))).toEqual(new Set(["infra/keys.tf"]));
    expect(all.filter(({ uri, text }) => uri === "infra/keys.tf" && text === undefined)).toHaveLength(1);
  });

  test("are of the file that the place is in, also when the key was read from the plan", () => {
    const results = function* (): Generator<Result> {
      for (const result of sampleRun().results()) {
        const { subject } = result;
        if (result.rule.id !== "key-never-expires" || !isKey(subject) || subject.terraform === undefined) continue;
        yield { ...result, subject: { ...subject, terraform: { ...subject.terraform, document: "plan" } } };
      }
    };
    const [first] = snippets(report(sarif, runOf(results)));
    expect(first).toEqual({ uri: "infra/keys.tf", text: "is_never_expiring" });
  });
});

interface Log {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly ruleId: string;
      readonly kind?: string;
      readonly level?: string;
      readonly message: { readonly text: string };
      readonly occurrenceCount?: number;
      readonly baselineState?: string;
      readonly suppressions?: readonly { readonly justification: string }[];
      readonly partialFingerprints: Record<string, string>;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region?: { readonly snippet?: { readonly text: string } };
        };
      }[];
    }[];
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly exitCode?: number;
      readonly toolExecutionNotifications: readonly {
        readonly descriptor: { readonly id: string };
        readonly message: { readonly text: string };
      }[];
    }[];
  }[];
}

function runIn(text: string): Log["runs"][number] {
  const [run] = (JSON.parse(text) as Log).runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

describe("the profile for code scanning", () => {
  test("has failing results without exception, and nothing else", () => {
    const results = runIn(report(sarif, sampleRun())).results ?? [];
    expect(results.every(({ kind }) => kind === "fail")).toBe(true);
    expect(results.every(({ suppressions }) => suppressions === undefined)).toBe(true);
    expect(results.some(({ message }) => message.text.includes("legacy: The RSA"))).toBe(false);
  });

  test("joins the instances of one block, which code scanning could not tell apart", () => {
    const results = runIn(report(sarif, sampleRun())).results ?? [];
    const deploy = results.filter(({ message }) => message.text.includes(".deploy["));
    expect(deploy).toHaveLength(1);
    expect(deploy[0]?.occurrenceCount).toBe(3);
    expect(deploy[0]?.message.text).toContain('The same holds for oci_identity_api_key.deploy["green"]');
  });

  test("gives every result an identity of its own, also in a document of one line", () => {
    const results = runIn(report(sarif, sampleRun())).results ?? [];
    const identities = results.map(
      ({ ruleId, partialFingerprints, locations }) =>
        `${ruleId} ${locations[0]?.physicalLocation.artifactLocation.uri} ${partialFingerprints["primaryLocationLineHash"]}`,
    );
    expect(new Set(identities).size).toBe(results.length);
  });

  test("tells two blocks of a minified configuration apart, whose line hash is one", () => {
    const failing = [...sampleRun().results()].find(
      ({ rule, location }) => rule.id === "rsa-key-size" && location.uri === "infra/keys.tf",
    );
    const at = (startColumn: number) => ({
      uri: "keys.tf.json",
      region: { startLine: 1, startColumn, endLine: 1, endColumn: startColumn + 5 },
    });
    const results = () =>
      [200, 400].map((column) =>
        Object.assign({}, failing, {
          subject: key({ location: at(column) }),
          location: at(column + 50),
          fingerprint: String(column).padStart(64, "0").slice(0, 64).split("").toReversed().join(""),
        }),
      ) as Result[];
    const found = runIn(report(sarif, runOf(results), { readText: () => "x".repeat(600) })).results ?? [];
    expect(new Set(found.map(({ partialFingerprints }) => partialFingerprints["primaryLocationLineHash"])).size).toBe(
      2,
    );
  });

  test("links to ten related places and counts the others", () => {
    const duplicate = [...sampleRun().results()].find(({ related }) => related.length > 0);
    const related = Array.from({ length: 13 }, (_, index) => ({
      location: { uri: `${index}.tf` },
      message: `place [${index}]`,
    }));
    const run = runOf(() => [Object.assign({}, duplicate, { related }) as Result]);
    const [result] = runIn(report(sarif, run)).results ?? [];
    expect(result?.message.text).toContain(String.raw`See [place \[9\]](10). And 3 more places.`);
    expect(uploadErrors(JSON.parse(report(sarif, run)))).toEqual([]);
  });

  test("of an incomplete run has no results property, so that the upload refuses it and no alert is closed", () => {
    const run = runIn(report(sarif, incompleteRun(), { exitStatus: 3 }));
    expect(run).not.toHaveProperty("results");
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 3 });
    const ids = run.invocations[0]?.toolExecutionNotifications.map(({ descriptor }) => descriptor.id);
    expect(ids).toContain("results-withheld");
    expect(uploadErrors({ runs: [run] })).toContain("Missing 'results' array in run.");
  });

  test("of an incomplete run has them when they are asked for", () => {
    const run = runIn(report(sarif, incompleteRun(), { allowIncomplete: true }));
    expect(run.results?.length).toBeGreaterThan(5);
    expect(run.invocations[0]?.executionSuccessful).toBe(false);
  });

  test("of a run in which nothing fails has an empty array, which closes alerts", () => {
    expect(runIn(report(sarif, cleanRun())).results).toEqual([]);
  });

  test.each(["nightly", "nightly/", "nightly//"])("category %s has one slash at its end", (category) => {
    expect(runIn(report(sarif, cleanRun(), { category })).automationDetails.id).toBe("nightly/");
  });

  test("of more than 25000 results has the worst, and counts the rest", () => {
    const failing = [...sampleRun().results()].filter(
      ({ kind, suppression }) => kind === "fail" && suppression === undefined,
    );
    const lone = failing.filter(({ location }) => location.virtual === true);
    const [low, worse] = [
      lone.find(({ rule }) => rule.severity === "note"),
      lone.find(({ rule }) => rule.severity === "high"),
    ];
    if (low === undefined || worse === undefined) throw new Error("the sample run has live results of both severities");
    function* many(): Generator<Result> {
      for (let index = 0; index < 25_000; index++)
        yield { ...low, fingerprint: String(index).padStart(64, "0") } as Result;
      for (let index = 0; index < 10; index++)
        yield { ...worse, fingerprint: String(index).padStart(64, "1") } as Result;
    }
    const run = runIn(report(sarif, runOf(many)));
    expect(run.results).toHaveLength(25_000);
    expect(run.results?.slice(0, 10).map(({ level }) => level)).toEqual(Array(10).fill("error"));
    expect(run.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      expect.stringContaining("10 results of lesser severity left out"),
    ]);
  });
});

describe("the full profile", () => {
  test("has every kind, suppressions with their reason, and what the baseline had", () => {
    const results = runIn(report(sarifFull, sampleRun())).results ?? [];
    const kinds = new Set(results.map(({ kind }) => kind ?? "fail"));
    expect([...kinds].sort()).toEqual(["fail", "notApplicable", "open", "pass"]);
    expect(results.filter(({ kind }) => kind === "open").every(({ level }) => level === "none")).toBe(true);
    expect(results.flatMap(({ suppressions }) => suppressions ?? [])).toMatchObject([
      { justification: "Appliance cannot take longer keys until it is replaced." },
    ]);
    expect(results.map(({ baselineState }) => baselineState)).toEqual(
      expect.arrayContaining(["new", "unchanged", "absent"]),
    );
  });

  test("has the results of an incomplete run: it is an archive, not for upload", () => {
    expect(runIn(report(sarifFull, incompleteRun())).results?.length).toBeGreaterThan(20);
  });
});
