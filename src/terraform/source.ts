import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Notification } from "../model/notification.ts";
import type { Source, SourceItem } from "../model/source.ts";
import { readChunks } from "./document/files.ts";
import {
  type DocumentInput,
  type DocumentOptions,
  readDocument,
  readDetected,
  type DetectedInput,
  detectInput,
  unreadable,
} from "./document/read.ts";
import { otherJson, refusals } from "./document/refusals.ts";
import { spool } from "./document/spool.ts";
import { listFolder } from "./folder.ts";
import type { Overlaps } from "./overlaps.ts";
import { isConfigurationFile, isInside, isNamedPlan, isNamedState, isVariableFile } from "./names.ts";

/** What the reading of Terraform's files depends on. */
export interface TerraformSourceOptions {
  /** Absolute path of the working folder: paths are relative to it. */
  readonly cwd: string;
  /** The Terraform types that can matter; all others are skipped. */
  readonly wantedTypes: ReadonlySet<string>;
  /** Paths of `--var-file`, in order. */
  readonly varFiles: readonly string[];
  /** Environment variables: `TF_VAR_name` gives a variable its value, as in Terraform. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** In bytes, for one configuration file. Plans and states have no limit: they are never held whole. */
  readonly sizeLimit: number;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Read a configuration file without the others of its folder. */
  readonly alone?: boolean;
  /** Real paths of documents that other sources read, and folders do not. */
  readonly documents?: ReadonlySet<string>;
  /** Whether another source comes to the folder, or to the file that is no configuration, of a real path: a link to it loses nothing. */
  readonly isRead?: Overlaps["isRead"];
  /** Reads the inventories that keylint writes. */
  readonly onInventory?: (lines: AsyncIterable<Uint8Array>, uri: string) => AsyncIterable<SourceItem>;
}

/**
 * A folder with Terraform's files, one file, or `-` for standard input. What a file is, is told by its content; only configuration
 * (.tf, .tf.json, .tfvars) goes by its name, as in Terraform.
 */
export function terraformSource(name: string, options: TerraformSourceOptions): Source {
  return { name, read: () => (name === "-" ? readStandardInput(options) : readPath(name, options)) };
}

async function* readStandardInput(options: TerraformSourceOptions): AsyncGenerator<SourceItem> {
  yield* readStream("-", "-", options.stdin, options);
}

/** A stream can be read once only, so it is kept. */
async function* readStream(
  source: string,
  uri: string,
  stream: AsyncIterable<Uint8Array>,
  options: TerraformSourceOptions,
): AsyncGenerator<SourceItem> {
  try {
    const kept = await spool(stream);
    try {
      yield* readDocument({ source, uri, open: () => kept.open() }, named(options));
    } finally {
      await kept.close();
    }
  } catch (error) {
    yield unreadable(source, uri, error);
  }
}

async function* readPath(name: string, options: TerraformSourceOptions): AsyncGenerator<SourceItem> {
  const path = resolve(options.cwd, name);
  const uri = uriOf(path, options.cwd);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) yield* readFolder(name, path, options);
    else if (!stats.isFile()) yield* readStream(name, uri, readChunks(path), options);
    else if (isVariableFile(path))
      yield notification(
        name,
        uri,
        "error",
        "file-unrecognised",
        `${uri} holds values of variables. Give the folder of the configuration, and this file with --var-file`,
      );
    else if (isConfigurationFile(path)) yield* readConfigurationFile(name, path, options);
    else yield* readDocument({ source: name, uri, open: () => readChunks(path) }, named(options));
  } catch (error) {
    if (!isMissing(error)) yield unreadable(name, uri, error);
    else
      yield notification(
        name,
        uri,
        "error",
        "path-missing",
        `${name} does not exist. Give the path of a folder or a file`,
      );
  }
}

