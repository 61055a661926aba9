import type { Notification } from "../../model/notification.ts";
import type { SourceItem } from "../../model/source.ts";
import { type Folder, invalidFile, readFolders, readSource } from "./folders.ts";
import { FileStore } from "./modules/file-store.ts";
import { ModuleInstance } from "./modules/module-instance.ts";
import type { ModuleSource } from "./modules/module-source.ts";
import { resourcesOf } from "./modules/resources.ts";
import { automaticVariableFiles, inputsOf, type VariableFile } from "./modules/variable-files.ts";
import type { ConfigurationFiles, ConfigurationOptions } from "./options.ts";
import { type Project, projectOf } from "./project.ts";
import { openSyntaxGate, type SyntaxGate } from "./syntax/gate.ts";
import { scanFile } from "./syntax/scanner.ts";
import type { SourceText } from "./syntax/source-text.ts";

export type { ConfigurationFiles, ConfigurationOptions } from "./options.ts";

/**
 * Reads the Terraform configuration of some folders and yields every instance of the wanted resource types, with what is
 * known of its values. A folder that no other one calls as a local module is a root module; called modules are read
 * through their calls. What can't be read is yielded as a notification of level `error`, and the rest is still read.
 */
export async function* readConfiguration(
  files: ConfigurationFiles,
  options: ConfigurationOptions,
): AsyncIterable<SourceItem> {
  const notifications: Notification[] = [];
  const report = (notification: Notification): void => void notifications.push(notification);
  const folders = await readFolders(files, options, report);
  const syntax = new SyntaxCheck(options, report);
  for (const folder of folders)
    for (const file of folder.files) if (file.problem !== undefined) await syntax.check(file.source, file.problem);
  const store = new FileStore(options);
  const items: SourceItem[] = [];
  const byUri = new Map(folders.map((folder) => [folder.uri, folder]));
  for (const root of projectOf(folders, options.wantedTypes, syntax.refused).roots) {
    const folder = byUri.get(root.uri);
    if (folder === undefined) continue;
    items.push(
      ...(await readRoot(root.folder, folders, await readVariableFiles(folder, options, report), {
        options,
        syntax,
        store,
      })),
    );
  }
  for (const notification of notifications) yield { kind: "notification", notification };
  yield* items;
}

interface Reading {
  readonly options: ConfigurationOptions;
  readonly syntax: SyntaxCheck;
  readonly store: FileStore;
}

/** Evaluates a root module until nothing new turned out to be read or checked. */
async function readRoot(
  path: string,
  folders: readonly Folder[],
  variableFiles: readonly VariableFile[],
  { options, syntax, store }: Reading,
): Promise<SourceItem[]> {
  for (;;) {
    const project = projectOf(folders, options.wantedTypes, syntax.refused);
    const root = project.roots.find((module) => module.folder === path);
    if (root === undefined) return [];
    const touched = new Set<SourceText>();
    const items = evaluateRoot(root, project, variableFiles, store, options, touched);
    const read = await store.load();
    const before = syntax.refused.size;
    for (const source of touched) await syntax.check(source);
    if (!read && syntax.refused.size === before) return items;
  }
}

function evaluateRoot(
  root: ModuleSource,
  project: Project,
  variableFiles: readonly VariableFile[],
  store: FileStore,
  options: ConfigurationOptions,
  touched: Set<SourceText>,
): SourceItem[] {
  const files = store.accessFrom(root.folder);
  const touch = (source: SourceText): void => void touched.add(source);
  const context = { root, files, touch, callee: project.callee };
  const module = new ModuleInstance(root, "", context, inputsOf(variableFiles, files, touch));
  return [...resourcesOf(module, { source: options.source, types: options.wantedTypes, within: project.within })];
}

async function readVariableFiles(
  folder: Folder,
  options: ConfigurationOptions,
  report: (notification: Notification) => void,
): Promise<VariableFile[]> {
  const found: VariableFile[] = [];
  for (const path of [...automaticVariableFiles(folder.variableFiles), ...options.varFiles]) {
    const source = await readSource(path, options, report);
    if (source === undefined) continue;
    const { body } = scanFile(source);
    found.push({ kind: "native", attributes: body.attributes });
  }
  return found;
}

/** Hands each file to the gate at most once, and keeps those that it refused. */
class SyntaxCheck {
  readonly refused = new Set<SourceText>();
  readonly #checked = new Set<SourceText>();
  readonly #options: ConfigurationOptions;
  readonly #report: (notification: Notification) => void;
  #gate: Promise<SyntaxGate> | undefined;

  constructor(options: ConfigurationOptions, report: (notification: Notification) => void) {
    this.#options = options;
    this.#report = report;
  }

  /** `problem`: what keeps the file from being read whatever the gate says. */
  async check(source: SourceText, problem?: { readonly message: string; readonly offset: number }): Promise<void> {
    if (this.#checked.has(source)) return;
    this.#checked.add(source);
    let places = await this.#ask(source);
    if (places.length === 0 && problem !== undefined)
      places = [{ message: problem.message, start: problem.offset, end: problem.offset }];
    if (places.length === 0) return;
    this.refused.add(source);
    this.#report(invalidFile(source, places, this.#options));
  }

  async #ask(source: SourceText): Promise<Awaited<ReturnType<SyntaxGate>>> {
    if (source.path.endsWith(".json")) return [];
    this.#gate ??= openSyntaxGate();
    return await (await this.#gate)(source);
  }
}
