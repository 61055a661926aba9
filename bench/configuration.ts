import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { attacks } from "../test/terraform/configuration/attacks.ts";
import { readText } from "../test/terraform/configuration/read-text.ts";
import { openSyntaxGate } from "../src/terraform/configuration/syntax/gate.ts";
import { readConfiguration } from "../src/terraform/configuration/read.ts";
import type { SourceText } from "../src/terraform/configuration/syntax/source-text.ts";

type BenchLine = { claim: string; ratio: number; detail: string };

const folderCount = 50;
const runs = 7;

/** A folder as real ones are: most of its files have nothing to do with keys. */
function folderFiles(folder: number): Record<string, string> {
  const network = Array.from(
    { length: 5 },
    (_, at) => `# Subnet ${at} of the tier.
resource "oci_core_subnet" "tier_${at}" {
  cidr_block     = cidrsubnet(var.cidr, 8, ${at})
  compartment_id = var.compartment_id
  display_name   = "\${var.prefix}-tier-${at}"
  vcn_id         = oci_core_vcn.main.id
  freeform_tags  = merge(local.tags, { tier = "${at}", owner = upper("team-${folder}") })

  dynamic "timeouts" {
    for_each = var.long ? [1] : []
    content {
      create = "60m"
    }
  }
}
`,
  ).join("\n");
  const files: Record<string, string> = {
    "network.tf": network,
    "compute.tf": network.replaceAll("oci_core_subnet", "oci_core_instance"),
    "storage.tf": network.replaceAll("oci_core_subnet", "oci_objectstorage_bucket"),
    "database.tf": network.replaceAll("oci_core_subnet", "oci_database_db_system"),
    "dns.tf": network.replaceAll("oci_core_subnet", "oci_dns_record"),
    "policies.tf": network.replaceAll("oci_core_subnet", "oci_identity_policy"),
    "outputs.tf": Array.from(
      { length: 12 },
      (_, at) => `output "o${at}" { value = oci_core_subnet.tier_${at}.id }\n`,
    ).join(""),
    "provider.tf": 'provider "oci" {\n  region = "eu-frankfurt-1"\n}\n',
    "variables.tf": `${variable("cidr", "10.0.0.0/16")}${variable("prefix", `p${folder}`)}
variable "users" {
  type    = map(object({ key = string, active = optional(bool, true) }))
  default = { ci = { key = "PEM ${folder}" }, app = { key = "PEM", active = false } }
}
${Array.from({ length: 14 }, (_, at) => variable(`size_${at}`, String(at))).join("")}`,
    "keys.tf": `locals {
  tags = { team = "t${folder}" }
}
${["ci", "app", "ops"].map(keysOf).join("")}`,
  };
  return files;
}

/** Of the processor, so that what else runs on the machine does not count. */
function variable(name: string, value: string): string {
  return `
variable "${name}" {
  type        = string
  description = "The ${name} that every tier of this environment is made with, unless it says otherwise itself."
  default     = "${value}"

  validation {
    condition     = length(var.${name}) > 0
    error_message = "The ${name} must not be empty."
  }
}
`;
}

function keysOf(name: string): string {
  return `
# Whoever works as ${name} calls with a key of their own.
resource "oci_identity_user" "${name}" {
  for_each       = var.users
  compartment_id = var.tenancy_id
  name           = "\${var.prefix}-\${each.key}"
  description    = "Calls of \${each.key} as ${name}"
  freeform_tags  = local.tags
}

resource "oci_identity_api_key" "${name}" {
  for_each  = { for name, user in var.users : name => user if user.active }
  user_id   = oci_identity_user.${name}[each.key].id
  key_value = each.value.key

  timeouts {
    create = "10m"
  }
}
`;
}

/** Of the processor, so that what else runs on the machine does not count. */
async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

/** Locals as a program writes them, each of the one before it, in chains of a hundred. */
function localsText(count: number): string {
  const lines = Array.from({ length: count }, (_, at) =>
    at % 100 === 0 ? `  a${at} = { n = ${at} }` : `  a${at} = merge(local.a${at - 1}, { k${at % 10} = "v${at}" })`,
  );
  const all = Array.from({ length: count }, (_, at) => `local.a${at}`).join(", ");
  return `locals {\n${lines.join("\n")}\n}\nresource "key" "k" {\n  v = length([${all}])\n}\n`;
}

