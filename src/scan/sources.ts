import type { Source } from "../model/source.ts";
import type { Target } from "../systems/system.ts";
import { parseShard } from "../targets/shard.ts";
import { liveSource, liveSources } from "../targets/sources.ts";
import { isLiveName, targetsOf } from "../targets/target.ts";
import type { Environment } from "./environment.ts";
import type { SourceOptions } from "./options.ts";

/** Largest configuration file that is read, in bytes: beyond it parsing takes seconds and gigabytes, and no real file is so large. */
const sizeLimit = 2 * 1024 * 1024;

/** Opens every source and target of a run; nothing is read yet. */
export async function openSources(
  options: SourceOptions,
  terraformTypes: ReadonlySet<string>,
  environment: Environment,
): Promise<readonly Source[]> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const targets = targetsOf(options.settings.targets ?? []);
  const named = await openNamed([...new Set(options.sources)], targets, options, terraformTypes, environment);
  return [...named, ...liveSources(targetsOf(options.targets), shard, environment)];
}

/** The name of a live target, `-` for standard input, else a path. What two paths have in common is read once. */
async function openNamed(
  names: readonly string[],
  targets: readonly Target[],
  { varFiles, alone = false }: SourceOptions,
  terraformTypes: ReadonlySet<string>,
  environment: Environment,
): Promise<readonly Source[]> {
  if (names.every(isLiveName)) return names.map((name) => liveSource(name, targets, environment));
  const [{ terraformSource }, { overlapsOf }, { readInventory }] = await Promise.all([
    import("../terraform/source.ts"),
    import("../terraform/overlaps.ts"),
    import("../inventory/read.ts"),
  ]);
  const paths = names.filter((name) => name !== "-" && !isLiveName(name));
  const { readBy, documents, isRead } = await overlapsOf(paths, environment.cwd);
  const open = (name: string): Source => {
    if (isLiveName(name)) return liveSource(name, targets, environment);
    const also = paths.filter((path) => readBy.get(path) === name);
    const source = terraformSource(name, {
      cwd: environment.cwd,
      wantedTypes: terraformTypes,
      varFiles,
      alone,
      sizeLimit,
      environment: environment.env,
      documents,
      isRead,
      stdin: environment.stdin,
      onInventory: (lines, uri) => readInventory(lines, uri, name),
    });
    return also.length === 0 ? source : readFor(source, also);
  };
  return names.filter((name) => !readBy.has(name)).map(open);
}

/** A source that tells which other ones are read with it. */
function readFor(source: Source, also: readonly string[]): Source {
  const { name } = source;
  return {
    name,
    async *read() {
      for (const other of also) {
        const message = `what ${other} names is read with ${name}, and counts there`;
        yield { kind: "notification", notification: { level: "note", id: "source-within", message } };
      }
      yield* source.read();
    },
  };
}
