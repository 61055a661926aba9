import type { Options } from "yargs";
import { UsageError } from "../errors.ts";
import { type GivenOptions, type OptionName, optionEntries } from "../options.ts";
import type { Command, Option, OptionTable } from "../options/option.ts";
import { isOptionName } from "../options/option-error.ts";
import { demandValue, unmarked } from "./arguments.ts";

/** The options of a command, as yargs takes them. */
export function yargsOptions(command: Command, table?: OptionTable): Readonly<Record<string, Options>> {
  const own = optionEntries(table).flatMap(([, option]) =>
    option.commandLine?.commands.includes(command) === true && option.commandLine.positional !== true
      ? [[option.commandLine.name, yargsOption(option)] as const]
      : [],
  );
  return Object.fromEntries(own);
}

function yargsOption(option: Option): Options {
  const { choices, unset, file } = option;
  // What keylint.yaml can say has no default here, or the file would never be asked.
  const shown = unset ?? (file === undefined ? undefined : option.default?.toString());
  return {
    ...kinds(option),
    ...(choices === undefined ? {} : { choices }),
    describe: option.meaning,
    ...(shown === undefined ? {} : { defaultDescription: shown }),
    ...(shown === undefined && option.default !== undefined ? { default: option.default } : {}),
  };
}

/** A list takes one value each time: `--report text --report sarif=out.sarif`. */
function kinds({ type, repeatable }: Option): Options {
  if (repeatable !== undefined) return { type: "string", array: true, nargs: 1 };
  if (type === "flag") return { type: "boolean" };
  return { type: type === "number" ? "number" : "string", requiresArg: true };
}

/** What a command line gives, of all that yargs made of it. @throws {UsageError} for an option without a value */
export function givenOptions(args: Readonly<Record<string, unknown>>): GivenOptions {
  const given: Partial<Record<OptionName, unknown>> = {};
  for (const [name, { commandLine }] of optionEntries()) {
    if (commandLine === undefined || !isOptionName(name)) continue;
    const value =
      commandLine.positional === true ? positional(args) : demanded(commandLine.name, args[commandLine.name]);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

/** What stands in the command without a name: `merge` calls them files. */
function positional({ source, file }: Readonly<Record<string, unknown>>): readonly string[] {
  const values = source ?? file;
  return Array.isArray(values) ? values.map((value) => unmarked(String(value))) : [];
}

function demanded(name: string, value: unknown): unknown {
  if (typeof value === "string") return demandValue(name, value);
  return Array.isArray(value) ? value.map((each) => demandValue(name, String(each))) : value;
}

/** What takes several values: sources, and the options that are repeatable. yargs makes a list of any other that is given again. */
const lists = new Set([
  "_",
  "file",
  ...optionEntries().flatMap(([, { repeatable, commandLine }]) =>
    repeatable === undefined || commandLine === undefined ? [] : [commandLine.name],
  ),
]);

/** @throws {UsageError} naming every option that is given again, and has one value */
export function demandOnce(given: Readonly<Record<string, unknown>>): true {
  // Names with capitals are yargs' own copies.
  const again = Object.keys(given).filter(
    (name) => Array.isArray(given[name]) && !lists.has(name) && !/[A-Z]/.test(name),
  );
  if (again.length === 0) return true;
  throw new UsageError(again.map((name) => `--${name} is given more than once: it takes one value`).join("\n"));
}
