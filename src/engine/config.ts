import { ConfigError } from "../errors.ts";
import type { GivenOptions } from "../options.ts";
import { fileOptions } from "../options/values.ts";
import { type Exception, type MalformedException, readEntry } from "./exception.ts";
import { describeProblem, regionIn } from "./problem.ts";
import { defaultSettings, type RuleSetting, type RuleSettings } from "./rule-settings.ts";
import type { YamlDocument } from "./yaml.ts";

/** What keylint.yaml says. */
export interface Config {
  /** The file it was read from. */
  readonly path?: string;
  /** Options of the scan; those that it leaves out are absent, so that their defaults hold. */
  readonly options?: GivenOptions;
  /** Live accounts. */
  readonly targets?: readonly Readonly<Record<string, unknown>>[];
  readonly rules: RuleSettings;
  readonly exceptions: readonly (Exception | MalformedException)[];
}

interface ConfigDocument {
  readonly targets?: NonNullable<Config["targets"]>;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly exceptions?: readonly unknown[];
  readonly [option: string]: unknown;
}

/** The file that is read when none is named and it is there. */
export const defaultConfigPath = "keylint.yaml";

/**
 * Reads the configuration.
 * @param path the file that the user named; without one, keylint.yaml in the working folder if it is there
 * @param readFile rejects when a file can't be read; with the code `ENOENT` when it is not there
 * @throws {ConfigError} with everything that is wrong with the file
 */
export async function loadConfig(
  path: string | undefined,
  readFile: (path: string) => Promise<string>,
): Promise<Config> {
  const file = path ?? defaultConfigPath;
  const text = await readFile(file).catch((error: unknown) => {
    if (path === undefined && isNotFound(error)) return undefined;
    throw new ConfigError(`${file}: can't be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return text === undefined ? { rules: defaultSettings, exceptions: [] } : readConfig(file, text);
}

async function readConfig(path: string, text: string): Promise<Config> {
  // Most runs have no configuration: YAML and the schema's validator are loaded for those that do.
  const [{ parseYaml, YamlError }, { validateConfig }, { schemaProblems }] = await Promise.all([
    import("./yaml.ts"),
    import("../../generated/config.js"),
    import("./schema-problem.ts"),
  ]);
  const yaml = await parseYaml(text).catch((error: unknown) => {
    if (error instanceof YamlError) {
      // The line is not quoted: a secret that was pasted where it does not belong is often what breaks the file.
      throw new ConfigError(describeProblem(path, text, { ...error.problem, secret: true }));
    }
    throw error;
  });
  // A file that holds nothing but comments is an empty configuration.
  const value = yaml.value ?? {};
  const isConfig = (value: unknown): value is ConfigDocument => validateConfig(value);
  if (!isConfig(value)) {
    const problems = schemaProblems(validateConfig.errors ?? [], yaml).toSorted((a, b) => a.offset - b.offset);
    throw new ConfigError(problems.map((problem) => describeProblem(path, text, problem)).join("\n"));
  }
  const { rules = {}, exceptions = [], targets } = value;
  return {
    path,
    options: fileOptions(value),
    ...(targets === undefined ? {} : { targets }),
    rules: settingsOf(path, text, yaml, rules),
    exceptions: readEntries(),
  };

  function readEntries(): Config["exceptions"] {
    return exceptions.map((entry, index) => {
      const region = regionIn(text, yaml.valueAt(`/exceptions/${index}/rule`));
      return readEntry(entry, { uri: path, region });
    });
  }
}

function settingsOf(
  path: string,
  text: string,
  yaml: YamlDocument,
  rules: Readonly<Record<string, RuleSetting>>,
): RuleSettings {
  return {
    rules,
    describe: (pointer, message) => describeProblem(path, text, { ...yaml.keyAt(`/rules${pointer}`), message }),
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
