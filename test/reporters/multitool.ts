import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where this platform's own program lies; it comes as an optional dependency and is not there on every one. */
function packageFolder(): string | undefined {
  const require = createRequire(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool/package.json"));
  try {
    return dirname(require.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`));
  } catch {
    return undefined;
  }
}

/** .NET would look for libraries of the system that a small image does not have. */
const environment = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };

function runs(program: string): boolean {
  try {
    execFileSync(program, ["version"], { stdio: "pipe", env: environment });
    return true;
  } catch {
    return false;
  }
}

/** npm does not always run the script that makes the program executable. `undefined` where it does not run. */
function findProgram(): string | undefined {
  const folder = packageFolder();
  if (folder === undefined) return undefined;
  const program = join(folder, process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
  if (runs(program)) return program;
  try {
    chmodSync(program, 0o755);
  } catch {
    return undefined;
  }
  return runs(program) ? program : undefined;
}

const program = findProgram();

/** Whether sarif-multitool can run here: Microsoft builds it for some platforms only. */
export const hasMultitool = program !== undefined;

interface Finding {
  readonly ruleId: string;
  readonly level?: string;
  readonly message: { readonly id?: string; readonly arguments?: readonly string[] };
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}

/**
 * What sarif-multitool says of the reports, by name: its errors and warnings, each as `GH1001 Error_... in name: arguments`. All in
 * one start of it, which takes seconds.
 */
export function multitoolFindings(reports: Readonly<Record<string, string>>): string[] {
  if (program === undefined) throw new Error("sarif-multitool does not run on this platform");
  const work = mkdtempSync(join(tmpdir(), "keylint-multitool-"));
  try {
    const names = Object.keys(reports);
    for (const [index, name] of names.entries()) writeFileSync(join(work, `${index}.sarif`), reports[name] ?? "");
    const config = fileURLToPath(new URL("github-validation.xml", import.meta.url));
    const output = join(work, "output.json");
    const options = ["--rule-kind", "Sarif;Ghas", "--config", config, "--level", "Error;Warning", "--output", output];
    const files = names.map((_, index) => join(work, `${index}.sarif`));
    execFileSync(program, ["validate", ...files, ...options, "--quiet", "true"], {
      cwd: work,
      stdio: "pipe",
      env: environment,
    });
    const log = JSON.parse(readFileSync(output, "utf8").replace(/^\uFEFF/, "")) as { runs: [{ results: Finding[] }] };
    return log.runs[0].results.map(({ ruleId, message, locations }) => {
      const index = /(\d+)\.sarif$/.exec(locations[0]?.physicalLocation.artifactLocation.uri ?? "")?.[1];
      return `${ruleId} ${message.id} in ${names[Number(index)]}: ${message.arguments?.join(", ")}`;
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
