import { environmentOf } from "../cli/environment.ts";
import { exitStatus } from "../cli/exit-status.ts";
import { failureOf } from "../cli/failure.ts";
import type { Machine } from "../cli/machine.ts";
import { reportOptions, type ReportRequest } from "../cli/options.ts";
import { demandFormats, type ReportSettings, writeReports } from "../cli/reports.ts";
import { scanOptionsOf } from "../cli/scan.ts";
import { loadConfig } from "../engine/config.ts";
import { severities } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { scan } from "../scan.ts";
import { annotations } from "./annotations.ts";
import { readInputs } from "./inputs.ts";
import { outputEntries } from "./outputs.ts";
import { checkoutOf } from "../cli/checkout.ts";
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
    const { status, expected, message } = failureOf(error);
    const title = expected && error instanceof Error ? error.name : "This is a bug in keylint, please report it";
    await runner.machine.stdout.write(annotationCommand({ level: "error", title, message }));
    setOutputs(runner, { "sarif-file": "", complete: "false", "exit-status": String(status) });
    return status;
  }
}

async function judge(runner: Runner, request: StepRequest): Promise<number> {
  const { machine } = runner;
  const given = { ...request.given, config: request.given.config ?? (await usualConfig(request, machine)) };
  const requests = reportRequests(request, machine.env["GITHUB_STEP_SUMMARY"]);
  const { options, failOn, category } = await scanOptionsOf(
    await sourcesOf(request, given.config, machine),
    given,
    machine,
  );
  const run = await scan(options, environmentOf(machine, given.concurrency));

  const checkout = checkoutOf(machine.env);
  const status = exitStatus(run, failOn, given.newOnly);
  const settings: ReportSettings = {
    exitStatus: status,
    newOnly: given.newOnly,
    allowIncomplete: given.allowIncomplete,
    ...(category === undefined ? {} : { category }),
    ...(checkout === undefined ? {} : { checkout }),
  };
  // Code scanning closes the alerts that a report lacks, so a report of a part is not even written.
  const sarifFile = run.complete || given.allowIncomplete ? request.sarifFile : "";
  const wanted = requests.filter(
    ({ format, file }) => sarifFile !== "" || format !== "sarif" || file !== request.sarifFile,
  );
  await writeGuarded(run, wanted, settings, runner);
  if (sarifFile === "") await machine.stdout.write(noSarif);
  if (request.annotations)
    for (const annotation of annotations(run, given.newOnly)) await machine.stdout.write(annotationCommand(annotation));
  setOutputs(runner, { "sarif-file": sarifFile, ...outputsOf(run, given.newOnly), "exit-status": String(status) });
  return status;
}

/** keylint.yaml of the working directory, where there is one; one at the root of the workspace is found without it. */
async function usualConfig({ usualConfig }: StepRequest, machine: Machine): Promise<string | undefined> {
  if (usualConfig === undefined) return undefined;
  return environmentOf(machine, 1)
    .readFile(usualConfig)
    .then(
      () => usualConfig,
      () => undefined,
    );
}

/** The step's own sources; else those of keylint.yaml, which the scan reads itself; else the whole working directory. */
async function sourcesOf(
  request: StepRequest,
  config: string | undefined,
  machine: Machine,
): Promise<readonly string[]> {
  if (request.sources.length > 0) return request.sources;
  const { sources = [], targets = [] } = await loadConfig(config, environmentOf(machine, 1).readFile);
  return sources.length > 0 || targets.length > 0 ? [] : [request.folder];
}

/** The text report goes to the log; the others each to a file. @throws {UsageError} for a format that is none, and for two reports in one place */
function reportRequests(
  { given, summary, sarifFile }: StepRequest,
  summaryFile: string | undefined,
): readonly ReportRequest[] {
  const jobSummary = summary && summaryFile ? [`markdown=${summaryFile}`] : [];
  const requests = reportOptions(["text", ...given.report, ...jobSummary, `sarif=${sarifFile}`], true);
  demandFormats(requests);
  return requests;
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
    await writeReports(run, requests, settings, { ...machine, env });
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
