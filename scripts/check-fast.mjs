// `npm run check:fast`: types, lint, and the tests of the rooms that changed since main. The rest is left to `npm run check`.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare, root } from "./prepare.mjs";

/** Tests that take minutes, or prove the whole house at once. */
const slow = [
  /^test\/(?:package|world|examples|emulators)\//,
  /^test\/terraform\/oracle\//,
  /^test\/reporters\/(?:fixtures|html\/browser|multitool)/,
  /^test\/inventory\/pipeline/,
  /^test\/cli\/npm-start/,
];

/** Tests of what stands in no room. @type {readonly (readonly [RegExp, readonly string[]])[]} */
const others = [
  [/^(?:rules|fixtures\/rules)\//, ["test/rules.test.ts"]],
  [
    /^(?:src\/options|schemas\/config|action\.yml|docs\/options)/,
    ["test/options.test.ts", "test/action/request.test.ts"],
  ],
  [/^src\//, ["test/architecture.test.ts"]],
  [/\.md$|^package\.json$/, ["test/docs.test.ts"]],
  [/^ARCHITECTURE\.md$/, ["test/architecture.test.ts"]],
  [/^(?:src\/library|package\.json|examples\/library)/, ["test/library.test.ts"]],
  [/^schemas\/targets|target\.schema\.json$/, ["test/targets/schema.test.ts"]],
];

/**
 * The tests that a change can break first: its own room's, and those that are changed themselves.
 * @param {readonly string[]} changed paths below the project
 * @param {readonly string[]} tests every test file
 * @returns {{ readonly chosen: readonly string[], readonly left: readonly string[] }} left: of these rooms, and slow
 */
export function testsOf(changed, tests) {
  const rooms = new Set(changed.flatMap((path) => roomOf(path) ?? []));
  const named = new Set([
    ...changed,
    ...others.flatMap(([pattern, files]) => (changed.some((path) => pattern.test(path)) ? files : [])),
  ]);
  const inRooms = tests.filter((test) => [...rooms].some((room) => test.startsWith(`test/${room}/`)));
  const left = inRooms.filter((test) => slow.some((pattern) => pattern.test(test)) && !named.has(test));
  const chosen = tests.filter((test) => named.has(test) || (inRooms.includes(test) && !left.includes(test)));
  return { chosen, left };
}

/** The room of a source, a test's helper or a system: `engine`, `systems/oci`. @param {string} path */
function roomOf(path) {
  if (path.endsWith(".test.ts")) return undefined;
  const [, room, inner] = /^(?:src|test)\/([^/]+)\/(?:([^/]+)\/)?/.exec(path) ?? [];
  return room === "systems" || room === "terraform" || room === "emulators"
    ? [room, inner].filter(Boolean).join("/")
    : room;
}

/** What is not as main has it: commits of this branch, what is not committed, and new files. */
function changedFiles() {
  const git = (/** @type {readonly string[]} */ args) => {
    const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    return status === 0 ? stdout.split("\n").filter((line) => line !== "") : [];
  };
  const [base = "HEAD"] = git(["merge-base", "HEAD", "main"]);
  return [...git(["diff", "--name-only", base]), ...git(["ls-files", "--others", "--exclude-standard"])].filter(
    (path) => existsSync(join(root, path)),
  );
}

/** Runs a command to its end. @param {string} command @param {readonly string[]} args @returns {Promise<{ status: number | null, output: string }>} */
function finished(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell: process.platform === "win32" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("close", (status) => resolve({ status, output }));
  });
}

async function checkFast() {
  prepare();
  const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".test.ts"))
    .sort();
  const changed = changedFiles();
  const { chosen, left } = testsOf(changed, tests);
  const code = changed.filter((path) => /^(?:src|test|bench|scripts|examples)\/.*\.m?[jt]s$/.test(path));
  const bin = (/** @type {string} */ name) => join(root, "node_modules/.bin", name);
  const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=dot", ...chosen];
  /** @type {[string, string, string[]][]} */
  const steps = [["types", bin("tsc"), []]];
  if (code.length > 0)
    steps.push([`lint of ${code.length} files`, bin("oxlint"), ["--type-aware", "--deny-warnings", ...code]]);
  if (chosen.length > 0) steps.push([`${chosen.length} of ${tests.length} test files`, process.execPath, vitest]);
  const done = await Promise.all(
    steps.map(async ([name, command, args]) => ({ name, ...(await finished(command, args)) })),
  );
  for (const { name, status, output } of done)
    process.stdout.write(status === 0 ? `ok      ${name}\n` : `\nFAILED  ${name}\n${output}\n`);
  if (chosen.length === 0) process.stdout.write("no test of a changed room\n");
  if (left.length > 0) process.stdout.write(`left to \`npm run check\`: ${left.join(", ")}\n`);
  return done.every(({ status }) => status === 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await checkFast()) ? 0 : 1);
