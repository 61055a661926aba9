import { posix } from "node:path";
import { type GivenOptions, type OptionName, optionEntries, stepOptions } from "../options.ts";
import type { Option } from "../options/option.ts";
import { isOptionName } from "../options/option-error.ts";
import { isLiveName } from "../targets/target.ts";
import type { Inputs } from "./inputs.ts";

/** What a step asks for. All paths start at the workspace, which is the root of the checkout. */
export interface StepRequest {
  /** The folder that the step's paths start from. */
  readonly folder: string;
  /** Where keylint.yaml is looked for when the step names none; `undefined` when it names one. */
  readonly usualConfig: string | undefined;
  /** Options of the scan, as the command line would give them. */
  readonly given: GivenOptions;
  readonly sarifFile: string;
  readonly annotations: boolean;
  readonly summary: boolean;
}

/** @throws {import("../errors.ts").UsageError} for a value that no input can have */
export function readRequest(inputs: Inputs): StepRequest {
  const { workingDirectory, sarifFile, annotations, summary } = stepOptions;
  const folder = inputs.text(workingDirectory.input.name) ?? workingDirectory.default;
  const below = (path: string): string => (posix.isAbsolute(path) ? path : posix.normalize(posix.join(folder, path)));
  const given: Partial<Record<OptionName, unknown>> = { quiet: true };
  for (const [name, option] of optionEntries()) {
    const value = valueOf(option, inputs, below);
    if (value !== undefined && isOptionName(name)) given[name] = value;
  }
  return {
    folder,
    usualConfig: given.config === undefined ? below("keylint.yaml") : undefined,
    given,
    sarifFile: below(inputs.text(sarifFile.input.name) ?? sarifFile.default),
    annotations: inputs.flag(annotations.input.name) ?? annotations.default,
    summary: inputs.flag(summary.input.name) ?? summary.default,
  };
}

/** The value of one input; `undefined` where the step gives none. */
function valueOf({ input, type, repeatable, holds }: Option, inputs: Inputs, below: (path: string) => string): unknown {
  if (input === undefined) return undefined;
  if (type === "flag") return inputs.flag(input.name);
  if (type === "number") return inputs.number(input.name);
  const placed = placing[holds ?? "text"];
  if (repeatable !== undefined) return inputs.lines(input.name).map((value) => placed(value, below));
  const value = inputs.text(input.name);
  return value === undefined ? undefined : placed(value, below);
}

/** Puts the paths in a value below the working directory. */
const placing: Readonly<
  Record<NonNullable<Option["holds"]> | "text", (value: string, below: (path: string) => string) => string>
> = {
  text: (value) => value,
  path: (value, below) => below(value),
  source: (value, below) => (value === "-" || isLiveName(value) ? value : below(value)),
  report: (value, below) => value.replace(/=(.*)$/, (_, file: string) => `=${below(file)}`),
};
