import { readdirSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { TerraformResource, TerraformValue, TerraformValues } from "../../../src/model/terraform.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { read } from "../document/reading.ts";
import { providers } from "./schemas.ts";
import { openWorkspace, terraformVersion } from "./terraform.ts";

const fixtures = fileURLToPath(new URL("../../../fixtures/terraform/oracle", import.meta.url));
const changes = fileURLToPath(new URL("../../../fixtures/terraform/oracle-change", import.meta.url));
const version = terraformVersion();
if (version === undefined) console.warn("no terraform on PATH: its plans are not compared with our reading");

const wantedTypes = new Set(Object.values(providers).flatMap(({ resources }) => Object.keys(resources)));

/** A value in a form that can be compared: `?` where it is not known, nothing where it is not set. */
function comparable(value: TerraformValue | undefined): unknown {
  if (isUnknown(value)) return "?";
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]));
}

/** What of a planned value the configuration speaks of: what it does not set is the provider's to fill. */
function asked(planned: unknown, own: unknown): unknown {
  if (own === undefined) return planned === "?" ? undefined : planned;
  if (Array.isArray(planned) && Array.isArray(own)) return planned.map((item, at) => asked(item, own[at]));
  if (typeof planned !== "object" || planned === null || typeof own !== "object" || own === null)
    return planned ?? undefined;
  return Object.fromEntries(Object.entries(planned).map(([key, inner]) => [key, asked(inner, Reflect.get(own, key))]));
}

