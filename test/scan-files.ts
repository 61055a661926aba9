import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { defaultSettings } from "../src/engine/rule-settings.ts";
import { nameOf } from "../src/model/key-name.ts";
import { parseInstant } from "../src/model/instant.ts";
import type { ResultKind } from "../src/model/result.ts";
import type { Run } from "../src/model/run.ts";
import { optionValues } from "../src/options/values.ts";
import { type Environment, type ScanOptions, scanSources } from "../src/scan.ts";

/** The moment of every scan here, unless a test says otherwise. */
const moment = parseInstant("2026-11-01T00:00:00Z") ?? 0;

/** An environment without a network, a home or a clock that moves. */
export function environmentAt(cwd: string): Environment {
  const at = (path: string): string => (isAbsolute(path) ? path : join(cwd, path));
  return {
    cwd,
    env: {},
    home: "/nonexistent",
    // eslint-disable-next-line require-yield
    stdin: (async function* () {})(),
    readFile: (path) => readFile(at(path), "utf8"),
    readFolder: (path) => readdir(at(path)),
    clock: () => moment,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    concurrency: 4,
  };
}

/** Writes the files to a folder of their own and scans it, or the named sources in it. */
export async function scanFiles(
  files: Readonly<Record<string, unknown>>,
  options: Partial<ScanOptions> = {},
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "keylint-scan-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    }
    const run = await scanSources(
      {
        ...optionValues({ sources: ["."] }, {}, moment),
        targets: [],
        settings: { rules: defaultSettings, exceptions: [] },
        ...options,
      },
      environmentAt(folder),
    );
    return { ...run, results: () => [...run.results()] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a rule says of each key and gap, by the key's name: `{ "oci_identity_api_key.ci": "fail" }`. */
export function verdicts(run: Run, rule: string): Readonly<Record<string, ResultKind>> {
  return Object.fromEntries(
    [...run.results()]
      .filter((result) => result.rule.id === rule)
      .map((result) => [nameOf(result.subject), result.kind]),
  );
}
