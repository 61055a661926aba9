// Writes one report of so many results in a process of its own, so that its peak memory is its own:
// `FORMAT N FILE` as keylint does, `whole N FILE` as sarif-full from one object that holds them all.
import { closeSync, openSync, writeSync } from "node:fs";
import type { Result } from "../../src/model/result.ts";
import { alone } from "../../src/reporters/blocks.ts";
import { isReportFormat, reporters } from "../../src/reporters/registry.ts";
import { locations } from "../../src/reporters/sarif/locations.ts";
import { sarifResult } from "../../src/reporters/sarif/results.ts";
import { runOf, sampleOptions, sampleRun } from "../../test/reporters/sample-run.ts";

const [way, count = "0", path = ""] = process.argv.slice(2);
const live = [...sampleRun().results()].filter(({ location }) => location.virtual === true);

function* results(): Generator<Result> {
  for (let index = 0; index < Number(count); index++) {
    const result = live[index % live.length];
    if (result === undefined) return;
    const fingerprint = index.toString(16).padStart(64, "0");
    const location = { uri: `oci/acme/Default/user-${index}/20-3b-97-13.apikey`, virtual: true } as const;
    yield { ...result, fingerprint, location };
  }
}

const start = process.hrtime.bigint();
const file = openSync(path, "w");
const run = runOf(results);
if (way === "whole") {
  const places = locations(run, sampleOptions);
  const all = [...results()].map((result) => sarifResult(alone(result), run.rules.indexOf(result.rule), places));
  writeSync(file, JSON.stringify({ version: "2.1.0", runs: [{ tool: {}, results: all }] }));
} else {
  let buffer = "";
  if (way === undefined || !isReportFormat(way)) throw new Error(`no report format ${way}`);
  const report = await reporters[way]();
  for (const piece of report(run, sampleOptions)) {
    buffer += piece;
    if (buffer.length < 65_536) continue;
    writeSync(file, buffer);
    buffer = "";
  }
  writeSync(file, buffer);
}
closeSync(file);
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