describe.skipIf(version === undefined)(`Terraform ${version ?? ""}`, () => {
  test.each(readdirSync(fixtures))("%s: its plan and our reading of the same configuration agree", async (name) => {
    const workspace = await openWorkspace(join(fixtures, name));
    try {
      await workspace.terraform("init", "-input=false", "-no-color");
      await workspace.terraform("plan", "-input=false", "-no-color", "-out", "../tfplan");
      await writeFile(join(workspace.folder, "plan.json"), await workspace.terraform("show", "-json", "../tfplan"));

      const options = { cwd: workspace.folder, wantedTypes };
      const plan = await read("plan.json", options);
      const configuration = await read("configuration", options);
      expect([...plan.notifications, ...configuration.notifications]).toEqual([]);

      const own = byAddress(configuration.resources.filter(({ gone }) => gone !== true));
      const real = byAddress(plan.resources);
      expect([...own.keys()].sort()).toEqual([...real.keys()].sort());
      for (const [address, { values, module, index }] of real) {
        const configured = own.get(address);
        const ours = comparable(configured?.values);
        expect({ address, module: configured?.module, index: configured?.index, values: ours }).toEqual({
          address,
          module,
          index,
          values: asked(comparable(values), ours),
        });
        // A plan does not tell the reference of every unknown value; what it tells must be what the configuration says.
        const [said, planned] = [references(configured?.values), references(values)];
        expect([address, said]).toMatchObject([address, planned]);
      }
    } finally {
      await workspace.close();
    }
  });

  test("what drifted is read as it really is", async () => {
    const applied = { yet: false };
    const workspace = await openWorkspace(join(changes, "first"), {
      read: (type, attributes) => {
        if (!applied.yet || type !== "oci_identity_api_key") return attributes;
        return attributes["key_value"] === "PEM-REMOVED" ? null : { ...attributes, state: "INACTIVE" };
      },
    });
    const { folder, terraform } = workspace;
    try {
      await terraform("init", "-input=false", "-no-color");
      await terraform("apply", "-auto-approve", "-input=false", "-no-color");
      applied.yet = true;
      for (const options of [[], ["-refresh-only"]]) {
        await terraform("plan", ...options, "-input=false", "-no-color", "-out", "../tfplan");
        const text = await terraform("show", "-json", "../tfplan");
        await writeFile(join(folder, "plan.json"), text);
        expect(JSON.parse(text).resource_drift.length).toBeGreaterThan(10);
        const { resources } = await read("plan.json", { cwd: folder, wantedTypes: new Set(["oci_identity_api_key"]) });
        const states = new Map(
          resources
            .filter(({ recorded }) => recorded !== true)
            .map(({ name, change, values }) => [name, [change?.action, comparable(values["state"])]]),
        );
        expect(states.get("kept")).toEqual(["no-op", "INACTIVE"]);
        expect(states.get("each")).toEqual(["no-op", "INACTIVE"]);
        // It is gone: a plan makes it anew, and refreshing alone leaves it gone.
        expect(states.get("removed")).toEqual(options.length === 0 ? ["create", "?"] : undefined);
      }
    } finally {
      await workspace.close();
    }
  });

  test("an object that could not be destroyed is deposed in every document", async () => {
    const workspace = await openWorkspace(join(changes, "first"), {
      letsGo: (_, attributes) => attributes["key_value"] !== "PEM-OVERLAPPED",
    });
    const { folder, terraform } = workspace;
    const file = async (name: string): Promise<readonly (readonly unknown[])[]> => {
      const { resources } = await read(name, { cwd: folder, wantedTypes: new Set(["oci_identity_api_key"]) });
      const replaced = resources.filter((resource) => resource.name === "overlapped");
      return replaced.map(({ change, deposed, values }) => [change?.action, typeof deposed, values["key_value"]]);
    };
    try {
      await terraform("init", "-input=false", "-no-color");
      await terraform("apply", "-auto-approve", "-input=false", "-no-color");
      await cp(join(changes, "second"), join(folder, "configuration"), { recursive: true });
      await expect(terraform("apply", "-auto-approve", "-input=false", "-no-color")).rejects.toThrow("It is in use");
      await writeFile(join(folder, "state.json"), await terraform("show", "-json"));
      const objects = [
        [undefined, "undefined", "PEM-NEW"],
        [undefined, "string", "PEM-OVERLAPPED"],
      ];
      expect(await file("configuration/terraform.tfstate")).toEqual(objects);
      expect(await file("state.json")).toEqual(objects);
      await terraform("plan", "-input=false", "-no-color", "-out", "../tfplan");
      await writeFile(join(folder, "plan.json"), await terraform("show", "-json", "../tfplan"));
      expect(await file("plan.json")).toEqual([
        ["no-op", "undefined", "PEM-NEW"],
        ["delete", "string", "PEM-OVERLAPPED"],
      ]);
    } finally {
      await workspace.close();
    }
  });

  test("states in both forms and the plans over them agree with what Terraform did", async () => {
    const workspace = await openWorkspace(join(changes, "first"));
    const { folder, terraform } = workspace;
    const file = (name: string): ReturnType<typeof read> => read(name, { cwd: folder, wantedTypes });
    try {
      await terraform("init", "-input=false", "-no-color");
      await terraform("apply", "-auto-approve", "-input=false", "-no-color");
      await terraform("taint", "oci_identity_api_key.tainted");
      await writeFile(join(folder, "state.json"), await terraform("show", "-json"));
      const [raw, shown] = [await file("configuration/terraform.tfstate"), await file("state.json")];
      expect(raw.resources.map(told)).toEqual(shown.resources.map(told));
      expect(raw.resources.map(told)).toContainEqual([
        "oci_identity_api_key.tainted",
        true,
        {
          fingerprint: "oci_identity_api_key.fingerprint",
          id: "oci_identity_api_key.id",
          inactive_status: "oci_identity_api_key.inactive_status",
          key_value: "PEM-TAINTED",
          state: "oci_identity_api_key.state",
          time_created: "oci_identity_api_key.time_created",
          user_id: "oci_identity_user.id",
        },
      ]);

      await cp(join(changes, "second"), join(folder, "configuration"), { recursive: true });
      await terraform("plan", "-input=false", "-no-color", "-out", "../tfplan");
      await writeFile(join(folder, "plan.json"), await terraform("show", "-json", "../tfplan"));
      const plan = await file("plan.json");
      expect(plan.notifications).toEqual([]);
      expect(plan.resources.map(({ address, change }) => [address, change?.action] as const).sort(byText)).toEqual([
        ['oci_identity_api_key.each[""]', "no-op"],
        ['oci_identity_api_key.each["$${x}%%{y}$%"]', "no-op"],
        [String.raw`oci_identity_api_key.each["\u0007\u200b\u00a0\U000e0001"]`, "no-op"],
        ['oci_identity_api_key.each["a.b"]', "no-op"],
        ['oci_identity_api_key.each["c\\"d"]', "delete"],
        ['oci_identity_api_key.each["new"]', "create"],
        [String.raw`oci_identity_api_key.each["nl\n\t\r\\"]`, "no-op"],
        ['oci_identity_api_key.each["ünï 😀"]', "no-op"],
        ["oci_identity_api_key.forgotten", "forget"],
        ["oci_identity_api_key.kept", "no-op"],
        ["oci_identity_api_key.moved_to", "no-op"],
        ["oci_identity_api_key.overlapped", "create-delete"],
        ["oci_identity_api_key.removed", "delete"],
        ["oci_identity_api_key.replaced", "delete-create"],
        ["oci_identity_api_key.tainted", "delete-create"],
        ["oci_identity_user.u", "update"],
      ]);
      const byName = byAddress(plan.resources);
      expect(byName.get("oci_identity_api_key.tainted")?.tainted).toBe(true);
      expect(byName.get("oci_identity_api_key.moved_to")?.change?.previousAddress).toBe(
        "oci_identity_api_key.moved_from",
      );
      expect(byName.get("oci_identity_api_key.replaced")?.change?.before?.["key_value"]).toBe("PEM-OLD");
      expect(byName.get("oci_identity_api_key.forgotten")?.values["key_value"]).toBe("PEM-FORGOTTEN");

      await terraform("plan", "-refresh-only", "-input=false", "-no-color", "-out", "../tfplan");
      await writeFile(join(folder, "refresh.json"), await terraform("show", "-json", "../tfplan"));
      const refreshed = (await file("refresh.json")).resources.filter(({ address }) => !address.includes("moved"));
      const before = raw.resources.filter(({ address }) => !address.includes("moved"));
      expect(refreshed.map(told).sort(byText)).toEqual(before.map(told).sort(byText));
    } finally {
      await workspace.close();
    }
  });
});

function told({ address, tainted, values }: TerraformResource): readonly [string, boolean, unknown] {
  return [address, tainted, values];
}

function byText([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : 1;
}

/** The object that each unknown attribute refers to, where it is told. */
function references(values: TerraformValues = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([attribute, value]) =>
      isUnknown(value) && value.reference !== undefined ? [[attribute, value.reference.address]] : [],
    ),
  );
}

function byAddress(resources: readonly TerraformResource[]): Map<string, TerraformResource> {
  return new Map(resources.map((resource) => [resource.address, resource]));
}
