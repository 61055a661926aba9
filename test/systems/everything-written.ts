import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { reporters } from "../../src/reporters/registry.ts";
import { keylint } from "../cli/keylint.ts";

/**
 * All that keylint writes of the files, by name: every report (`report.json`, ...), the inventory, what is read back of it (`merged.json`), and both streams.
 * @param program another build than that of this checkout
 */
export async function everythingWritten(
  files: Readonly<Record<string, unknown>>,
  program?: string,
): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), "keylint-written-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
    }
    const written: Record<string, string> = {};
    const run = async (name: string, args: readonly string[]): Promise<string> => {
      const { stdout, stderr } = await keylint(args, { cwd: folder, ...(program === undefined ? {} : { program }) });
      written[`${name}, standard output`] = stdout;
      written[`${name}, standard error`] = stderr;
      return stdout;
    };
    const asOf = ["--as-of", "2026-11-01T00:00:00Z"];
    const reports = Object.keys(reporters).flatMap((format) => ["--report", `${format}=report.${format}`]);
    await run("scan", ["scan", ".", ...asOf, ...reports]);
    writeFileSync(join(folder, "keys.ndjson"), await run("inventory", ["inventory", ".", ...asOf]));
    await run("merge", ["merge", "keys.ndjson", ...asOf, "--report", "json=merged.json"]);
    for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
      if (!Object.hasOwn(files, name)) written[name] = readFileSync(join(folder, name), "utf8");
    return written;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The reports in which a name does not stand; HTML breaks long names. */
export function reportsWithout(written: Readonly<Record<string, string>>, name: string): readonly string[] {
  return Object.keys(written).filter(
    (file) => file.startsWith("report.") && written[file]?.replaceAll("<wbr>", "").includes(name) !== true,
  );
}
