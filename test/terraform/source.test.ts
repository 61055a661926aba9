import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SourceItem } from "../../src/model/source.ts";
import { documents, read } from "./document/reading.ts";

let folder = "";
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "keylint-")));
});
afterEach(() => rm(folder, { recursive: true }));

const state = await readFile(join(documents, "state-raw-4.tfstate"), "utf8");
const plan = await readFile(join(documents, "plan-format-0.1.json"), "utf8");
const configuration = (name: string): string =>
  `resource "oci_identity_api_key" "${name}" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = "k"\n}\n`;

async function put(files: Record<string, string | Buffer>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Where the keys were found, and what was said. */
async function seen(name: string, options: Parameters<typeof read>[1] = {}): Promise<readonly string[]> {
  const { resources, notifications } = await read(name, { cwd: folder, ...options });
  return [
    ...notifications.map(({ level, id, location }) => `${level} ${id} ${location?.uri ?? ""}`),
    ...new Set(resources.map(({ location }) => location.uri)),
  ];
}

describe("a folder", () => {
  test("gives configuration, plans and states at any depth, and leaves the rest alone", async () => {
    await put({
      "main.tf": configuration("a"),
      "plan.json": plan,
      "deep/er/prod.state": state,
      "README.md": "# x",
      "package.json": "{}",
      "empty.txt": "",
      "inventory.sarif": '{"version":"2.1.0","runs":[]}',
      ".terraform/terraform.tfstate": state,
      ".hidden/plan.json": plan,
      "node_modules/x/plan.json": plan,
    });
    expect(await seen(".")).toEqual(["main.tf", "deep/er/prod.state", "plan.json"]);
  });

  test("refuses what Terraform wrote and nobody can judge, and a state that is none", async () => {
    await put({
      "a.tfplan": await readFile(join(documents, "plan-text.txt")),
      "broken.tfstate": "invalid",
      "empty.tfstate": "",
      "log.json": await readFile(join(documents, "log-stream.jsonl")),
      "zz.json": plan,
    });
    expect(await seen(".")).toEqual([
      "error plan-text a.tfplan",
      "error file-unrecognised broken.tfstate",
      "error file-unrecognised empty.tfstate",
      "error log-stream log.json",
      "zz.json",
    ]);
  });

  test("does not pass over what it can't read though a tool would: OpenTofu's own files, a plan that is cut off", async () => {
    await put({ "main.tofu": configuration("a"), "cut.json": '{"format_version":"1.2","terra', "other.json": '{"a":' });
    expect(await seen(".")).toEqual(["error file-unsupported main.tofu", "error file-unreadable cut.json"]);
  });

  test("reads the backup beside its state: it may hold secrets that the state no longer has", async () => {
    await put({
      "terraform.tfstate": state,
      "terraform.tfstate.backup": state,
      "alone/terraform.tfstate.backup": state,
    });
    expect(await seen(".")).toEqual([
      "alone/terraform.tfstate.backup",
      "terraform.tfstate",
      "terraform.tfstate.backup",
    ]);
  });

  test("holds a binary plan: a note where its JSON lies beside it, else an error", async () => {
    const binary = Buffer.from(`PK\u0003\u0004${"\0".repeat(22)}\u0006\0\0\0tfplan`, "latin1");
    await put({ "both/tfplan": binary, "both/plan.json": plan, "alone/tfplan": binary });
    expect(await seen(".")).toEqual([
      "error plan-binary alone/tfplan",
      "note plan-binary both/tfplan",
      "both/plan.json",
    ]);
  });

  test("says so where the name promises a plan and the content is none", async () => {
    await put({
      "main.tf": configuration("a"),
      "empty/plan.json": "",
      "noise/prod-plan.json": `Warning: something\n\n${JSON.stringify(JSON.parse(plan))}`,
      "noise/tfplan": "nothing",
      "cut/x.tfplan.json": '{"a":',
      "other/meal-plan.json": '{"monday":"soup"}',
      "other/explanation.json": "none",
      "other/planets.json": "none",
    });
    expect(await seen(".")).toEqual([
      "error file-unrecognised cut/x.tfplan.json",
      "error file-unrecognised empty/plan.json",
      "error file-unreadable noise/prod-plan.json",
      "error file-unrecognised noise/tfplan",
      "main.tf",
    ]);
  });

  test.skipIf(process.platform === "win32")("reads no pipe, and says so", async () => {
    await put({ "main.tf": configuration("a").replace('"k"', 'file("pipe")') });
    for (const name of ["pipe", "b.tf", "plan.json"]) execFileSync("mkfifo", [join(folder, name)]);
    await symlink("pipe", join(folder, "c.tf"));
    expect(await seen(".")).toEqual([
      "error file-unreadable b.tf",
      "error file-unreadable c.tf",
      "error file-unreadable plan.json",
      "main.tf",
    ]);
    const { resources } = await read("main.tf", { cwd: folder });
    expect(resources[0]?.values["key_value"]).toMatchObject({ reason: expect.stringContaining("can't be read") });
  });

  test("is read in the same order every time", async () => {
    await put({ "b.json": plan, "a/z.json": plan, "B.json": plan, "a.json": plan });
    expect(await seen(".")).toEqual(["B.json", "a/z.json", "a.json", "b.json"]);
  });

  test.skipIf(process.platform === "win32")(
    "links do not lead out of it, nor in circles, nor to a second reading",
    async () => {
      await put({
        "in/main.tf": configuration("a"),
        "in/plan.json": plan,
        "out/b.tf": configuration("b"),
        "out/plan.json": plan,
      });
      await symlink(join(folder, "out/b.tf"), join(folder, "in/b.tf"));
      await symlink(join(folder, "out"), join(folder, "in/linked"));
      await symlink(join(folder, "out/plan.json"), join(folder, "in/linked.json"));
      await symlink(join(folder, "in"), join(folder, "in/circle"));
      await symlink(join(folder, "in/plan.json"), join(folder, "in/same.json"));
      await symlink(join(folder, "in/nowhere"), join(folder, "in/nowhere"));
      await symlink(join(folder, "nothing.tf"), join(folder, "in/c.tf"));
      expect(await seen("in")).toEqual([
        "error file-outside in/b.tf",
        "error file-unreadable in/c.tf",
        "error file-outside in/linked",
        "warning file-outside in/linked.json",
        "warning file-unreadable in/nowhere",
        "in/main.tf",
        "in/plan.json",
      ]);
    },
  );

  test.skipIf(process.platform === "win32")("tells what links to states, plans and folders outside hide", async () => {
    await put({
      "in/main.tf": configuration("a"),
      "out/terraform.tfstate": state,
      "out/prod/deep/main.tf": configuration("b"),
      "harmless/src/index.ts": "",
      "harmless/.terraform/main.tf": configuration("c"),
    });
    const links = {
      "a.tfstate": "out/terraform.tfstate",
      "b.tfstate": "nowhere",
      "my-plan.json": "out/terraform.tfstate",
      "notes.txt": "nowhere",
      ".#main.tf": "nowhere",
      prod: "out/prod",
      gone: "nowhere",
      docs: "harmless",
      node_modules: "out",
      ".cache": "out",
    };
    for (const [name, target] of Object.entries(links)) await symlink(join(folder, target), join(folder, "in", name));
    expect(await seen("in")).toEqual([
      "error file-outside in/a.tfstate",
      "error file-unreadable in/b.tfstate",
      "warning file-unreadable in/gone",
      "error file-outside in/my-plan.json",
      "error file-outside in/prod",
      "in/main.tf",
    ]);
  });

  test.skipIf(process.platform === "win32")("a folder outside is only looked into so far", async () => {
    await put({ "in/main.tf": configuration("a"), "out/1/2/3/4/5/6/main.tf": configuration("b") });
    await symlink(join(folder, "out"), join(folder, "in/linked"));
    expect(await seen("in")).toEqual(["warning file-outside in/linked", "in/main.tf"]);
  });

  test.skipIf(process.platform === "win32")("follows a link to what lies in it and is passed over there", async () => {
    await put({ ".real/now.tfstate": state, ".real/prod/main.tf": configuration("a") });
    await symlink(".real/now.tfstate", join(folder, "terraform.tfstate"));
    await symlink(".real/prod", join(folder, "prod"));
    expect(await seen(".")).toEqual(["error file-outside prod", "terraform.tfstate"]);
  });

  test("takes only a state's backup for one, beside a state that is read", async () => {
    await put({
      x: "",
      "x.backup": state,
      "terraform.tfstate": "",
      "terraform.tfstate.backup": state,
    });
    expect(await seen(".")).toEqual([
      "error file-unrecognised terraform.tfstate",
      "terraform.tfstate.backup",
      "x.backup",
    ]);
  });

  test("outside of the working folder has absolute paths", async () => {
    await put({ "in/plan.json": plan, "work/x": "" });
    expect(await seen("../in", { cwd: join(folder, "work") })).toEqual([
      join(folder, "in/plan.json").replaceAll("\\", "/"),
    ]);
  });
});

describe("a file", () => {
  test("of configuration is read with its folder, and gives its own resources only", async () => {
    await put({
      "a.tf": 'variable "k" { default = "from-a" }\n',
      "b.tf": configuration("b").replace('"k"', "var.k"),
      "c.tf": configuration("c"),
    });
    const { resources, notifications } = await read("b.tf", { cwd: folder });
    expect(notifications).toEqual([]);
    expect(resources.map(({ address, values }) => [address, values["key_value"]])).toEqual([
      ["oci_identity_api_key.b", "from-a"],
    ]);
  });

  test("of variable values alone is refused", async () => {
    await put({ "a.tfvars": 'k = "v"', "main.tf": configuration("a") });
    expect(await seen("a.tfvars")).toEqual(["error file-unrecognised a.tfvars"]);
  });

  test("is what its content says, whatever its name", async () => {
    await put({ "plan.json": state, "state.tfstate": plan });
    expect((await read("plan.json", { cwd: folder })).resources[0]?.document).toBe("state");
    expect((await read("state.tfstate", { cwd: folder })).resources[0]?.document).toBe("plan");
  });

  test("that does not exist is named, with the next step", async () => {
    const { notifications } = await read("nope/plan.json", { cwd: folder });
    expect(notifications).toEqual([
      {
        level: "error",
        id: "path-missing",
        message: "nope/plan.json does not exist. Give the path of a folder or a file",
        source: "nope/plan.json",
        location: { uri: "nope/plan.json" },
      },
    ]);
  });

  test("that is an inventory goes to its reader, from its first byte", async () => {
    await put({ "keys.ndjson": '\ufeff{"keylint":"inventory","version":1}\n{"key":1}\n' });
    const received: string[] = [];
    const onInventory = async function* (lines: AsyncIterable<Uint8Array>, uri: string): AsyncIterable<SourceItem> {
      for await (const chunk of lines) received.push(uri, Buffer.from(chunk).toString());
      yield* [];
    };
    const { notifications } = await read("keys.ndjson", { cwd: folder, onInventory });
    expect(notifications).toEqual([]);
    expect(received).toEqual(["keys.ndjson", '{"keylint":"inventory","version":1}\n{"key":1}\n']);
  });
});

describe("standard input", () => {
  const stream = async function* (text: string): AsyncIterable<Uint8Array> {
    for (let at = 0; at < text.length; at += 1000) yield Buffer.from(text.slice(at, at + 1000));
  };

  test("is told by its content too", async () => {
    const { resources, notifications } = await read("-", { stdin: stream(plan) });
    expect(notifications).toEqual([]);
    expect(resources.map(({ address, root, location }) => [address, root, location.uri])).toEqual([
      ["oci_identity_api_key.k", "-", "-"],
    ]);
    expect((await read("-", { stdin: stream("") })).notifications).toMatchObject([
      { level: "error", id: "file-unrecognised" },
    ]);
  });

  test.skipIf(process.platform === "win32")(
    "larger than what is kept in memory goes through a file that nobody else can reach",
    async () => {
      const padding = `"variables":{"x":{"value":"${"x".repeat(1 << 20)}"}},`;
      const names: string[] = [];
      const large = async function* (): AsyncIterable<Uint8Array> {
        yield Buffer.from("{");
        for (let megabytes = 0; megabytes < 40; megabytes++) yield Buffer.from(padding);
        names.push(...(await readdir(folder)));
        yield Buffer.from(plan.slice(1));
      };
      const before = process.env["TMPDIR"];
      process.env["TMPDIR"] = folder;
      try {
        const { resources, notifications } = await read("-", { stdin: large() });
        expect(notifications).toEqual([]);
        expect(resources).toHaveLength(1);
        expect([...names, ...(await readdir(folder))]).toEqual([]);
      } finally {
        if (before === undefined) delete process.env["TMPDIR"];
        else process.env["TMPDIR"] = before;
      }
    },
  );

  test("that fails is an error, not a crash", async () => {
    const failing = async function* (): AsyncIterable<Uint8Array> {
      yield Buffer.from("{");
      throw new Error("broken pipe");
    };
    expect((await read("-", { stdin: failing() })).notifications).toMatchObject([
      { level: "error", id: "file-unreadable", message: "standard input can't be read: broken pipe" },
    ]);
  });
});
