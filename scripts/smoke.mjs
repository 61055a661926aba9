// `npm run smoke [NODE...]`: runs the built program as a user would, under each Node whose binary is named, else this one. The last line counts.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare, root } from "./prepare.mjs";

const demo = "fixtures/projects/demo";
const moment = ["--as-of", "2026-11-01T00:00:00Z"];

/** @typedef {{ readonly status: number | null, readonly stdout: string, readonly stderr: string }} Done */
/** @typedef {(args: readonly string[], input?: string) => Done} Runner */

/** Each: what a user sees. @type {Readonly<Record<string, (run: Runner) => boolean>>} */
const checks = {
  "--version is one line": (run) => /^\d+\.\d+\.\d+\n$/.test(run(["--version"]).stdout),
  "--help names the commands": (run) => {
    const { status, stdout } = run(["--help"]);
    return status === 0 && ["scan", "inventory", "merge", "rules", "init"].every((name) => stdout.includes(name));
  },
  "the demo project fails": (run) => {
    const { status, stdout } = run(["scan", demo, ...moment]);
    return status === 1 && stdout.includes("private-key-in-terraform");
  },
  "--fail-on never leaves with 0, and SARIF is SARIF": (run) => {
    const { status, stdout } = run(["scan", demo, ...moment, "--fail-on", "never", "--report", "sarif"]);
    return status === 0 && JSON.parse(stdout).runs[0].results.length > 0;
  },
  "a source that is not there leaves with 3": (run) => run(["scan", "no/such/folder"]).status === 3,
  "a wrong option leaves with 2, on standard error": (run) => {
    const { status, stdout, stderr } = run(["scan", demo, "--fail-on", "sometimes"]);
    return status === 2 && stdout === "" && stderr.includes("fail-on");
  },
  "an inventory, merged, is judged as the project": (run) => {
    const failing = (/** @type {Done} */ { stdout }) => /(\d+ failed.*?),/.exec(stdout)?.[1];
    const inventory = run(["inventory", demo, ...moment]).stdout;
    const merged = failing(run(["merge", "-", ...moment], inventory));
    return merged !== undefined && merged === failing(run(["scan", demo, ...moment]));
  },
};

/**
 * Runs the checks.
 * @param {string} node a Node binary
 * @param {string} program keylint's main file
 * @returns {{ readonly name: string, readonly passed: boolean }[]}
 */
export function smoke(node, program) {
  /** @type {Runner} */
  const run = (args, input = "") =>
    spawnSync(node, [program, ...args], {
      cwd: root,
      encoding: "utf8",
      input,
      env: { PATH: process.env["PATH"], HOME: root, NO_COLOR: "1" },
    });
  return Object.entries(checks).map(([name, check]) => {
    try {
      return { name, passed: check(run) };
    } catch {
      return { name, passed: false };
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepare();
  const given = process.argv.slice(2);
  const nodes = given.length > 0 ? given : [process.execPath];
  let [passed, failed] = [0, 0];
  for (const node of nodes) {
    const release = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout?.trim() || node;
    for (const check of smoke(node, join(root, "dist/main.js"))) {
      process.stdout.write(`${check.passed ? "ok    " : "FAILED"}  Node ${release}: ${check.name}\n`);
      if (check.passed) passed++;
      else failed++;
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
}