async function* readFolder(source: string, root: string, options: TerraformSourceOptions): AsyncGenerator<SourceItem> {
  const { configurations, others, leftOut } = await listFolder(root, options.isRead);
  for (const { path, level, id, message } of leftOut) {
    const uri = uriOf(path, options.cwd);
    yield notification(source, uri, level, id, `${uri} ${message}`);
  }
  yield* readConfigurations(source, root, configurations, options);
  const found: { readonly path: string; readonly input: DocumentInput; readonly told: DetectedInput }[] = [];
  for (const path of others) {
    const input = { source, uri: uriOf(path, options.cwd), open: () => readChunks(path) };
    const told = await detectInput(input);
    // Another tool's plan is another tool's; what is no JSON may be what is left of Terraform's.
    if (told.kind !== "other" || isNamedState(path) || (isNamedPlan(path) && told !== otherJson))
      found.push({ path, input, told });
  }
  if (configurations.size === 0 && found.length === 0 && leftOut.length === 0) {
    const uri = uriOf(root, options.cwd);
    const message = `${source} holds no Terraform file, plan, state or inventory, so nothing in it was judged: is it the right folder?`;
    yield notification(source, uri, "warning", "folder-empty", message);
  }
  const withPlan = new Set(found.flatMap(({ path, told }) => (told.kind === "plan" ? [dirname(path)] : [])));
  const realRoot = await realpath(root);
  for (const { path, input, told } of found) {
    if (options.documents?.has(join(realRoot, relative(root, path))) === true) continue;
    if (told === refusals.binaryPlan && withPlan.has(dirname(path)))
      yield notification(
        source,
        input.uri,
        "note",
        "plan-binary",
        `${input.uri} is a binary plan; the JSON beside it is read`,
      );
    else yield* readDetected(input, told, named(options));
  }
}

/** A file of a module means nothing without the others: all of its folder is read, and what stands in this file is given. */
async function* readConfigurationFile(
  source: string,
  path: string,
  options: TerraformSourceOptions,
): AsyncGenerator<SourceItem> {
  const folder = dirname(path);
  const configurations =
    options.alone === true ? new Map([[folder, [path]]]) : (await listFolder(folder)).configurations;
  const uri = uriOf(path, options.cwd);
  for await (const item of readConfigurations(source, folder, configurations, options)) {
    if (fileOf(item) === undefined || fileOf(item) === uri) yield item;
  }
}

/** The file that a block stands in; `undefined` for what is no block's. */
function fileOf(item: SourceItem): string | undefined {
  if (item.kind === "resource") return item.resource.location.uri;
  return item.kind === "provider" ? item.provider.location.uri : undefined;
}

async function* readConfigurations(
  source: string,
  root: string,
  folders: ReadonlyMap<string, readonly string[]>,
  { cwd, wantedTypes, varFiles, sizeLimit, environment = {} }: TerraformSourceOptions,
): AsyncGenerator<SourceItem> {
  if (folders.size === 0) return;
  const given = varFiles.map((file) => resolve(cwd, file));
  yield { kind: "terraform", source };
  const { readConfiguration } = await import("./configuration/read.ts");
  yield* readConfiguration(
    { folders: new Map([...folders].map(([folder, files]) => [uriOf(folder, cwd), files])) },
    {
      source,
      root,
      wantedTypes,
      varFiles: given,
      environment,
      // A pipe would never end; one that is given by name (a shell's `<(...)`) does.
      readFile: (path) => (given.includes(path) ? readFile(path) : readRegularFile(path)),
      realPath: (path) => realpath(path),
      listFiles: filesBelow,
      uriOf: (path) => uriOf(path, cwd),
      sizeLimit,
    },
  );
}

async function readRegularFile(path: string): Promise<Uint8Array> {
  if (!(await stat(path)).isFile()) throw new Error(`${path} is no regular file`);
  return readFile(path);
}

/** Paths relative to the folder, with forward slashes; links to files count, links to folders are not followed. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function named({ wantedTypes, onInventory }: TerraformSourceOptions): DocumentOptions {
  return { wantedTypes, onInventory, named: true };
}

/** Relative to the working folder below it, else absolute; with forward slashes. */
function uriOf(path: string, cwd: string): string {
  const shown = isInside(path, cwd) ? relative(cwd, path) : path;
  return (shown === "" ? "." : shown).replaceAll("\\", process.platform === "win32" ? "/" : "\\");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function notification(
  source: string,
  uri: string,
  level: Notification["level"],
  id: string,
  message: string,
): SourceItem {
  return { kind: "notification", notification: { level, id, message, source, location: { uri } } };
}
