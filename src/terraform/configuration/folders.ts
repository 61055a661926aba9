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
    const sources = await readSourceTexts(configuration, options, report);
    folders.push({
      path: dirname(first),
      uri,
      files: sources.map((source) => (source.path.endsWith(".json") ? scanJsonFile(source) : scanFile(source))),
      variableFiles: sorted.filter((path) => /\.tfvars(?:\.json)?$/.test(path)),
      damaged: sources.length < configuration.length,
    });
  }
  return folders;
}

/** Reads and decodes files at once; those that can't be read are reported, in the order of the paths, and left out. */
export async function readSourceTexts(
  paths: readonly string[],
  options: ConfigurationOptions,
  report: (notification: Notification) => void,
): Promise<SourceText[]> {
  const read = await Promise.all(paths.map((path) => readSource(path, options)));
  for (const source of read) if ("level" in source) report(source);
  return read.flatMap((source) => ("level" in source ? [] : [source]));
}

async function readSource(path: string, options: ConfigurationOptions): Promise<SourceText | Notification> {
  const uri = options.uriOf(path);
  const failure = (id: string, message: string): Notification => ({
    level: "error",
    id,
    message,
    source: options.source,
    location: { uri },
  });
  try {
    const bytes = await options.readFile(path);
    if (bytes.length <= options.sizeLimit) return { path, uri, text: decodeText(bytes) };
    return failure(
      "file-too-large",
      `${uri} has ${bytes.length} bytes, more than the ${options.sizeLimit} that keylint reads of one file; split it`,
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return failure("file-unreadable", `${uri} can't be read${code}; check that it exists and that it may be read`);
  }
}
