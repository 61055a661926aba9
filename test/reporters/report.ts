import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Run } from "../../src/model/run.ts";
import type { Reporter, ReporterOptions } from "../../src/reporters/reporter.ts";
import { sampleOptions } from "./sample-run.ts";

/** The whole report as one text. */
export function report(reporter: Reporter, run: Run, options: Partial<ReporterOptions> = {}): string {
  return [...reporter(run, { ...sampleOptions, ...options })].join("");
}

/** Path of a stored report; `npx vitest run test/reporters -u` writes it anew, and a person reads the difference. */
export function golden(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), "golden", name);
}
