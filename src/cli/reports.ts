import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError, WriteError } from "../errors.ts";
import type { Run } from "../model/run.ts";
import { isReportFormat, reporters } from "../reporters/registry.ts";
import type { ReporterOptions } from "../reporters/reporter.ts";
import type { Machine } from "./machine.ts";
import type { ReportRequest } from "./options.ts";
import { usesColor } from "./streams.ts";

/** @throws {UsageError} that names every format which does not exist */
export function demandFormats(requests: readonly ReportRequest[]): void {
  const wrong = requests.filter(({ format }) => !isReportFormat(format)).map(({ format }) => format);
  if (wrong.length > 0)
    throw new UsageError(`--report ${wrong.join(", ")}: give one of ${Object.keys(reporters).join(", ")}`);
}

/** What a run's reports need beside the run. */
export type ReportSettings = Pick<
  ReporterOptions,
  "newOnly" | "allowIncomplete" | "category" | "checkout" | "exitStatus"
>;

/**
 * Writes every report, each as it is made: to its file, or to standard output.
 * @throws {WriteError} naming every report that can't be written; the others are
 */
export async function writeReports(
  run: Run,
  requests: readonly ReportRequest[],
  settings: ReportSettings,
  machine: Machine,
): Promise<void> {
  const unwritten: string[] = [];
  for (const { format, file } of requests) {
    if (!isReportFormat(format)) continue;
    const reporter = await reporters[format]();
    const options: ReporterOptions = {
      ...settings,
      color: file === undefined && usesColor(machine.stdout, machine.env),
      width: machine.stdout.columns ?? 100,
      readText: (uri) => readText(resolve(machine.cwd, uri)),
    };
    const pieces = reporter(run, options);
    try {
      if (file === undefined) for (const piece of buffered(pieces)) await machine.stdout.write(piece);
      else writeFile(resolve(machine.cwd, file), file, pieces);
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      unwritten.push(`--report ${format}: ${error.message}`);
    }
  }
  if (unwritten.length > 0) throw new WriteError(unwritten.join("\n"));
}

/** Plans and states can be larger than memory; nothing is quoted from them, so that a report can do without their text. */
const largestText = 32 << 20;

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
