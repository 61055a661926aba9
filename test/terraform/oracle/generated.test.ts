import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TerraformValue } from "../../../src/model/terraform.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { read } from "../document/reading.ts";
import { generateModule } from "./configurations.ts";
import { providers } from "./schemas.ts";
import { openWorkspace, terraformVersion } from "./terraform.ts";

const version = terraformVersion();
if (version === undefined) console.warn("no terraform on PATH: generated configurations are not planned");

const wantedTypes = new Set(Object.values(providers).flatMap(({ resources }) => Object.keys(resources)));
const count = Number(process.env["KEYLINT_CONFIGURATIONS"] ?? 30);
const first = Number(process.env["KEYLINT_SEED"] ?? Math.floor(Math.random() * 2 ** 30));

/** A value in a form that can be compared: `?` where it is not known; the provider's attributes are text. */
function comparable(value: TerraformValue | undefined): unknown {
  if (isUnknown(value)) return "?";
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null)
    return value === null || value === undefined ? undefined : String(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]));
}

/** Where ours is not known, or says nothing, Terraform's counts. */
function differs(ours: unknown, planned: unknown): boolean {
  if (ours === undefined) return planned !== undefined && planned !== "?";
  if (ours === "?") return false;
  if (typeof ours !== "object" || ours === null || typeof planned !== "object" || planned === null)
    return ours !== planned;
  const names = new Set([...Object.keys(ours), ...(Array.isArray(ours) ? Object.keys(planned) : [])]);
  return [...names].some((name) => differs(Reflect.get(ours, name), Reflect.get(planned, name)));
}

/** Plans all modules in one run; those that Terraform refuses are left out. */
async function planned(
  folder: string,
  modules: Map<string, string>,
): Promise<Awaited<ReturnType<typeof openWorkspace>>> {
  for (;;) {
    await writeFile(
      join(folder, "main.tf"),
      [...modules.keys()].map((name) => `module "${name}" {\n  source = "./${name}"\n}\n`).join(""),
    );
    const workspace = await openWorkspace(folder);
    try {
      await workspace.terraform("init", "-input=false", "-no-color");
      await workspace.terraform("plan", "-input=false", "-no-color", "-out", "../tfplan");
      return workspace;
    } catch (error) {
      await workspace.close();
      const refused = new Set(String(error).match(/\bm\d+(?=\/main\.tf)/g));
      if (refused.size === 0) throw error;
      for (const name of refused) {
        modules.delete(name);
        await rm(join(folder, name), { recursive: true, force: true });
      }
    }
  }
}

test.skipIf(version === undefined)(
  `Terraform ${version ?? ""} plans the instances and values of the configurations from seed ${first}`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "keylint-generated-"));
    try {
      const modules = new Map<string, string>();
      for (let at = 0; at < count; at++) {
        const text = generateModule(first + at);
        modules.set(`m${at}`, text);
        await mkdir(join(folder, `m${at}`));
        await writeFile(
          join(folder, `m${at}`, "main.tf"),
          `terraform {\n  required_providers {\n    oci = { source = "oracle/oci" }\n    tls = { source = "hashicorp/tls" }\n  }\n}\n\n${text}\n`,
        );
      }
      const workspace = await planned(folder, modules);
      try {
        await writeFile(join(workspace.folder, "plan.json"), await workspace.terraform("show", "-json", "../tfplan"));
        const options = { cwd: workspace.folder, wantedTypes };
        const plan = await read("plan.json", options);
        const configuration = await read("configuration", options);
        const real = new Map(plan.resources.map((resource) => [resource.address, resource]));
        const wrong: unknown[] = [];
        let open = 0;
        const unsure = new Set<string>();
        for (const { address, index, type, name, module } of configuration.resources)
          if (isUnknown(index)) unsure.add(`${module}.${type}.${name}`);
          else if (!real.has(address)) wrong.push({ address, ours: "an instance", planned: "none" });
        const own = new Map(configuration.resources.map((resource) => [resource.address, resource]));
        for (const [address, { values, module, type, name }] of real) {
          const configured = own.get(address);
          if (configured === undefined) {
            if (unsure.has(`${module}.${type}.${name}`)) open++;
            else wrong.push({ address, ours: "none", planned: "an instance" });
            continue;
          }
          for (const [attribute, value] of Object.entries(configured.values)) {
            const [ours, theirs] = [comparable(value), comparable(values[attribute])];
            if (ours === "?" && theirs !== "?") open++;
            if (differs(ours, theirs)) wrong.push({ address, attribute, ours, planned: theirs });
          }
        }
        expect({
          seed: first,
          wrong,
          notifications: configuration.notifications.map(({ message }) => message),
        }).toEqual({
          seed: first,
          wrong: [],
          notifications: [],
        });
        if (process.env["KEYLINT_CONFIGURATIONS"] !== undefined)
          console.info(
            `${modules.size} of ${count} configurations planned, ${real.size} instances, ${open} values or instances open`,
          );
        expect(modules.size).toBeGreaterThan(count * 0.6);
      } finally {
        await workspace.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
