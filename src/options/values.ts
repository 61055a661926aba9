import { type Instant, parseInstant } from "../model/instant.ts";
import { type GivenOptions, type OptionName, optionEntries, type OptionValues } from "../options.ts";
import type { Option } from "./option.ts";
import { isOptionName, type Naming, refuse } from "./option-error.ts";

/** What one option has in each place. */
interface Asked {
  readonly option: Option;
  readonly given: unknown;
  readonly file: unknown;
  readonly now: Instant;
}

/** A value, or what is wrong with what was given: the rest of a line that begins with the option's name. */
type Parsed = { readonly value: unknown } | { readonly wrong: string };

/**
 * The value of every option: what is given, else what keylint.yaml says, else the default.
 * @param file what keylint.yaml says, as {@link fileOptions} reads it
 * @param now the moment of options that are one, where none is given
 * @throws {OptionError} with everything that is wrong
 */
export function optionValues(given: GivenOptions, file: GivenOptions, now: Instant): OptionValues {
  const values: Record<string, unknown> = {};
  const problems: ((name: Naming) => string)[] = [];
  for (const [name, option] of optionEntries()) {
    if (!isOptionName(name)) continue;
    const parsed = parse({ option, given: given[name], file: file[name], now });
    if ("wrong" in parsed) problems.push((called) => `${called(name)}${parsed.wrong}`);
    else values[name] = parsed.value;
  }
  if (values["newOnly"] === true && values["baseline"] === undefined)
    problems.push((called) => `${called("newOnly")} needs ${called("baseline")}`);
  refuse(problems);
  if (!isWhole(values)) throw new TypeError("an option has no value");
  return values;
}

/** Each value was parsed as its entry says. */
function isWhole(values: Readonly<Record<string, unknown>>): values is OptionValues {
  return optionEntries().every(([name]) => name in values);
}

function parse(asked: Asked): Parsed {
  const { option, given, file, now } = asked;
  if (option.repeatable !== undefined) return parseTexts(option.repeatable, given, file);
  const value = given ?? file ?? option.default;
  if (value === undefined) return { value: option.type === "moment" ? now : undefined };
  switch (option.type) {
    case "flag":
      return typeof value === "boolean" ? { value } : { wrong: ": give true or false" };
    case "number": {
      const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = option;
      const fits = typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
      return fits ? { value } : { wrong: `: give a whole number from ${minimum} to ${maximum}` };
    }
    case "moment":
      return parseMoment(value);
    case "text":
      if (typeof value !== "string") return { wrong: ": give a text" };
      return option.choices === undefined || option.choices.includes(value)
        ? { value }
        : { wrong: ` ${value}: give one of ${option.choices.join(", ")}` };
  }
}

function parseTexts(repeatable: "adds" | "replaces", given: unknown, file: unknown): Parsed {
  const [own, other] = [given ?? [], file ?? []];
  if (!isTexts(own) || !isTexts(other)) return { wrong: ": give a list of texts" };
  return { value: repeatable === "adds" ? [...other, ...own] : own.length > 0 ? own : other };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function parseMoment(value: unknown): Parsed {
  const text = String(value);
  try {
    const instant = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
    if (instant !== undefined) return { value: instant };
  } catch {
    // told below, with the form that is wanted
  }
  return { wrong: ` ${text}: not a moment in RFC 3339, such as 2026-11-01T00:00:00Z` };
}

/** What keylint.yaml says of options: its members where the table has them. */
export function fileOptions(document: Readonly<Record<string, unknown>>): GivenOptions {
  const found: Partial<Record<OptionName, unknown>> = {};
  for (const [name, { file }] of optionEntries()) {
    if (file === undefined || !isOptionName(name)) continue;
    const value = file.at.split(".").reduce<unknown>(memberOf, document);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
