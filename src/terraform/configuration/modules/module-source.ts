import type { Attribute, Block, Comment, ScannedFile } from "../syntax/body.ts";
import { positionOf, type SourceText } from "../syntax/source-text.ts";
import { mergeBlocks } from "./override.ts";
import { providerName, requiredIn } from "./required-providers.ts";

/** What the files of one folder declare together. */
export interface ModuleSource {
  /** Absolute path. */
  readonly folder: string;
  readonly uri: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly calls: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Attribute>;
  /** Managed resources by `type.name`. */
  readonly managed: ReadonlyMap<string, Block>;
  /** Data sources by `type.name`. */
  readonly data: ReadonlyMap<string, Block>;
  /** `provider` blocks by name and alias. */
  readonly providers: ReadonlyMap<string, Block>;
  /** The last part of a provider's source address, by the name that the module gives it. */
  readonly requiredProviders: ReadonlyMap<string, string>;
  /** `moved`, `import` and `removed` blocks. */
  readonly refactoring: readonly Block[];
  readonly comments: ReadonlyMap<SourceText, readonly Comment[]>;
  /** Blocks that Terraform would refuse: without the labels that they need, or of a name that another one has. */
  readonly refused: readonly { readonly block: Block; readonly why: string }[];
  /** Some file of it could not be read, so that it may declare more. */
  readonly damaged: boolean;
}

/** Why a called module is not read. */
export interface UnreadModule {
  /** `local`: it lies outside the scanned folders; `remote`: Terraform fetches it from elsewhere. */
  readonly kind: "local" | "remote" | "none";
  /** The address that it is called by, without credentials. */
  readonly from: string;
  /** Absolute path; of a local module. */
  readonly path?: string;
  readonly reason: string;
}

interface Declarations {
  readonly variables: Map<string, Block>;
  readonly outputs: Map<string, Block>;
  readonly calls: Map<string, Block>;
  readonly locals: Map<string, Attribute>;
  readonly managed: Map<string, Block>;
  readonly data: Map<string, Block>;
  readonly providers: Map<string, Block>;
}

/** Puts the files of a folder together; override files change what the others declare, in lexical order. */
export function moduleSource(
  folder: string,
  uri: string,
  files: readonly ScannedFile[],
  damaged: boolean,
): ModuleSource {
  const declared: Declarations = {
    variables: new Map(),
    outputs: new Map(),
    calls: new Map(),
    locals: new Map(),
    managed: new Map(),
    data: new Map(),
    providers: new Map(),
  };
  const refused: { block: Block; why: string }[] = [];
  const first: Combine = (before, block) => {
    if (before !== undefined) refused.push({ block, why: `is declared before, in ${placeOf(before)}` });
    return before ?? block;
  };
  for (const file of files) {
    if (!isOverride(file)) declare(declared, file, first);
    for (const block of file.body.blocks) {
      const needed = labelCounts[block.type] ?? block.labels.length;
      if (needed !== block.labels.length)
        refused.push({ block, why: `needs ${needed} label${needed === 1 ? "" : "s"}` });
    }
  }
  for (const file of files)
    if (isOverride(file))
      declare(declared, file, (before, block) => (before === undefined ? block : mergeBlocks(before, block)));
  const comments = new Map(files.map((file) => [file.source, file.comments]));
  const refactoring = files.flatMap(({ body }) => body.blocks.filter(({ type }) => refactoringTypes.has(type)));
  const requiredProviders = requiredIn(files);
  return { folder, uri, ...declared, requiredProviders, refactoring, comments, refused, damaged };
}

const labelCounts: Readonly<Record<string, number>> = { resource: 2, data: 2, variable: 1, output: 1, module: 1 };

const refactoringTypes: ReadonlySet<string> = new Set(["moved", "import", "removed"]);

function placeOf(block: Block): string {
  return `${block.source.uri}:${positionOf(block.source, block.start).line}`;
}

function isOverride(file: ScannedFile): boolean {
  return /(?:^|[/\\_])override\.tf(?:\.json)?$/.test(file.source.path);
}

type Combine = (before: Block | undefined, block: Block) => Block;

function declare(into: Declarations, file: ScannedFile, combine: Combine): void {
  for (const block of file.body.blocks) {
    const [first, second] = block.labels;
    const table = tableOf(into, block.type);
    const resource = block.type === "resource" || block.type === "data";
    const own = block.type === "provider" ? providerName(block) : first;
    const name = resource ? (second === undefined ? undefined : `${first}.${second}`) : own;
    if (table !== undefined && name !== undefined) table.set(name, combine(table.get(name), block));
    if (block.type === "locals") for (const local of block.body.attributes) declareLocal(into, local, isOverride(file));
  }
}

function declareLocal(into: Declarations, local: Attribute, override: boolean): void {
  if (override || !into.locals.has(local.name)) into.locals.set(local.name, local);
}

function tableOf(into: Declarations, type: string): Map<string, Block> | undefined {
  switch (type) {
    case "variable":
      return into.variables;
    case "output":
      return into.outputs;
    case "module":
      return into.calls;
    case "resource":
      return into.managed;
    case "data":
      return into.data;
    case "provider":
      return into.providers;
    default:
      return undefined;
  }
}

/** The attribute of a body, if it has it. */
export function attributeNamed(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((attribute) => attribute.name === name);
}
