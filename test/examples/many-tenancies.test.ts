import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { load, loadAll } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/engine/config.ts";
import { targetsOf } from "../../src/targets/target.ts";
import { root } from "../cli/keylint.ts";
import { startTenancies, type Tenancies } from "../targets/tenancies.ts";

const read = (name: string): Promise<string> => readFile(join(root, "examples/many-tenancies", name), "utf8");

test("the example's targets are a configuration", async () => {
  const text = await read("keylint.yaml");
  const { targets } = await loadConfig("keylint.yaml", () => Promise.resolve(text));
  expect(targetsOf(targets ?? []).map(({ name }) => name)).toEqual(["production", "development", "cloud", "plant"]);
});

/** The scripts of the examples, run as processes of this machine; `npx keylint@...` is the built program. */
describe.skipIf(process.platform === "win32")("run as processes,", () => {
  let tenancies: Tenancies;
  beforeAll(async () => {
    tenancies = await startTenancies(3);
    const bin = join(tenancies.folder, "bin");
    await mkdir(bin);
    const npx = `#!/bin/sh\n[ "$1 $2" = "--yes keylint@0.1.0" ] || exit 99\nshift 2\nexec "${process.execPath}" "${join(root, "dist/main.js")}" "$@"\n`;
    await writeFile(join(bin, "npx"), npx);
    await chmod(join(bin, "npx"), 0o755);
  });
  afterAll(() => tenancies.close());

  function run(command: readonly string[], env: Readonly<Record<string, string>>) {
    const [program = "", ...args] = command;
    const PATH = `${join(tenancies.folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
    return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: tenancies.folder,
        env: { HOME: tenancies.folder, ...tenancies.env, ...env, PATH },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      child.on("error", reject);
      child.on("close", (status) => resolve({ status, output }));
    });
  }

  const sources = [1, 2, 3].flatMap((number) => [`intersight:account-${number}`, `oci:tenancy-${number}`]);

  test("the matrix of GitHub lists every tenancy, and one job judges them all", async () => {
    interface Step {
      readonly id?: string;
      readonly run?: string;
    }
    interface Workflow {
      readonly env: { readonly SHARDS: number };
      readonly jobs: {
        readonly inventory: {
          readonly strategy: { readonly matrix: { readonly shard: number[] } };
          readonly steps: Step[];
        };
        readonly judge: { readonly steps: Step[] };
      };
    }
    const { env, jobs } = load(await read("github.yml")) as Workflow;
    const script = (steps: readonly Step[], id: string): readonly string[] => {
      const step = steps.find((step) => step.id === id);
      return ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 98"];
    };
    const SHARDS = String(env.SHARDS);
    const GITHUB_OUTPUT = join(tenancies.folder, "output");
    const { shard } = jobs.inventory.strategy.matrix;
    expect(shard).toHaveLength(env.SHARDS);
    const lists = await Promise.all(
      shard.map((index) => run(script(jobs.inventory.steps, "list"), { SHARDS, SHARD: String(index) })),
    );
    expect(lists.map(({ status }) => status)).toEqual(shard.map(() => 0));
    const judged = await run(script(jobs.judge.steps, "judge"), { SHARDS, GITHUB_OUTPUT });
    expect(judged.status).toBe(1);
    for (const source of sources) expect(judged.output).toContain(source);
    expect(await readFile(join(tenancies.folder, "keylint.sarif"), "utf8")).toContain("duplicate-key");

    await rm(join(tenancies.folder, "shard-2.ndjson"));
    const without = await run(script(jobs.judge.steps, "judge"), { SHARDS, GITHUB_OUTPUT });
    expect(without.status).toBe(3);
    expect(without.output.replaceAll(/\s+/g, " ")).toContain(
      "of 4 shards 2/4 are missing: give the inventories of all",
    );
  });

  test("the Indexed Job of Kubernetes lists every tenancy, and a second job judges them all", async () => {
    interface CronJob {
      readonly kind: string;
      readonly metadata: { readonly name: string };
      readonly spec: {
        readonly jobTemplate: {
          readonly spec: {
            readonly completions?: number;
            readonly template: {
              readonly spec: {
                readonly containers: {
                  readonly command: string[];
                  readonly args: string[];
                  readonly env: { readonly name: string; readonly value: string }[];
                }[];
              };
            };
          };
        };
      };
    }
    const documents = loadAll(await read("kubernetes.yaml")) as CronJob[];
    const job = (name: string) => documents.find(({ metadata }) => metadata.name === name)?.spec.jobTemplate.spec;
    const pod = (name: string, index: number) => {
      const container = job(name)?.template.spec.containers[0];
      const env = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
      const here = { INVENTORIES: join(tenancies.folder, "inventories"), HOME: tenancies.folder };
      const command = [...(container?.command ?? []), ...(container?.args ?? [])];
      return run(command, { ...env, ...here, JOB_COMPLETION_INDEX: String(index) });
    };
    const indexes = Array.from({ length: job("keylint-inventory")?.completions ?? 0 }, (_, index) => index);
    expect(indexes).toHaveLength(4);
    const lists = await Promise.all(indexes.map((index) => pod("keylint-inventory", index)));
    expect(lists).toEqual(indexes.map(() => ({ status: 0, output: "" })));
    const judged = await pod("keylint-judge", 0);
    expect(judged.status).toBe(1);
    for (const source of sources) expect(judged.output).toContain(source);
  });
});

test("the targets that the example of keylint.yaml leaves out are a configuration too", async () => {
  const text = await readFile(join(root, "examples/keylint.yaml"), "utf8");
  const commented = /^# targets:\n(?:# .*\n)+/m.exec(text)?.[0].replaceAll(/^# /gm, "") ?? "";
  const { targets } = await loadConfig("keylint.yaml", () => Promise.resolve(commented));
  expect(targetsOf(targets ?? []).map(({ name }) => name)).toEqual(["production", "plant"]);
});
