import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { WriteError } from "../errors.ts";
import type { Run } from "../model/run.ts";
import type { OptionValues } from "../options.ts";
import { reporters } from "../reporters/registry.ts";
import type { ReporterOptions } from "../reporters/reporter.ts";
import { checkoutOf } from "./checkout.ts";
import type { Machine } from "./machine.ts";
import type { ReportRequest } from "./report-requests.ts";
import { usesColor } from "./streams.ts";

/** What a run's reports need beside the run, wherever they go. */
export type ReportSettings = Pick<
  ReporterOptions,
  "newOnly" | "allowIncomplete" | "category" | "checkout" | "exitStatus"
>;

/** What the options, and the variables of a workflow's runner, say on reports. */
export function reportSettings(
  { newOnly, allowIncomplete, category }: Pick<OptionValues, "newOnly" | "allowIncomplete" | "category">,
  exitStatus: 0 | 1 | 3,
  env: Machine["env"],
): ReportSettings {
  const checkout = checkoutOf(env);
  return {
    newOnly,
    allowIncomplete,
    exitStatus,
    ...(category === undefined ? {} : { category }),
    ...(checkout === undefined ? {} : { checkout }),
  };
}

/**
 * Writes every report, each as it is made: to its file, or to standard output.
 * @param called what a report is called where it was asked for
 * @throws {WriteError} naming every report that can't be written; the others are
 */
export async function writeReports(
  run: Run,
  requests: readonly ReportRequest[],
  settings: ReportSettings,
  machine: Machine,
  called: "--report" | "report" = "--report",
): Promise<void> {
  const unwritten: string[] = [];
  for (const { format, file } of requests) {
    const reporter = await reporters[format]();
    const options: ReporterOptions = {
      ...settings,
      color: file === undefined && usesColor(machine.stdout, machine.env),
      width: machine.stdout.columns ?? 100,
      readText: fileText(machine.cwd),
    };
    const pieces = reporter(run, options);
    try {
      if (file === undefined) for (const piece of buffered(pieces)) await machine.stdout.write(piece);
      else writeFile(resolve(machine.cwd, file), file, pieces);
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      unwritten.push(`${called} ${format}: ${error.message}`);
    }
  }
  if (unwritten.length > 0) throw new WriteError(unwritten.join("\n"));
}

/** Plans and states can be larger than memory; nothing is quoted from them, so that a report can do without their text. */
const largestText = 32 << 20;

/** Reads the files that locations name, for snippets and line hashes. */
export function fileText(cwd: string): ReporterOptions["readText"] {
  return (uri) => readText(resolve(cwd, uri));
}

/** A pipe was read already and is not waited for again. */
function readText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= largestText ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function writeFile(path: string, given: string, pieces: Iterable<string>): void {
  const file = orWriteError(given, () => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "w");
  });
  try {
    // Unlike writeSync, this goes on until all of a piece is written.
    for (const piece of buffered(pieces)) orWriteError(given, () => writeFileSync(file, piece));
  } finally {
    orWriteError(given, () => closeSync(file));
  }
}

function orWriteError<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new WriteError(`${file} can't be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One system call for each 64 KiB or so, not for each small piece. */
function* buffered(pieces: Iterable<string>): Iterable<string> {
  let buffer = "";
  for (const piece of pieces) {
    buffer += piece;
    if (buffer.length < 65_536) continue;
    yield buffer;
    buffer = "";
  }
  if (buffer !== "") yield buffer;
}
