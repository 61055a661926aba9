import { posix } from "node:path";
import { type GivenOptions, readOptions } from "../cli/options.ts";
import { isLiveName } from "../targets/target.ts";
import type { Inputs } from "./inputs.ts";

/** What a step asks for. All paths start at the workspace, which is the root of the checkout. */
export interface StepRequest {
  readonly sources: readonly string[];
  /** The folder that the step's paths start from. */
  readonly folder: string;
  /** Where keylint.yaml is looked for when the step names none; `undefined` when it names one. */
  readonly usualConfig: string | undefined;
  /** As the command line would give them. */
  readonly given: GivenOptions;
  readonly sarifFile: string;
  readonly annotations: boolean;
  readonly summary: boolean;
}

/** A live source, or standard input. */
function isNoPath(source: string): boolean {
  return source === "-" || isLiveName(source);
}

/** @throws {import("../errors.ts").UsageError} for a value that no input can have */
export function readRequest(inputs: Inputs): StepRequest {
  const folder = inputs.text("working-directory") ?? ".";
  const below = (path: string): string => (posix.isAbsolute(path) ? path : posix.normalize(posix.join(folder, path)));
  const path = (name: string): string | undefined => {
    const given = inputs.text(name);
    return given === undefined ? undefined : below(given);
  };
  const config = path("config");
  return {
    sources: inputs.lines("sources").map((source) => (isNoPath(source) ? source : below(source))),
    folder,
    usualConfig: config === undefined ? below("keylint.yaml") : undefined,
    given: {
      config,
      asOf: inputs.text("as-of"),
      varFile: inputs.lines("var-file").map(below),
      shard: inputs.text("shard"),
      concurrency: inputs.number("concurrency", readOptions.concurrency.default),
      quiet: true,
      rules: inputs.lines("rules").map(below),
      report: inputs.lines("reports").map((report) => report.replace(/=(.*)$/, (_, file: string) => `=${below(file)}`)),
      failOn: inputs.text("fail-on"),
      baseline: path("baseline"),
      newOnly: inputs.flag("new-only", false),
      tier: inputs.text("tier"),
      category: inputs.text("category"),
      blocklist: path("blocklist"),
      allowIncomplete: inputs.flag("allow-incomplete", false),
    },
    sarifFile: path("sarif-file") ?? below("keylint.sarif"),
    annotations: inputs.flag("annotations", true),
    summary: inputs.flag("summary", true),
  };
}
