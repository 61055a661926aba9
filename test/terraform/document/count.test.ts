import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { documents, keyTypes, read } from "./reading.ts";

interface Entry {
  readonly type: string;
  readonly address?: string;
  readonly deposed?: string | readonly unknown[];
  readonly deposed_key?: string;
  readonly change?: { readonly actions: readonly string[] };
  readonly instances?: readonly unknown[];
}
interface Module {
  readonly resources?: readonly Entry[];
  readonly child_modules?: readonly Module[];
}
interface Document {
  readonly version?: number;
  readonly resources?: readonly Entry[];
  readonly modules?: readonly { readonly resources: Readonly<Record<string, Entry>> }[];
  readonly resource_changes?: readonly Entry[];
  readonly resource_drift?: readonly Entry[];
  readonly deferred_changes?: readonly { readonly resource_change: Entry }[];
  readonly values?: { readonly root_module?: Module };
  readonly planned_values?: { readonly root_module?: Module };
  readonly prior_state?: { readonly values?: { readonly root_module?: Module } };
}

/** Counts API keys in the plainest way: each address (and deposed key) once, wherever it stands. What drifted away is not there. */
function count(text: string): number {
  const document: Document = JSON.parse(text);
  const below = (module?: Module): readonly Entry[] => [
    ...(module?.resources ?? []),
    ...(module?.child_modules ?? []).flatMap(below),
  ];
  if (document.version === 4)
    return (document.resources ?? []).filter(isKey).reduce((sum, { instances }) => sum + (instances?.length ?? 0), 0);
  if (document.version === 3)
    return (document.modules ?? [])
      .flatMap(({ resources }) => Object.values(resources).filter(isKey))
      .reduce((sum, { deposed }) => sum + 1 + (deposed?.length ?? 0), 0);
  const all = [
    ...(document.resource_changes ?? []),
    ...(document.resource_drift ?? []).filter(({ change }) => String(change?.actions) !== "delete"),
    ...(document.deferred_changes ?? []).map(({ resource_change }) => resource_change),
    ...[document.values, document.prior_state?.values, document.planned_values].flatMap((one) =>
      below(one?.root_module),
    ),
  ];
  return new Set(
    all.filter(isKey).map(({ address, deposed, deposed_key }) => `${address} ${String(deposed ?? deposed_key)}`),
  ).size;
}

function isKey({ type }: Entry): boolean {
  return keyTypes.has(type);
}

const unreadable =
  /\b(?:file-unreadable|file-unrecognised|log-stream|plan-(?:text|binary|version|redacted|action)|state-)/;

/** Our count and the plain one; undefined where the document is refused. */
async function counts(folder: string, name: string): Promise<readonly [number, number] | undefined> {
  const { resources, notifications } = await read(name, { cwd: folder });
  if (notifications.some(({ id }) => unreadable.test(id))) return undefined;
  const bytes = readFileSync(join(folder, name));
  const text = bytes.toString(bytes[0] === 0xff ? "utf16le" : "utf8").replace(/^\ufeff/, "");
  // A moved object stands in the prior state of our fixture under its old address too.
  // What an object was before it drifted is no other object.
  const objects = resources.filter(({ recorded }) => recorded !== true);
  return [objects.length, count(text) - (name === "plan-actions.json" ? 1 : 0)];
}

test("as many keys are met in our fixtures as a plain script counts", async () => {
  let total = 0;
  for (const name of readdirSync(documents).filter((name) => name !== "inventory.ndjson")) {
    const both = await counts(documents, name);
    expect([name, both?.[0]]).toEqual([name, both?.[1]]);
    total += both?.[0] ?? 0;
  }
  expect(total).toBeGreaterThan(40);
});

const corpus = process.env["KEYLINT_CORPUS"];

/** Which files of the corpus are refused, and how; all others must be read to their end. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/^logstreams\//, "log-stream"],
  [/^plan_text\//, "plan-text"],
  [/(?:^|\/)tfplan$/, "plan-binary"],
  [/\/testdata\/invalid\/state\.json$/, "file-unreadable"],
  [/\/show-corrupt-statefile\//, "file-unrecognised"],
  [/\.tsv$|\/user\.json$/, "file-unrecognised"],
];

describe.skipIf(corpus === undefined)("the corpus that KEYLINT_CORPUS names", () => {
  const folder = corpus ?? "";
  const files =
    corpus === undefined
      ? []
      : readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.endsWith(".tfvars"))
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
          .sort();

  test("every file is read or refused as it should be, and the count of keys is right", async () => {
    for (const name of files) {
      const { notifications } = await read(name, { cwd: folder });
      const ids = notifications.map(({ id }) => id).filter((id) => id !== "plan-errored" && id !== "plan-incomplete");
      const expected = refused.find(([pattern]) => pattern.test(name))?.[1];
      expect([name, ...ids]).toEqual(expected === undefined ? [name] : [name, expected]);
      const both = await counts(folder, name);
      expect([name, both?.[0]]).toEqual([name, both?.[1]]);
    }
    expect(files.length).toBeGreaterThan(100);
  });
});
