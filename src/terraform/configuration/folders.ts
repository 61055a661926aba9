import { dirname } from "node:path";
import type { Notification } from "../../model/notification.ts";
import type { ConfigurationFiles, ConfigurationOptions } from "./options.ts";
import type { ScannedFile } from "./syntax/body.ts";
import { scanJsonFile } from "./syntax/json-file.ts";
import { scanFile } from "./syntax/scanner.ts";
import { decodeText, type SourceText } from "./syntax/source-text.ts";

/** One folder of configuration, scanned. */
export interface Folder {
  /** Absolute path. */
  readonly path: string;
  readonly uri: string;
  readonly files: readonly ScannedFile[];
  /** Files that hold values of variables. */
  readonly variableFiles: readonly string[];
  /** A file of it could not be read. */
  readonly damaged: boolean;
}

/** Reads and scans every configuration file, in the order of the paths. */
export async function readFolders(
  files: ConfigurationFiles,
  options: ConfigurationOptions,
  report: (notification: Notification) => void,
): Promise<Folder[]> {
  const folders: Folder[] = [];
  for (const [uri, paths] of [...files.folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = [...paths].sort();
    const configuration = sorted.filter((path) => /\.tf(?:\.json)?$/.test(path));
    const [first] = configuration;
    if (first === undefined) continue;
    const scanned: ScannedFile[] = [];
    for (const path of configuration) {
      const source = await readSource(path, options, report);
      if (source !== undefined) scanned.push(path.endsWith(".json") ? scanJsonFile(source) : scanFile(source));
    }
    folders.push({
      path: dirname(first),
      uri,
      files: scanned,
      variableFiles: sorted.filter((path) => /\.tfvars(?:\.json)?$/.test(path)),
      damaged: scanned.length < configuration.length,
    });
  }
  return folders;
}

/** Reads and decodes one file; what prevents it is reported. */
export async function readSource(
  path: string,
  options: ConfigurationOptions,
  report: (notification: Notification) => void,
): Promise<SourceText | undefined> {
  const uri = options.uriOf(path);
  const fail = (id: string, message: string): void =>
    report({ level: "error", id, message, source: options.source, location: { uri } });
  try {
    const bytes = await options.readFile(path);
    if (bytes.length <= options.sizeLimit) return { path, uri, text: decodeText(bytes) };
    fail(
      "file-too-large",
      `${uri} has ${bytes.length} bytes, more than the ${options.sizeLimit} that keylint reads of one file; split it`,
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    fail("file-unreadable", `${uri} can't be read${code}; check that it exists and that it may be read`);
  }
  return undefined;
}
