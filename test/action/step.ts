import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { type Command, obeyed, readOutputs } from "./runner.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** action.yml, as far as the tests read it. */
export interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly description: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export function actionMetadata(): ActionMetadata {
  return load(readFileSync(join(root, "action.yml"), "utf8")) as ActionMetadata;
}

/** What a step left behind. */
export interface Step {
  readonly status: number | null;
  readonly log: string;
  /** What the runner obeyed, of both output streams. */
  readonly commands: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The files named by inputs that are there after the step. */
  readonly files: Readonly<Record<string, string>>;
}

export interface StepSetting {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Variables of the event; those that every step has are set. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What was checked out into the workspace. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Node 24 where `KEYLINT_NODE24` names one, since the runner uses it; else the Node of the tests. */
const actionNode = process.env["KEYLINT_NODE24"] ?? process.execPath;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, options: { readonly cwd: string; readonly env: Record<string, string> }): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(actionNode, [script], { ...options, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}

/** Runs the committed bundle as the runner does: inputs with their defaults in variables, results in files that variables name. */
export async function runStep({ inputs = {}, variables = {}, files = {} }: StepSetting): Promise<Step> {
  const folder = mkdtempSync(join(tmpdir(), "keylint-step-"));
  try {
    const workspace = join(folder, "workspace");
    mkdirSync(workspace);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    const [output, summary] = [join(folder, "output"), join(folder, "summary")];
    for (const path of [output, summary]) writeFileSync(path, "");
    const metadata = actionMetadata();
    const given = Object.entries(metadata.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? ""]);
    const done = await run(join(root, metadata.runs.main), {
      cwd: workspace,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: folder,
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_WORKSPACE: workspace,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "example/infrastructure",
        GITHUB_SHA: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        ...Object.fromEntries(given.map(([name = "", value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...variables,
      },
    });
    const named = ["keylint.sarif", ...Object.values(inputs).flatMap((value) => value.split(/[\n=]/))];
    const left = named
      .filter((path) => /\.\w+$/.test(path) && existsSync(join(workspace, path)))
      .map((path) => [path, readFileSync(join(workspace, path), "utf8")]);
    return {
      status: done.status,
      log: `${done.stdout}${done.stderr}`,
      commands: [...obeyed(done.stdout), ...obeyed(done.stderr)],
      outputs: readOutputs(readFileSync(output, "utf8")),
      summary: readFileSync(summary, "utf8"),
      files: Object.fromEntries(left),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
