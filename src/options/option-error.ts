import { UsageError } from "../errors.ts";
import { type OptionName, optionEntries, options } from "../options.ts";

/** What an option is called in the place where the user gives it. */
export type Naming = (option: OptionName) => string;

const called = (option: OptionName, place: "commandLine" | "input"): string => {
  const found = optionEntries().find(([name]) => name === option)?.[1];
  return found?.[place]?.name ?? option;
};

/** `--new-only` */
export const flagName: Naming = (option) => `--${called(option, "commandLine")}`;
/** `input new-only` */
export const inputName: Naming = (option) => `input ${called(option, "input")}`;
/** `newOnly`, as a program gives it */
const memberName: Naming = (option) => option;

/** Options have values that they can't have, or that do not fit together. Each place tells it with its own names of the options. */
export class OptionError extends UsageError {
  readonly describe: (name: Naming) => string;

  constructor(describe: (name: Naming) => string) {
    super(describe(memberName));
    this.describe = describe;
  }
}

/** @throws {OptionError} with all that is wrong, when something is */
export function refuse(problems: readonly ((name: Naming) => string)[]): void {
  if (problems.length > 0) throw new OptionError((name) => problems.map((describe) => describe(name)).join("\n"));
}

/** The name of an option, from text. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}
