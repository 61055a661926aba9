import { environmentOf } from "../cli/environment.ts";
import { exitStatus } from "../cli/exit-status.ts";
import { failureOf } from "../cli/failure.ts";
import type { Machine } from "../cli/machine.ts";
import { type ReportRequest, reportRequests } from "../cli/report-requests.ts";
import { type ReportSettings, reportSettings, writeReports } from "../cli/reports.ts";
import { scanOptionsOf } from "../cli/scan-options.ts";
import { loadConfig } from "../engine/config.ts";
import { severities } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import type { GivenOptions } from "../options.ts";
import { inputName } from "../options/option-error.ts";
import { optionValues } from "../options/values.ts";
import { scanSources } from "../scan.ts";
import { annotations } from "./annotations.ts";
import { readInputs } from "./inputs.ts";
import { outputEntries } from "./outputs.ts";
import { readRequest, type StepRequest } from "./request.ts";
import { annotationCommand, stopCommands } from "./workflow-commands.ts";

/** What a step runs on. */
export interface Runner {
  /** Its working folder is the workspace; its environment holds the inputs and the runner's variables. */
  readonly machine: Machine;
  /** Adds to a file that the runner reads after the step. */
  readonly append: (path: string, text: string) => void;
  /** A word that nobody who wrote a source can guess. */
  readonly token: () => string;
}

const noSarif = "No SARIF report is written: uploaded, it would close the alerts of what was not read.\n";

/** Runs the step. @returns the exit status of the command line, which is also an output. */
export async function runAction(runner: Runner): Promise<number> {
  try {
    return await judge(runner, readRequest(readInputs(runner.machine.env)));
  } catch (error) {
    const { status, expected, message } = failureOf(error, inputName);
    const title = expected && error instanceof Error ? error.name : "This is a bug in keylint, please report it";
    await runner.machine.stdout.write(annotationCommand({ level: "error", title, message }));
    setOutputs(runner, { "sarif-file": "", complete: "false", "exit-status": String(status) });
    return status;
  }
}

async function judge(runner: Runner, request: StepRequest): Promise<number> {
  const { machine } = runner;
  const options = await scanOptionsOf(await givenOf(request, machine), environmentOf(machine, 1));
  const requests = reportsOf(request, options.reports, machine.env["GITHUB_STEP_SUMMARY"]);
  const run = await scanSources(options, environmentOf(machine, options.concurrency));
  const status = exitStatus(run, options);
  const settings = reportSettings(options, status, machine.env);
  const { allowIncomplete, newOnly } = options;
  // Code scanning closes the alerts that a report lacks, so a report of a part is not even written.
  const sarifFile = run.complete || allowIncomplete ? request.sarifFile : "";
  const wanted = requests.filter(
    ({ format, file }) => sarifFile !== "" || format !== "sarif" || file !== request.sarifFile,
  );
  await writeGuarded(run, wanted, settings, runner);
  if (sarifFile === "") await machine.stdout.write(noSarif);
  if (request.annotations)
    for (const annotation of annotations(run, newOnly)) await machine.stdout.write(annotationCommand(annotation));
  setOutputs(runner, { "sarif-file": sarifFile, ...outputsOf(run, newOnly), "exit-status": String(status) });
  return status;
}

/**
 * What the step gives. It reads keylint.yaml of the working directory, where there is one; one at the root of the workspace is found without it.
 * Where neither it nor keylint.yaml, which the scan reads itself, names a source, the whole working directory is one.
 */
async function givenOf({ given, usualConfig, folder }: StepRequest, machine: Machine): Promise<GivenOptions> {
  const { readFile } = environmentOf(machine, 1);
  const isThere = (file: string) =>
    readFile(file).then(
      () => true,
      () => false,
    );
  const config = usualConfig === undefined ? given.config : (await isThere(usualConfig)) ? usualConfig : undefined;
  const named = Array.isArray(given.sources) && given.sources.length > 0;
  if (named) return { ...given, config };
  const { options = {}, targets = [] } = await loadConfig(typeof config === "string" ? config : undefined, readFile);
  const inFile = optionValues(options, {}, 0).sources.length > 0 || targets.length > 0;
  return inFile ? { ...given, config } : { ...given, config, sources: [folder] };
}

/** The text report goes to the log; the others each to a file. @throws {UsageError} for a format that is none, and for two reports in one place */
function reportsOf(
  { summary, sarifFile }: StepRequest,
  reports: readonly string[],
  summaryFile: string | undefined,
): readonly ReportRequest[] {
  const jobSummary = summary && summaryFile ? [`markdown=${summaryFile}`] : [];
  return reportRequests(["text", ...reports, ...jobSummary, `sarif=${sarifFile}`]);
}

/** Writes the reports, the log's coloured as GitHub shows it, and keeps them from acting. */
async function writeGuarded(
  run: Run,
  requests: readonly ReportRequest[],
  settings: ReportSettings,
  { machine, token }: Runner,
): Promise<void> {
  const { stop, resume } = stopCommands(token());
  await machine.stdout.write(stop);
  try {
    const env = { FORCE_COLOR: "1", ...machine.env };
    await writeReports(run, requests, settings, { ...machine, env }, "report");
  } finally {
    await machine.stdout.write(resume);
  }
}

function outputsOf(run: Run, newOnly: boolean): Readonly<Record<string, string>> {
  const failures = newOnly ? run.summary.newFailures : run.summary.failures;
  const counts = {
    keys: run.keys.length,
    failures: severities.reduce((sum, severity) => sum + failures[severity], 0),
    ...failures,
    open: run.summary.kinds.open,
    suppressed: run.summary.suppressed,
  };
  const texts = Object.entries(counts).map(([name, count]) => [name, String(count)]);
  return { complete: String(run.complete), ...Object.fromEntries(texts) };
}

function setOutputs({ machine, append, token }: Runner, outputs: Readonly<Record<string, string>>): void {
  const file = machine.env["GITHUB_OUTPUT"];
  if (file) append(file, outputEntries(outputs, token()));
}
