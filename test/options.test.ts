import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import yargs from "yargs";
import { actionWithInputs, configSchema, optionFiles, optionsPage, scanInput } from "../scripts/option-files.mjs";
import { yargsOptions } from "../src/cli/yargs-options.ts";
import { type OptionName, optionEntries, options, stepOptions } from "../src/options.ts";
import type { Command, Option } from "../src/options/option.ts";
import { flagName, inputName, isOptionName, OptionError } from "../src/options/option-error.ts";
import { fileOptions, optionValues } from "../src/options/values.ts";
import { root } from "./cli/keylint.ts";

const commands: readonly Command[] = ["scan", "inventory", "merge", "rules list", "rules explain", "rules test"];

test("schemas/config.schema.json, action.yml and docs/options.md are what the table makes: else run node scripts/option-files.mjs", async () => {
  for (const [path, text] of Object.entries(await optionFiles()))
    expect(readFileSync(join(root, path), "utf8") === text ? "fresh" : `${path} is stale`).toBe("fresh");
});

describe("an option more is one entry", () => {
  const strict: Option = {
    type: "text",
    choices: ["mild", "harsh"],
    meaning: "How harsh the toy is",
    commandLine: { name: "toy-mood", commands: ["scan"] },
    file: { at: "toys.mood", meaning: "mood of toys" },
    input: { name: "toy-mood", meaning: "The mood: mild or harsh." },
  };
  const table = { ...options, toyMood: strict };

  test("that stands in the help of its commands", async () => {
    const help = (command: Command) => yargs().options(yargsOptions(command, table)).wrap(null).getHelp();
    expect(await help("scan")).toMatch(/--toy-mood +How harsh the toy is +\[string\] \[choices: "mild", "harsh"\]/);
    expect(await help("inventory")).not.toContain("toy");
  });

  test("in the schema of keylint.yaml, at its place", () => {
    expect(configSchema(table)).toMatchObject({
      properties: {
        toys: {
          additionalProperties: false,
          properties: { mood: { enum: ["mild", "harsh"], description: "mood of toys" } },
        },
      },
    });
  });

  test("in action.yml, whose other parts stay", () => {
    const before = readFileSync(join(root, "action.yml"), "utf8");
    const after = actionWithInputs(before, { ...table, ...stepOptions }, ["oci:PROFILE", "intersight:NAME"]);
    expect(after).toContain('  toy-mood:\n    description: "The mood: mild or harsh."\n');
    expect(after.replace(/ {2}toy-mood:\n.*\n/, "")).toBe(before);
  });

  test("in the documentation and in the library's types", () => {
    expect(optionsPage(table, stepOptions, [])).toContain("| `--toy-mood` | `toys.mood` | `toy-mood` | `toyMood` |");
    expect(scanInput(table)).toContain(
      '/** How harsh the toy is. */\n  readonly toyMood?: "mild" | "harsh" | undefined;\n',
    );
  });
});

test("the table is sound: names are there once, and stand where they are read", () => {
  for (const command of commands) {
    const names = optionEntries().flatMap(([, { commandLine }]) =>
      commandLine?.commands.includes(command) === true ? [commandLine.name] : [],
    );
    expect(new Set(names).size).toBe(names.length);
  }
  const all = optionEntries({ ...options, ...stepOptions });
  for (const names of [
    all.flatMap(([, { input }]) => input?.name ?? []),
    all.flatMap(([, { file }]) => file?.at ?? []),
  ])
    expect(new Set(names).size).toBe(names.length);
  // What yargs always gives, a file never can.
  expect(all.filter(([, { file, type }]) => file !== undefined && type === "flag")).toEqual([]);
});

/** A value that the option can have, made from its entry. */
function anyValue({ type, choices, repeatable, minimum = 0, maximum = 9 }: Option): fc.Arbitrary<unknown> {
  if (repeatable !== undefined) return fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 });
  if (choices !== undefined) return fc.constantFrom(...choices);
  if (type === "flag") return fc.boolean();
  if (type === "number") return fc.integer({ min: minimum, max: maximum });
  if (type === "moment") return fc.constantFrom("2026-11-01", "2026-11-01T08:00:00+08:00", "1999-12-31T23:59:59.5Z");
  return fc.string({ minLength: 1 });
}

const anyGiven = (names: readonly OptionName[]): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.record(Object.fromEntries(names.map((name) => [name, anyValue(options[name])])), { requiredKeys: [] });
const everyName = Object.keys(options).filter(isOptionName);
const fileNames = everyName.filter((name) => "file" in options[name]);

test("what is given wins over keylint.yaml, which wins over the default; lists that add keep both", () => {
  fc.assert(
    fc.property(anyGiven(everyName), anyGiven(fileNames), fc.integer(), (given, file, now) => {
      fc.pre(given["newOnly"] !== true || given["baseline"] !== undefined);
      const values = optionValues(given, file, now);
      const expected = (name: OptionName): unknown => {
        const option: Option = options[name];
        const [own, other] = [given[name], file[name]];
        if (option.type === "moment") return typeof own === "string" ? momentOf(own) : now;
        if (option.repeatable === "adds") return [other ?? [], own ?? []].flat();
        return own ?? other ?? (option.repeatable === undefined ? option.default : []);
      };
      for (const name of everyName) expect(values[name]).toEqual(expected(name));
    }),
  );
});

/** JavaScript's own reading. */
const momentOf = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);

test("keylint.yaml is read at the places that the table names", () => {
  const document = { sources: ["a"], lists: { blocklist: "b.dat" }, tier: "deep", targets: [], rules: {} };
  expect(fileOptions(document)).toEqual({ sources: ["a"], blocklist: "b.dat", tier: "deep" });
  expect(fileOptions({ lists: null })).toEqual({});
});

test("everything that is wrong is told at once, by the names of the place where it was given", () => {
  const wrong = { asOf: "yesterday", tier: "deepest", concurrency: 0, newOnly: true, varFiles: "one" };
  const error = (() => {
    try {
      return optionValues(wrong, {}, 0);
    } catch (thrown) {
      return thrown;
    }
  })();
  if (!(error instanceof OptionError)) throw new Error("nothing was refused");
  const told = (name: (option: OptionName) => string): readonly string[] => [
    `${name("asOf")} yesterday: not a moment in RFC 3339, such as 2026-11-01T00:00:00Z`,
    `${name("varFiles")}: give a list of texts`,
    `${name("concurrency")}: give a whole number from 1 to 1000`,
    `${name("tier")} deepest: give one of standard, extended, deep`,
    `${name("newOnly")} needs ${name("baseline")}`,
  ];
  expect(error.message.split("\n")).toEqual(told((option) => option));
  expect(error.describe(flagName).split("\n")).toEqual(told(flagName));
  expect(error.describe(inputName).split("\n")).toEqual(told(inputName));
  for (const concurrency of [0, 1.5, 1001, "20"]) expect(() => optionValues({ concurrency }, {}, 0)).toThrow("1000");
  for (const concurrency of [1, 1000]) expect(optionValues({ concurrency }, {}, 0)).toMatchObject({ concurrency });
  expect([flagName("ruleFolders"), inputName("ruleFolders")]).toEqual(["--rules", "input rules"]);
});
