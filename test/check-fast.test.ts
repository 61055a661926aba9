import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testsOf } from "../scripts/check-fast.mjs";
import { root } from "./cli/keylint.ts";

const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((name) => `test/${name}`)
  .filter((name) => name.endsWith(".test.ts"));

test("a change runs its room's tests, and no other room's", () => {
  const { chosen } = testsOf(["src/engine/load.ts"], tests);
  expect(chosen).toContain("test/engine/load.test.ts");
  expect(chosen).toContain("test/architecture.test.ts");
  expect(chosen.filter((name) => !/^test\/(?:engine\/|architecture)/.test(name))).toEqual([]);
});

test("a page runs the tests of pages", () => {
  expect(testsOf(["README.md"], tests).chosen).toEqual(["test/docs.test.ts"]);
  expect(testsOf(["ARCHITECTURE.md"], tests).chosen).toEqual(["test/architecture.test.ts", "test/docs.test.ts"]);
});

test("a system's change runs that system's tests alone; a rule's the rules'", () => {
  const own = testsOf(["src/systems/intersight/key.ts"], tests).chosen;
  expect(own).toContain("test/systems/intersight/key-spec.test.ts");
  expect(own.filter((name) => name.startsWith("test/systems/oci/"))).toEqual([]);
  expect(testsOf(["rules/key-age.yaml"], tests).chosen).toEqual(["test/rules.test.ts"]);
});

test("what takes long is left out and named, unless it is changed itself", () => {
  const { chosen, left } = testsOf(["src/cli/scan.ts"], tests);
  expect(left).toEqual(["test/cli/npm-start.test.ts"]);
  expect(chosen).not.toContain("test/cli/npm-start.test.ts");
  expect(testsOf(["test/cli/npm-start.test.ts"], tests).chosen).toEqual(["test/cli/npm-start.test.ts"]);
  expect(testsOf(["LICENSE"], tests)).toEqual({ chosen: [], left: [] });
});

test("every room has tests, but those that others' tests go through", () => {
  const rooms = readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const without = rooms.filter((room) => !existsSync(join(root, "test", room)));
  // options: test/options.test.ts; scan: the whole of a run, by the rules' fixtures and the command line.
  expect(without.filter((room) => room !== "options" && room !== "scan")).toEqual([]);
});