async function locals(): Promise<BenchLine[]> {
  const read = async (count: number): Promise<number> => {
    const files = { "main.tf": localsText(count) };
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await milliseconds(async () => void (await readText(files))));
    return median(times);
  };
  await read(500);
  const [some, many] = [await read(500), await read(2_000)];
  return [
    {
      claim: "2,000 locals of generated code take at most four times as long as 500 of them (ratio at most near 1)",
      ratio: many / (4 * some),
      detail: `${many.toFixed(0)} ms against ${some.toFixed(0)} ms`,
    },
  ];
}

/** What each attack of the tests adds to a run without it: at most a second of the processor, and 256 MB. */
async function attacked(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-bench-"));
  try {
    const child = join(folder, "child.mjs");
    await build({
      entryPoints: ["bench/children/attack.ts"],
      outfile: child,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      nodePaths: ["node_modules"],
    });
    await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "dir");
    const run = (...index: readonly string[]): { readonly milliseconds: number; readonly megabytes: number } =>
      JSON.parse(execFileSync(process.execPath, [child, ...index], { encoding: "utf8" }));
    const plain = run();
    const added = attacks.map(({ title }, at) => {
      const { milliseconds, megabytes } = run(String(at));
      return { title, seconds: (milliseconds - plain.milliseconds) / 1000, megabytes: megabytes - plain.megabytes };
    });
    const slowest = added.reduce((worst, each) => (each.seconds > worst.seconds ? each : worst));
    const largest = added.reduce((worst, each) => (each.megabytes > worst.megabytes ? each : worst));
    return [
      {
        claim: `the worst of ${attacks.length} attacks on evaluation adds at most 1 s of the processor`,
        ratio: slowest.seconds,
        detail: `${slowest.title}: ${slowest.seconds.toFixed(2)} s`,
      },
      {
        claim: `the worst of ${attacks.length} attacks on evaluation adds at most 256 MB`,
        ratio: largest.megabytes / 256,
        detail: `${largest.title}: ${largest.megabytes.toFixed(0)} MB`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reading 500 files of configuration, against hcl2json's own parse of those of them that have a part in a key. */
export async function bench(): Promise<BenchLine[]> {
  const contents = new Map<string, Uint8Array>();
  const folders = new Map<string, string[]>();
  for (let folder = 0; folder < folderCount; folder++)
    for (const [name, text] of Object.entries(folderFiles(folder))) {
      const path = `/project/f${folder}/${name}`;
      contents.set(path, Buffer.from(text));
      folders.set(`f${folder}`, [...(folders.get(`f${folder}`) ?? []), path]);
    }
  const gate = await openSyntaxGate();
  const handed = new Set<SourceText>();
  const read = async (): Promise<void> => {
    handed.clear();
    let places = 0;
    const items = readConfiguration(
      { folders },
      {
        source: "project",
        root: "/project",
        wantedTypes: new Set(["oci_identity_api_key", "oci_identity_user"]),
        varFiles: [],
        readFile: (path) => Promise.resolve(contents.get(path) ?? new Uint8Array()),
        realPath: (path) => Promise.resolve(path),
        uriOf: (path) => path,
        sizeLimit: 2_000_000,
        openSyntaxGate: () =>
          Promise.resolve((source) => {
            handed.add(source);
            return gate(source);
          }),
      },
    );
    for await (const item of items) if (item.kind === "resource" && item.resource.places.size > 0) places++;
    if (places !== folderCount * 9) throw new Error(`expected ${folderCount * 9} instances with places, not ${places}`);
  };
  await read();
  const parse = async (): Promise<void> => {
    for (const source of handed) await gate(source);
  };
  const reads: number[] = [];
  const parses: number[] = [];
  for (let run = 0; run < runs; run++) {
    reads.push(await milliseconds(read));
    parses.push(await milliseconds(parse));
  }
  const [ours, theirs] = [median(reads), median(parses)];
  return [
    ...(await locals()),
    ...(await attacked()),
    {
      claim:
        "500 files of configuration are read within 2x of the time that hcl2json parses those that have a part in a key",
      ratio: ours / theirs,
      detail: `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms; ${contents.size - handed.size} of ${contents.size} files are not handed to the WASM parser`,
    },
  ];
}
