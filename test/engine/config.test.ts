import { expect, test } from "vitest";
import { loadConfig } from "../../src/engine/config.ts";
import { loadRules } from "../../src/engine/load.ts";

function read(files: Record<string, string>) {
  return async (path: string) => {
    const text = files[path];
    if (text !== undefined) return text;
    throw Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
  };
}

test("without a file there is nothing to say", async () => {
  expect(await loadConfig(undefined, read({}))).toMatchObject({ rules: { rules: {} }, exceptions: [] });
});

test("a file that the user named must be there", async () => {
  await expect(loadConfig("my.yaml", read({}))).rejects.toThrow("my.yaml: can't be read: no such file: my.yaml");
});

test("keylint.yaml in the working folder is read by itself", async () => {
  const text = [
    "sources: [infra, plan.json]",
    "failOn: high",
    "rules:",
    "  key-age: { enabled: true, severity: high, params: { maxAgeDays: 30 } }",
    "exceptions:",
    "  - rule: key-age",
    "    key: oci_identity_api_key.ci",
    "    owner: dora",
    "    reason: moves in spring",
    "    expires: 2026-12-31",
  ].join("\n");
  const config = await loadConfig(undefined, read({ "keylint.yaml": text }));
  expect(config).toMatchObject({
    path: "keylint.yaml",
    options: { sources: ["infra", "plan.json"], failOn: "high" },
    rules: { rules: { "key-age": { severity: "high", params: { maxAgeDays: 30 } } } },
    exceptions: [
      {
        rules: ["key-age"],
        expires: "2026-12-31",
        location: { uri: "keylint.yaml", region: { startLine: 6, startColumn: 11, endLine: 6, endColumn: 18 } },
      },
    ],
  });
});

test("a file of comments alone is an empty configuration", async () => {
  expect(await loadConfig("c.yaml", read({ "c.yaml": "# nothing yet\n" }))).toMatchObject({ exceptions: [] });
});

test("everything that is wrong is told at once, with line and caret", async () => {
  const text = "failon: high\ntier: deepest\nrules:\n  key-age: { enabled: maybe }\n";
  await expect(loadConfig("c.yaml", read({ "c.yaml": text }))).rejects.toThrow(
    [
      "c.yaml:1:1: unknown field `failon`; did you mean `failOn`?",
      "    failon",
      "    ^^^^^^",
      "c.yaml:2:7: `tier` must be one of standard, extended, deep",
      "    tier: deepest",
      "          ^^^^^^^",
      "c.yaml:4:23: `enabled` must be of type boolean",
      "      key-age: { enabled: maybe }",
      "                          ^^^^^",
    ].join("\n"),
  );
});

test("what is not YAML is refused with its place", async () => {
  await expect(loadConfig("c.yaml", read({ "c.yaml": "rules:\n  a: 1\n  a: 2\n" }))).rejects.toThrow(
    "c.yaml:3:3: duplicated mapping key",
  );
});

test("no message quotes what may be a secret", async () => {
  const told = async (text: string) =>
    loadConfig("c.yaml", read({ "c.yaml": text })).then(
      () => "",
      (error: Error) => error.message,
    );
  for (const text of [
    "secretKey: hunter2\n",
    "rules:\n  key-age: { token: hunter2 }\n",
    "targets:\n  - name: a\n    system: intersight\n    secretKey: hunter2\n",
    "targets:\n  - secretKey: |\n    -----BEGIN hunter2\n",
    "a: hunter2\na: hunter2\n",
  ]) {
    expect(await told(text)).toMatch(/^c\.yaml:\d+:\d+: /);
    expect(await told(text)).not.toContain("hunter2");
  }
});

test("settings that fit no rule are told at their place in the file", async () => {
  const text = "rules:\n  key-age:\n    params: { maxAgeDays: many }\n  key-ag: {}\n";
  const { rules: settings } = await loadConfig("c.yaml", read({ "c.yaml": text }));
  const folders = { directories: [], readFolder: async () => [], readFile: async () => "" };
  await expect(loadRules({ ...folders, settings })).rejects.toThrow(
    [
      "c.yaml:4:3: there is no rule `key-ag`; did you mean `key-age`?",
      "      key-ag: {}",
      "      ^^^^^^",
      "c.yaml:3:15: `maxAgeDays` must be a number",
    ].join("\n"),
  );
});
