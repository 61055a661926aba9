import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The project's root, where fixtures are. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built program. */
export const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** What a run of the built program left. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program, or another build of it, as a child process, as a user would; its standard output can go to a file instead. */
export function keylint(
  args: readonly string[],
  options: { program?: string; cwd?: string; env?: Record<string, string>; stdin?: string; stdoutTo?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const stdout = options.stdoutTo === undefined ? "pipe" : openSync(options.stdoutTo, "w");
    const child = spawn(process.execPath, [options.program ?? program, ...args], {
      stdio: ["pipe", stdout, "pipe"],
      cwd: options.cwd ?? root,
      env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", NO_COLOR: "1", ...options.env },
    });
    const output = { stdout: "", stderr: "" };
    if (typeof stdout === "number") closeSync(stdout);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, ...output }));
    child.stdin?.on("error", () => {}).end(options.stdin ?? "");
  });
}
