import type { Location } from "../../model/location.ts";
import type { Notification } from "../../model/notification.ts";
import type { SourceItem } from "../../model/source.ts";
import { type Allowance, Budget, onBudget, rootAllowance } from "./evaluation/budget.ts";
import type { EvaluationProblem } from "./evaluation/scope.ts";
import { Sensitivity } from "./evaluation/sensitivity.ts";
import { type Folder, readSourceTexts } from "./folders.ts";
import { Libraries } from "./libraries.ts";
import type { Value } from "./evaluation/value.ts";
import { environmentValue } from "./modules/environment-variables.ts";
import { FileStore } from "./modules/file-store.ts";
import { ModuleInstance } from "./modules/module-instance.ts";
import type { ModuleSource } from "./modules/module-source.ts";
import { providersOf } from "./modules/providers.ts";
import { resourcesOf } from "./modules/resources.ts";
import { automaticVariableFiles, inputsOf, scanVariableFile, type VariableFile } from "./modules/variable-files.ts";
import { abandonedBlock, invalidExpression } from "./notifications.ts";
import type { ConfigurationOptions } from "./options.ts";
import { type Project, projectOf } from "./project.ts";
import type { Block } from "./syntax/body.ts";
import { lateProblemOf } from "./syntax/scanner.ts";
import { regionOf, type SourceText } from "./syntax/source-text.ts";
import type { SyntaxCheck } from "./syntax-check.ts";

/** What the reading of one source shares. */
export interface Reading {
  readonly options: ConfigurationOptions;
  readonly syntax: SyntaxCheck;
  readonly report: (notification: Notification) => void;
}

/** How many passes over a root module there are at most: a file may name a file that names another one. */
const mostPasses = 30;
/** What all passes together may take, in budgets of one. */
const mostWork = 4;

/** Reads root modules one after the other. */
export class RootReader {
  readonly #reading: Reading;
  readonly #folders: readonly Folder[];
  readonly #links: ReadonlyMap<string, string>;
  /** The values that `--var-file` gives every root module. */
  readonly #given: readonly VariableFile[];
  readonly #store: FileStore;
  readonly #libraries = new Libraries();
  #project: Project | undefined;
  #refusedBefore = 0;

  constructor(
    reading: Reading,
    folders: readonly Folder[],
    links: ReadonlyMap<string, string>,
    given: readonly VariableFile[],
  ) {
    this.#reading = reading;
    this.#folders = folders;
    this.#links = links;
    this.#given = given;
    this.#store = new FileStore(reading.options);
  }

  /** The modules without the files that were refused so far. */
  get project(): Project {
    const refused = this.#reading.syntax.refused.size;
    if (this.#project === undefined || this.#refusedBefore < refused)
      this.#project = projectOf(
        this.#folders,
        this.#reading.options.wantedTypes,
        this.#reading.syntax.refused,
        this.#links,
      );
    this.#refusedBefore = refused;
    return this.#project;
  }

  /** Evaluates the root module of a folder until nothing new turned out to be read, loaded or checked. */
  async read(path: string): Promise<SourceItem[]> {
    const folder = this.#folders.find((candidate) => candidate.path === path);
    const automatic = await readVariableFiles(automaticVariableFiles(folder?.variableFiles ?? []), this.#reading);
    const variableFiles = [...automatic, ...this.#given];
    let left: Allowance = { steps: rootAllowance.steps * mostWork, bytes: rootAllowance.bytes * mostWork };
    for (let pass = 1; ; pass++) {
      this.#store.stopped = pass > mostPasses;
      const root = this.project.roots.find((module) => module.folder === path);
      if (root === undefined) return [];
      const touched = new Set<SourceText>();
      const usable = variableFiles.filter((file) => !this.#reading.syntax.refused.has(file.source));
      const budget = new Budget({
        steps: Math.min(rootAllowance.steps, left.steps),
        bytes: Math.min(rootAllowance.bytes, left.bytes),
      });
      const given = budget.left;
      const items = this.#evaluate(root, usable, touched, budget);
      left = {
        steps: left.steps - given.steps + budget.left.steps,
        bytes: left.bytes - given.bytes + budget.left.bytes,
      };
      const before = this.#reading.syntax.refused.size;
      for (const source of touched) await this.#reading.syntax.check(source, lateProblemOf(source));
      const [read, loaded] = [await this.#store.load(), await this.#libraries.load()];
      if (!read && !loaded && this.#reading.syntax.refused.size === before) return items;
    }
  }

  #evaluate(
    root: ModuleSource,
    variableFiles: readonly VariableFile[],
    touched: Set<SourceText>,
    budget: Budget,
  ): SourceItem[] {
    const { project } = this;
    const notifications = new Map<string, Notification>();
    const context = {
      root,
      files: this.#store.accessFrom(root.folder),
      libraries: this.#libraries,
      fileOf: (text: string) => this.#store.fileOf(text),
      touch: (source: SourceText): void => void touched.add(source),
      report: (problem: EvaluationProblem, what: string, block: Block): void => {
        const notification = invalidExpression(problem, what, block, this.#reading.options.source);
        // Every instance of a block meets the same problem: the first one tells it.
        const key = JSON.stringify([problem.message, notification.location]);
        if (!notifications.has(key)) notifications.set(key, notification);
      },
      abandon: (problem: EvaluationProblem, what: string, block: Block): void => {
        // A budget that is used up ends every call after it too: the first one tells it.
        if (!notifications.has("abandoned"))
          notifications.set("abandoned", abandonedBlock(problem, what, block, this.#reading.options.source));
      },
      callee: project.callee,
      sensitivity: new Sensitivity(),
    };
    const { source, wantedTypes, environment = {} } = this.#reading.options;
    const given = inputsOf(variableFiles, context);
    const inputs = (name: string): Value | undefined => {
      const value = given(name);
      return value === undefined ? environmentValue(name, environment, context) : value;
    };
    const wanted = { source, types: wantedTypes, within: project.within };
    const module = new ModuleInstance(root, "", context, inputs);
    const resources = onBudget(budget, () => [...resourcesOf(module, wanted)]);
    const find = (text: string): Location | undefined => placeIn(touched, text) ?? this.#store.holding(text);
    // A secret of the environment is nobody's literal.
    const asWritten = new ModuleInstance(root, "", context, given);
    const providers = onBudget(budget, () => [...providersOf(asWritten, wanted, find)]);
    return [
      ...[...notifications.values()].map((notification) => ({ kind: "notification", notification }) as const),
      ...resources.map(
        (found): SourceItem =>
          "from" in found ? { kind: "move", move: found } : { kind: "resource", resource: found },
      ),
      ...providers.map((provider) => ({ kind: "provider", provider }) as const),
    ];
  }
}

/** The first place of a text in files that had a part in the outcome. */
function placeIn(sources: Iterable<SourceText>, text: string): Location | undefined {
  for (const source of sources) {
    const start = source.text.indexOf(text);
    if (start >= 0) return { uri: source.uri, region: regionOf(source, { start, end: start + text.length }) };
  }
  return undefined;
}

/** Reads files of variable values; what can't be read, or is no HCL, is reported. */
export async function readVariableFiles(
  paths: readonly string[],
  { options, syntax, report }: Reading,
): Promise<VariableFile[]> {
  const sources = await readSourceTexts(paths, options, report);
  const files = sources.map(scanVariableFile);
  for (const { source, problem } of files) if (problem !== undefined) await syntax.check(source, problem);
  return files;
}
