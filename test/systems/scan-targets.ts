import { join } from "node:path";
import { run } from "../../src/cli/run.ts";
import { machine } from "../../src/cli/machine.ts";
import type { LiveEnvironment } from "../../src/http/environment.ts";

/** What is looked at of a report in JSON. */
export interface Report {
  readonly complete: boolean;
  readonly exitStatus: number;
  readonly notifications: readonly { readonly level: string; readonly message: string }[];
  readonly results: readonly {
    readonly rule: string;
    readonly kind: "pass" | "fail" | "open" | "notApplicable";
    /** Absent in a result about a gap. */
    readonly key?: {
      readonly id?: string;
      readonly owner: { readonly id?: string };
      readonly credential: { readonly fingerprint?: string };
    };
    readonly gap?: object;
    readonly location: { readonly path: string };
  }[];
}

const real = machine();

/**
 * Runs `keylint scan` whole, from the command line to its exit status, on a machine whose clock moves only by sleeping: the patience of minutes
 * that a child process would need takes no time.
 * @param targets of keylint.yaml, as YAML
 */
export async function scanTargets(
  targets: string,
  environment: LiveEnvironment,
): Promise<{ readonly status: number; readonly report: Report; readonly output: string }> {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    isTerminal: false,
    write: async (text: string) => void (written[name] += text),
  });
  const { concurrency: _, ...given } = environment;
  const status = await run(
    ["scan", "--report", "json", "--fail-on", "never", "--as-of", new Date(environment.clock()).toISOString()],
    {
      ...real,
      ...given,
      cwd: environment.home,
      readFile: async (path) => {
        if (path === join(environment.home, "keylint.yaml")) return targets;
        // The shipped rules are files too.
        return environment.readFile(path).catch(() => real.readFile(path));
      },
      stdout: output("stdout"),
      stderr: output("stderr"),
    },
  );
  return { status, report: JSON.parse(written.stdout) as Report, output: written.stdout + written.stderr };
}
