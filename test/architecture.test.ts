import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { systems } from "../src/systems/registry.ts";
import { root } from "./cli/keylint.ts";

const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
const roomsTable = /\n## The rooms\n([^]*?)\n### /.exec(page)?.[1] ?? "";

/** What each room may import beside itself, `model` and `errors`: the table of ARCHITECTURE.md is the rule. */
const mayImport: ReadonlyMap<string, readonly string[]> = new Map(
  [...roomsTable.matchAll(/^\| `(\w+)` \|[^|]+\|([^|]+)\|$/gm)].map(([, room = "", reasons = ""]) => [
    room,
    [...reasons.matchAll(/`(\w+)`: /g)].map(([, other = ""]) => other),
  ]),
);

/** Node's modules that reach outside the process, and the rooms that need them. */
const mayReach: Readonly<Record<string, readonly string[]>> = {
  "node:fs": ["terraform", "keys", "cli", "action"],
  "node:fs/promises": ["terraform", "cli", "action"],
  "node:crypto": ["terraform", "http", "keys", "systems", "targets", "engine", "scan", "reporters", "action"],
  "node:http": ["http"],
  "node:https": ["http"],
  "node:child_process": [],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const source = join(root, "src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|mts)$/.test(name));
const roomOf = (path: string): string => path.split(/[/\\]/)[0]?.replace(/\.ts$/, "") ?? "";

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(source, file), "utf8");
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return targets.map((target) => ({ file, room: roomOf(file), target }));
});

describe("imports run one way", () => {
  const roomOfTarget = ({ file, target }: Import): string =>
    roomOf(relative(source, normalize(join(source, dirname(file), target))));
  const ofOurs = imports.filter(({ target }) => target.startsWith("."));

  test("ARCHITECTURE.md has a line for each room", () => {
    expect([...mayImport.keys()].sort()).toEqual([...new Set(files.map(roomOf))].sort());
  });

  test("a room imports only what ARCHITECTURE.md gives a reason for", () => {
    const wrong = ofOurs.flatMap((one) => {
      const allowed = [one.room, "model", "errors", "..", ...(mayImport.get(one.room) ?? [])];
      return allowed.includes(roomOfTarget(one)) ? [] : [`${one.file} imports ${one.target}`];
    });
    expect(wrong).toEqual([]);
  });

  test("no reason is given for an import that there is not", () => {
    const made = new Set(ofOurs.map((one) => `${one.room} imports ${roomOfTarget(one)}`));
    const idle = [...mayImport].flatMap(([room, others]) => others.map((other) => `${room} imports ${other}`));
    expect(idle.filter((one) => !made.has(one))).toEqual([]);
  });

  test("secrecy alone asks whether a text is a private key", () => {
    const asking = imports.filter(({ room, target }) => room !== "keys" && target.endsWith("/private-key.ts"));
    expect(asking.filter(({ room }) => room !== "secrecy").map(({ file }) => file)).toEqual([]);
    expect(asking.length).toBeGreaterThan(0);
  });

  test("only the rooms that need them reach files, sockets and cryptography", () => {
    const wrong = imports.flatMap(({ file, room, target }) =>
      target in mayReach && !mayReach[target]?.includes(room) ? [`${file} imports ${target}`] : [],
    );
    expect(wrong).toEqual([]);
  });
});

/** Files that import each other because what they read or work out stands in itself; every other circle is a wrong cut. */
const recursions = [
  {
    files: /^terraform\/configuration\/syntax\/[a-z]+-parser\.ts$/,
    because: "an expression holds templates, collections and operands, and each of these holds expressions",
  },
  {
    files: /^terraform\/configuration\/(?:evaluation|functions)\//,
    because: "to evaluate an expression is to evaluate those in it, also those of a file that templatefile() reads",
  },
];

