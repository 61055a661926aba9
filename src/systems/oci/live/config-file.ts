import { SourceError } from "../../../errors.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { safePath } from "../../../secrecy/name.ts";
import { codeOf, expandHome } from "../../target-values.ts";

/** One profile of an Oracle Cloud configuration file, with what `[DEFAULT]` lends it. */
export interface Profile {
  /** The file it was looked for in, as the messages name it. */
  readonly file: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads a profile of the INI file that Oracle's own tools use. A key that the profile lacks comes from `[DEFAULT]`.
 * @param given a file that the user named; without one: `~/.oci/config`, and only where that does not exist the file of `OCI_CONFIG_FILE`, then
 * `~/.oraclebmc/config` (oci-typescript-sdk, lib/common/lib/config-file-reader.ts)
 * @returns `DEFAULT` without values when no file exists or it is not in it, because the environment may hold all that is needed
 * @throws {SourceError} when a file that was named is not there or can't be read, or there is no such profile
 */
export async function readProfile(
  name: string,
  given: string | undefined,
  environment: LiveEnvironment,
): Promise<Profile> {
  const found = await findFile(given, environment);
  if (found === undefined) {
    if (name !== "DEFAULT") throw new SourceError(`there is no ~/.oci/config, and so no profile [${name}]`);
    return { file: "~/.oci/config (which does not exist)", name, values: new Map() };
  }
  const sections = parseIni(found.text, found.path);
  const section = sections.get(name);
  if (section === undefined && name !== "DEFAULT") {
    const names = [...sections.keys()].join(", ") || "none";
    throw new SourceError(`${found.path} has no profile [${name}]; its profiles are: ${names}`);
  }
  return { file: found.path, name, values: new Map([...(sections.get("DEFAULT") ?? []), ...(section ?? [])]) };
}

async function findFile(
  given: string | undefined,
  { env, home, readFile }: LiveEnvironment,
): Promise<{ path: string; text: string } | undefined> {
  const named = given ?? env["OCI_CLI_CONFIG_FILE"];
  const candidates =
    given !== undefined
      ? [{ path: given, title: safePath(given, "the file that configFile names") }]
      : named !== undefined
        ? [{ path: named, title: "the file that OCI_CLI_CONFIG_FILE names" }]
        : [
            { path: "~/.oci/config", title: "~/.oci/config" },
            { path: env["OCI_CONFIG_FILE"] ?? "", title: "the file that OCI_CONFIG_FILE names" },
            { path: "~/.oraclebmc/config", title: "~/.oraclebmc/config" },
          ];
  for (const { path, title } of candidates) {
    if (path === "") continue;
    try {
      return { path, text: await readFile(expandHome(path, home)) };
    } catch (error) {
      const code = codeOf(error);
      if (named === undefined && code === "ENOENT") continue;
      throw new SourceError(`${title} can't be read (${code}); it should hold the Oracle Cloud profiles`);
    }
  }
  return undefined;
}

function parseIni(text: string, path: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const header = /^\[([^\]]+)\]/.exec(line);
    if (header?.[1] !== undefined) {
      const name = header[1].trim();
      current = sections.get(name) ?? new Map<string, string>();
      sections.set(name, current);
      continue;
    }
    const pair = /^([^=:\s]+)\s*[=:]\s*(.*)$/.exec(line);
    if (pair?.[1] === undefined || current === undefined) {
      throw new SourceError(`${path}:${index + 1} is neither a [PROFILE] nor a "key = value" below one`);
    }
    const key = pair[1].toLowerCase();
    current.set(key === "passphrase" ? "pass_phrase" : key, pair[2] ?? "");
  }
  return sections;
}
