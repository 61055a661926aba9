// Judges the sources that are named, by a policy that stands in the program: no key older than 30 days. Prints what fails, and writes the report for
// code scanning.
//
//   node old-keys.js infra plan.json
// @ts-check
import { writeFile } from "node:fs/promises";
import { nameOf, scan } from "keylint";

const run = await scan({
  sources: process.argv.slice(2),
  config: { rules: { "key-age": { severity: "high", params: { maxAgeDays: 30 } } } },
  asOf: process.env["AS_OF"],
  failOn: "high",
});

for (const { kind, rule, subject, message, location, suppression } of run.results()) {
  if (kind !== "fail" || rule.id !== "key-age" || suppression !== undefined) continue;
  const line = location.region?.startLine ?? 1;
  console.log(`${location.uri}:${line} ${nameOf(subject)}: ${message}`);
}

const types = new Set(run.keys.map(({ type }) => type));
console.log(`${run.keys.length} keys (${[...types].join(", ")}), ${run.gaps.length} gaps`);

// What could not be read is no pass: the scan says so, and leaves with 3.
for (const { level, message } of run.notifications) if (level === "error") console.error(`not read: ${message}`);

if (run.complete) await writeFile("keylint.sarif", await run.report("sarif"));
process.exitCode = run.exitStatus;
