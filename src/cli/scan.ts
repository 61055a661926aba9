import type { GivenOptions } from "../options.ts";
import { scanSources } from "../scan.ts";
import { environmentOf } from "./environment.ts";
import { exitStatus } from "./exit-status.ts";
import type { Machine } from "./machine.ts";
import { progressLine } from "./progress.ts";
import { reportRequests } from "./report-requests.ts";
import { reportSettings, writeReports } from "./reports.ts";
import { scanOptionsOf } from "./scan-options.ts";

/** `keylint scan` and `keylint merge`. @returns the exit status */
export async function scanCommand(given: GivenOptions, machine: Machine): Promise<number> {
  const options = await scanOptionsOf(given, environmentOf(machine, 1));
  const requests = reportRequests(options.reports.length === 0 && !options.quiet ? ["text"] : options.reports);
  const progress = progressLine(machine, options.quiet);
  const run = await scanSources(options, environmentOf(machine, options.concurrency, progress.watch));
  await progress.clear();
  const status = exitStatus(run, options);
  await writeReports(run, requests, reportSettings(options, status, machine.env), machine);
  return status;
}
