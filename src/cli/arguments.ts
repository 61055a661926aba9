import { UsageError } from "../errors.ts";

/** Begins no name of a file, and no argument that a shell can give. */
const mark = "\0";

/** yargs loses a lone `-` and what stands after `--`: both go through with a mark before them. */
export function marked(args: readonly string[]): readonly string[] {
  const at = args.indexOf("--");
  const end = at === -1 ? args.length : at;
  const before = args.slice(0, end).map((arg) => (arg === "-" ? `${mark}-` : arg));
  return [...before, ...args.slice(end + 1).map((arg) => `${mark}${arg}`)];
}

/** What was given, without the mark. */
export function unmarked(arg: string): string {
  return arg.replaceAll(mark, "");
}

/**
 * The value of an option. What is marked is a name, and never the value of the option before it.
 * @throws {UsageError} when there is none
 */
export function demandValue(option: string, value: string): string {
  if (value !== "" && !value.startsWith(mark)) return value;
  throw new UsageError(`--${option} needs a value\nSee keylint --help.`);
}
