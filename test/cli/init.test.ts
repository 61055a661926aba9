import { expect, test } from "vitest";
import { init } from "../../src/cli/init.ts";
import { loadConfig } from "../../src/engine/config.ts";
import { loadRules } from "../../src/engine/load.ts";
import { memoryProject } from "./project.ts";

test("init writes a configuration that keylint accepts, and two workflows", async () => {
  const project = memoryProject();
  await init(project);
  expect(Object.keys(project.files)).toEqual([
    "keylint.yaml",
    ".github/workflows/keylint.yml",
    ".github/workflows/keylint-nightly.yml",
  ]);
  const config = await loadConfig(undefined, async (path) => project.files[path] ?? "");
  expect(config.options?.sources).toEqual(["."]);
  const folders = { directories: [], readFolder: async () => [], readFile: async () => "" };
  const rules = await loadRules({ ...folders, settings: config.rules });
  expect(rules.find(({ rule }) => rule.id === "key-age")?.rule.values).toEqual({ maxAgeDays: 90 });
});

test("init never overwrites a file", async () => {
  const project = memoryProject({ "keylint.yaml": "tier: deep\n" });
  await init(project);
  expect(project.files["keylint.yaml"]).toBe("tier: deep\n");
  expect(project.told()).toBe(
    [
      "kept     keylint.yaml (it is there already)",
      "created  .github/workflows/keylint.yml",
      "created  .github/workflows/keylint-nightly.yml",
      "",
      "Next:  keylint scan",
      "",
    ].join("\n"),
  );
});
