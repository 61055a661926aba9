import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { build } from "esbuild";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

interface Measured {
  readonly keys: number;
  /** Processor time, with the start of Node. */
  readonly milliseconds: number;
  readonly megabytes: number;
}

const rounds = 5;
const planBytes = 100 << 20;
const stateInstances = 100_000;

/** Reading a large plan and a large state file as keylint does it, against JSON.parse, each in processes of their own. */
export async function bench(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-bench-"));
  try {
    const child = join(folder, "child.mjs");
    await bundle("bench/children/document.ts", child);
    const large = join(folder, "large.json");
    const small = join(folder, "small.json");
    const state = join(folder, "state.json");
    await write(large, planText(planBytes));
    await write(small, planText(planBytes / 4));
    await write(state, stateText());

    const runs: Record<"large" | "largeParsed" | "small" | "state" | "stateParsed", Measured[]> = {
      large: [],
      largeParsed: [],
      small: [],
      state: [],
      stateParsed: [],
    };
    const run = (way: "select" | "parse", path: string): Measured =>
      JSON.parse(execFileSync(process.execPath, [child, way, path], { encoding: "utf8" }));
    for (let round = 0; round < rounds; round++) {
      runs.large.push(run("select", large));
      runs.largeParsed.push(run("parse", large));
      runs.small.push(run("select", small));
      runs.state.push(run("select", state));
      runs.stateParsed.push(run("parse", state));
    }
    const plan = compare(middle(runs.large), middle(runs.largeParsed), "a plan of 100 MB");
    const instances = compare(middle(runs.state), middle(runs.stateParsed), "a state file of 100,000 keys");
    const [quarter, whole] = [middle(runs.small).megabytes, middle(runs.large).megabytes];
    return [
      plan.time,
      plan.memory,
      instances.memory,
      {
        claim: "a plan four times as large needs about the same memory (ratio near 1)",
        ratio: whole / quarter,
        detail: `25 MB: peak ${quarter.toFixed(0)} MB, 100 MB: peak ${whole.toFixed(0)} MB`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    external: ["@cdktf/hcl2json"],
    logLevel: "error",
  });
}

function compare(
  own: Measured,
  plain: Measured,
  what: string,
): { readonly time: BenchLine; readonly memory: BenchLine } {
  if (own.keys !== plain.keys) throw new Error(`${own.keys} keys read, ${plain.keys} expected`);
  return {
    time: {
      claim: `${what} is read in less processor time than JSON.parse alone takes`,
      ratio: plain.milliseconds / own.milliseconds,
      detail: `${own.keys} keys: ${own.milliseconds.toFixed(0)} ms against ${plain.milliseconds.toFixed(0)} ms`,
    },
    memory: {
      claim: `${what} is read in less memory than JSON.parse needs`,
      ratio: plain.megabytes / own.megabytes,
      detail: `${own.keys} keys: peak ${own.megabytes.toFixed(0)} MB against ${plain.megabytes.toFixed(0)} MB`,
    },
  };
}

/** The median of each figure. */
function middle(all: readonly Measured[]): Measured {
  const median = (of: (one: Measured) => number): number => all.map(of).sort((a, b) => a - b)[all.length >> 1] ?? 0;
  return {
    keys: median((one) => one.keys),
    milliseconds: median((one) => one.milliseconds),
    megabytes: median((one) => one.megabytes),
  };
}

async function write(path: string, parts: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  for (const part of parts) if (!stream.write(part)) await once(stream, "drain");
  stream.end();
  await finished(stream);
}

/** One change in a hundred is an API key; the others carry text that looks like one. In one line, as Terraform writes it. */
function* planText(bytes: number): Generator<string> {
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  const resource = (position: number): string => (position % 100 === 0 ? keyChange(position) : otherChange(position));
  let written = 0;
  let count = 0;
  for (; written < bytes / 2; count++) {
    const text = `${count === 0 ? "" : ","}${resource(count)}`;
    written += text.length;
    yield text;
  }
  yield ']}},"resource_changes":[';
  for (let position = 0; position < count; position++) yield `${position === 0 ? "" : ","}${resource(position)}`;
  yield '],"configuration":{"root_module":{}},"errored":false}';
}

function keyChange(position: number): string {
  const values = { key_value: "-----BEGIN PUBLIC KEY-----\n".padEnd(450, "A"), user_id: `ocid1.user.oc1..${position}` };
  return JSON.stringify({
    address: `oci_identity_api_key.k[${position}]`,
    mode: "managed",
    type: "oci_identity_api_key",
    name: "k",
    index: position,
    values,
    change: { actions: ["create"], before: null, after: values, after_unknown: { id: true, time_created: true } },
  });
}

function otherChange(position: number): string {
  const values = {
    metadata: JSON.stringify({ type: "oci_identity_api_key", text: "größer als nötig".repeat(8) }),
    shape: { type: "oci_identity_api_key", name: "VM.Standard.E4.Flex" },
    tags: Object.fromEntries(Array.from({ length: 20 }, (_, tag) => [`tag-${tag}`, `value ${tag} of ${position}`])),
  };
  return JSON.stringify({
    address: `oci_core_instance.i[${position}]`,
    mode: "managed",
    type: "oci_core_instance",
    name: "i",
    index: position,
    values,
    change: { actions: ["update"], before: values, after: values, after_unknown: {} },
  });
}

/** All instances in one block, indented as Terraform indents them. */
function* stateText(): Generator<string> {
  yield '{\n  "version": 4,\n  "serial": 1,\n  "lineage": "bench",\n  "outputs": {},\n  "resources": [\n    {\n      "mode": "managed",\n      "type": "oci_identity_api_key",\n      "name": "k",\n      "instances": [\n';
  for (let position = 0; position < stateInstances; position++) {
    const instance = {
      index_key: position,
      schema_version: 0,
      attributes: {
        fingerprint: "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff",
        id: `ocid1.tenancy.oc1..a/ocid1.user.oc1..${position}/00:11`,
        inactive_status: null,
        key_value: "-----BEGIN PUBLIC KEY-----\n".padEnd(450, "A"),
        state: "ACTIVE",
        time_created: "2026-01-01 00:00:00.000 +0000 UTC",
        user_id: `ocid1.user.oc1..${position}`,
      },
      sensitive_attributes: [],
    };
    yield `${position === 0 ? "" : ",\n"}${JSON.stringify(instance, null, 2)}`;
  }
  yield "\n      ]\n    }\n  ]\n}\n";
}