describe("no files import each other in a circle", () => {
  const importsOf = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { file, target } of imports)
    if (target.startsWith(".")) importsOf.get(file)?.add(normalize(join(dirname(file), target)));
  const reachOf = (from: string): ReadonlySet<string> => {
    const reached = new Set(importsOf.get(from));
    for (const file of reached) for (const next of importsOf.get(file) ?? []) reached.add(next);
    return reached;
  };
  const reach = new Map(files.map((file) => [file, reachOf(file)]));
  const circles = files.flatMap((file) => {
    const circle = [...(reach.get(file) ?? [])].filter((other) => reach.get(other)?.has(file)).sort();
    return circle[0] === file ? [circle] : [];
  });
  const isIn = (circle: readonly string[], { files: recursive }: { readonly files: RegExp }): boolean =>
    circle.every((file) => recursive.test(file.replaceAll("\\", "/")));

  test("but for what recurs by its nature", () => {
    const wrong = circles.filter((circle) => !recursions.some((recursion) => isIn(circle, recursion)));
    expect(wrong).toEqual([]);
  });

  test.each(recursions)("$because", (recursion) => {
    expect(circles.some((circle) => isIn(circle, recursion))).toBe(true);
  });
});

describe("a name means one thing", () => {
  const repeated = (declaration: RegExp): readonly string[] => {
    const declaredIn = new Map<string, string[]>();
    for (const file of files)
      for (const [, name = ""] of readFileSync(join(source, file), "utf8").matchAll(declaration))
        declaredIn.set(name, [...(declaredIn.get(name) ?? []), file]);
    return [...declaredIn]
      .filter(([, all]) => new Set(all).size > 1)
      .map(([name, all]) => `${name}: ${all.join(", ")}`);
  };

  test("no exported type's name stands in two files", () => {
    expect(repeated(/^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm)).toEqual([]);
  });

  test("no exported function's name stands in two files", () => {
    expect(repeated(/^export (?:default )?(?:async )?function\*? (\w+)/gm)).toEqual([]);
  });
});

/** Words of a name as they may stand in code: `ociFingerprint`, `Oracle Cloud`, `oci-common`, but not `associate`. */
function spellings(word: string): RegExp {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return new RegExp(`(?<![a-zA-Z])${word}(?![a-z])|${capital}(?![a-z])|(?<![A-Z])${word.toUpperCase()}(?![A-Z])`);
}

/** What is generic in a title, and what other fields use the name for. */
const commonWords = new Set(["cloud", "terraform"]);

/** Titles of benchmarks, and numbers in base64. */
const notWords = new Set(["reporters/sarif/catalogues.ts", "keys/known-primes/products.ts"]);

test("no file outside src/systems names a system, but titles of benchmarks", () => {
  const words = new Set(
    systems.flatMap(({ id, title, terraformTypes }) => [
      ...(terraformTypes.some(({ makes }) => makes === "key") ? [id] : []),
      ...title.toLowerCase().split(" "),
    ]),
  );
  const patterns = [...words].filter((word) => !commonWords.has(word)).map(spellings);
  const named = files
    .filter((file) => roomOf(file) !== "systems" && !notWords.has(file))
    .flatMap((file) =>
      readFileSync(join(source, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          patterns.some((pattern) => pattern.test(line)) ? [`${file}:${index + 1} ${line.trim()}`] : [],
        ),
    );
  expect(patterns.length).toBeGreaterThan(3);
  expect(named).toEqual([]);
});

test("files stay small enough to hold in the head", () => {
  const long = files.filter((file) => readFileSync(join(source, file), "utf8").split("\n").length > 351);
  expect(long).toEqual([]);
});

test("nothing names the machine that it was written on", () => {
  const folders = ["src", "rules", "scripts", "test", "bench", "examples", "docs"];
  const named = folders.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.(png|gz|wasm)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter(
          (path) =>
            !path.endsWith("architecture.test.ts") && /\/(?:tmp\/h|work|root)\//.test(readFileSync(path, "utf8")),
        )
        .map((path) => relative(root, path));
    } catch {
      return [];
    }
  });
  expect(named).toEqual([]);
});
