import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./cli/keylint.ts";

const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "docs/stability.md",
  "docs/options.md",
  "src/secrecy/README.md",
];
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

/** What the project is made of; `generated` and `dist` are there once it is built. */
const parts = ["action", "bench", "docs", "examples", "fixtures", "rules", "schemas", "scripts", "src", "test"];
const paths: readonly string[] = [
  "generated",
  "dist",
  ...readdirSync(root),
  ...parts.flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: "utf8" }).map((path) => join(part, path)),
  ),
].map((path) => path.replaceAll("\\", "/"));

/** Whether a path is that of a file or folder; a shorter one may start in any folder of `src/`, as in a paragraph about a room. */
function isThere(path: string): boolean {
  const pattern = path.replace(/\/$/, "").replaceAll(/[.+]/g, String.raw`\$&`).replaceAll("*", "[^/]*");
  const whole = new RegExp(`^(?:src/(?:.+/)?)?${pattern}$`);
  return paths.some((known) => whole.test(known));
}

const isPath = (text: string): boolean =>
  /^[\w./*-]+\.(?:ts|mjs|md|yaml|json)$/.test(text) || /^(?:[\w-]+\/)+$/.test(text);
/** Names that stand for any room, rule, system or file; and what a user's own project has. */
const isPlaceholder = (text: string): boolean =>
  /ROOM|ID\b|NAME/.test(text) || ["plan.json", "keylint.yaml", "keylint.sarif", "infra/"].includes(text);

describe.each(pages)("%s", (page) => {
  const quoted = [...textOf(page).matchAll(/`([^`\n]+)`/g)].map(([, text = ""]) => text);

  test("names files and folders that are there", () => {
    const named = quoted.filter((text) => isPath(text) && !isPlaceholder(text));
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  test("links to files that are there", () => {
    const links = [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = ""]) => join(dirname(page), link));
    expect(links.filter((link) => !paths.includes(link.replaceAll("\\", "/").replace(/\/$/, "")))).toEqual([]);
  });
});

test("ARCHITECTURE.md and CONTRIBUTING.md name functions and types that stand in the file they say", () => {
  const named = ["ARCHITECTURE.md", "CONTRIBUTING.md"].flatMap((page) => [
    ...textOf(page).matchAll(/`(\w+)`(?:\s+and\s+`(\w+)`)?\s+in\s+`(src\/[\w./-]+\.ts)`/g),
    ...textOf(page).matchAll(/`(\w+)`(?:\*\*)? \(`(src\/[\w./-]+\.ts)`\)/g),
  ]);
  expect(named.length).toBeGreaterThan(30);
  const wrong = named.flatMap(([, ...words]) => {
    const file = words.at(-1) ?? "";
    const declared = (name: string): boolean =>
      new RegExp(`(?:function\\*?|const|interface|type|class) ${name}\\b`).test(textOf(file));
    return words.slice(0, -1).flatMap((name) => (name === undefined || declared(name) ? [] : [`${name} in ${file}`]));
  });
  expect(wrong).toEqual([]);
});

test("every dependency has its reason in ARCHITECTURE.md, and no package is named that is not there", () => {
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(textOf("package.json")) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  const packages = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
  const section = /## Dependencies\n([^]*?)\n## /.exec(textOf("ARCHITECTURE.md"))?.[1] ?? "";
  expect(packages.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  const table = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name);
  expect(table.filter((name) => !packages.includes(name))).toEqual([]);
});

test("a glossary explains each word once, in the order of the alphabet", () => {
  const section = /## Glossary\n([^]*?)\n## /.exec(textOf("ARCHITECTURE.md"))?.[1] ?? "";
  const words = [...section.matchAll(/^\| ([a-z][^|]+?) \|/gm)].map(([, word = ""]) => word).slice(1);
  expect(words.length).toBeGreaterThan(40);
  expect(words).toEqual([...new Set(words)].sort((a, b) => a.localeCompare(b, "en")));
});
