import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { TerraformResource } from "../../../src/model/terraform.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { documents, read } from "./reading.ts";

/** `action address deposed-key`, and a `!` when it is tainted; the action is `-` outside plans. */
function line({ change, address, deposed, tainted }: TerraformResource): string {
  return [change?.action ?? "-", address, deposed, tainted ? "!" : undefined].filter(Boolean).join(" ");
}

const key = "oci_identity_api_key";
const instances = [
  `- ${key}.this["a.b[\\"c\\"]"]`,
  `- ${key}.this["nl\\nkey"]`,
  `- ${key}.this["$\${x}"]`,
  `- module.a["x.y"].module.b[1].${key}.k !`,
  `- module.a["x.y"].module.b[1].${key}.k 0badcafe`,
];

/** What each fixture holds, or the id under which it is refused. */
const readable: Record<string, readonly string[]> = {
  "plan-actions.json": [
    `no-op ${key}.kept`,
    `create ${key}.created`,
    `update ${key}.updated`,
    `delete ${key}.removed`,
    `delete-create ${key}.replaced`,
    `create-delete ${key}.overlapped`,
    `delete-create ${key}.tainted !`,
    `delete ${key}.overlapped 1a2b3c4d`,
    `forget ${key}.forgotten`,
    `create-forget ${key}.left_behind`,
    `no-op ${key}.moved`,
    `no-op ${key}.imported`,
    "read data.oci_identity_api_keys.all",
    "no-op data.oci_identity_api_keys.known",
  ],
  "plan-deferred.json": ["plan-deferred", `create ${key}.later`],
  "plan-drift.json": [
    `create ${key}.again`,
    `no-op ${key}.same`,
    // What the state had before the plan refreshed it has no change of its own.
    `- ${key}.same`,
    `no-op ${key}.untouched`,
    `- ${key}.untouched`,
    `- ${key}.again`,
    `- ${key}.gone`,
  ],
  "plan-errored.json": ["plan-errored", `create ${key}.reached`],
  "plan-format-0.1.json": [`create ${key}.k`],
  "plan-format-2.json": ["plan-version"],
  "plan-not-complete.json": ["plan-incomplete", `create ${key}.targeted`],
  "plan-only-planned-values.json": [`create ${key}.k`],
  "plan-redacted.json": ["plan-redacted"],
  "plan-references.json": [
    `create ${key}.direct`,
    `create ${key}.counted[1]`,
    `create ${key}.each["a\\"q"]`,
    `create ${key}.vague`,
    `create module.team["a.b"].module.keys.${key}.below["x.y[0]"]`,
    `create ${key}.chained["b"]`,
    "create oci_identity_domains_api_key.nested",
  ],
  "plan-refresh-only.json": [`no-op module.m.${key}.k`],
  "plan-sorted-members.json": [`create ${key}.k`],
  "plan-text.txt": ["plan-text"],
  "plan-unheard-action.json": ["plan-action", `create ${key}.l`],
  "plan-without-changes.json": [],
  "state.json": [
    `- ${key}.this["$\${x}"]`,
    `- ${key}.worn !`,
    `- ${key}.worn deadbeef`,
    "- data.oci_identity_api_keys.all",
    `- module.a["x.y"].${key}.k[0]`,
    `- module.a["x.y"].module.b[1].${key}.k`,
  ],
  "state-none.json": [],
  "state-format-2.json": ["state-version"],
  "state-raw-4.tfstate": [...instances, "- data.oci_identity_api_keys.all", `- ${key}.old[0]`],
  "state-raw-4-sorted-members.tfstate": instances,
  "state-raw-4-nothing.tfstate": [],
  "state-raw-3.tfstate": [
    `- ${key}.k !`,
    `- ${key}.k 0`,
    `- ${key}.many[1]`,
    "- module.a.module.b.data.oci_identity_api_keys.all",
  ],
  "state-raw-1.tfstate": ["state-version"],
  "state-raw-5.tfstate": ["state-version"],
  "state-encrypted.tfstate": ["state-encrypted"],
  "state-backend-pointer.tfstate": ["state-elsewhere"],
  "log-stream.jsonl": ["log-stream"],
  "log-array.json": ["log-stream"],
  "cut-off.json": ["file-unreadable"],
  "inventory.ndjson": ["inventory-unread"],
  "other-package.json": ["file-unrecognised"],
  "other-sarif.json": ["file-unrecognised"],
  "other-source-map.json": ["file-unrecognised"],
  "other-validate-output.json": ["file-unrecognised"],
};

describe("documents", () => {
  test("every fixture is in the table", () => {
    expect(readdirSync(documents).sort()).toEqual(Object.keys(readable).sort());
  });

  test.each(Object.entries(readable))("%s", async (name, expected) => {
    const { resources, notifications } = await read(name);
    expect([...notifications.map(({ id }) => id), ...resources.map(line)]).toEqual(expected);
    for (const { level, message, source, location } of notifications) {
      expect(level).toBe("error");
      expect(message).toMatch(new RegExp(`^${name}.*\\S$`));
      expect([source, location?.uri]).toEqual([name, name]);
    }
  });

  test("a refusal says what to do", async () => {
    const messages = await Promise.all(
      [
        "plan-text.txt",
        "log-stream.jsonl",
        "state-encrypted.tfstate",
        "state-backend-pointer.tfstate",
        "plan-redacted.json",
      ].map(async (name) => (await read(name)).notifications[0]?.message),
    );
    expect(messages).toEqual([
      "plan-text.txt is a plan as text for people. Run `terraform plan -out FILE` and `terraform show -json FILE > plan.json`, and scan plan.json",
      "log-stream.jsonl is the log of a run with -json, which tells events but not values. Run `terraform show -json` on the plan or the state, and scan what it prints",
      "state-encrypted.tfstate is encrypted by OpenTofu. Run `tofu show -json > state.json` where the key is configured (for a plan `tofu show -json FILE > plan.json`), and scan that",
      "state-backend-pointer.tfstate only says in which backend the state lies. Run `terraform state pull > state.tfstate` in that folder, and scan state.tfstate",
      "plan-redacted.json is HCP Terraform's redacted plan, from which values are left out. Download the full JSON execution plan of the run, or run `terraform show -json` yourself, and scan that",
    ]);
  });
});

describe("a plan", () => {
  const objects = async (name: string): Promise<Map<string, TerraformResource>> =>
    new Map(
      (await read(name)).resources.flatMap((resource) =>
        resource.recorded === true ? [] : [[resource.address, resource] as const],
      ),
    );

  test("tells the values after, those before, the move and the import", async () => {
    const all = await objects("plan-actions.json");
    const replaced = all.get(`${key}.replaced`);
    expect(replaced?.values["key_value"]).toContain("NEW5");
    expect(replaced?.change?.before?.["key_value"]).toContain("KEY5");
    expect(all.get(`${key}.created`)?.change?.before).toBeUndefined();
    expect(all.get(`${key}.removed`)?.values["time_created"]).toBe("2026-01-04 10:00:00.123 +0000 UTC");
    expect(all.get(`${key}.forgotten`)?.values["key_value"]).toContain("KEY9");
    expect(all.get(`${key}.moved`)?.change?.previousAddress).toBe(`${key}.before_move`);
    expect(all.get(`${key}.imported`)?.change?.importingId).toBe("ocid1.tenancy.oc1..t/ocid1.user.oc1..u/12");
  });

  test("keeps what is known only after apply apart from what is unset", async () => {
    const values = (await objects("plan-actions.json")).get(`${key}.created`)?.values ?? {};
    expect(values["timeouts"]).toBeNull();
    expect(["id", "fingerprint", "time_created"].map((name) => isUnknown(values[name]))).toEqual([true, true, true]);
    expect(values["id"]).toMatchObject({ reason: "known only after apply" });
  });

  test("tells what an unknown value refers to, through instances, modules and outputs", async () => {
    const references = [...(await objects("plan-references.json")).values()].map(({ address, values }) => {
      const user = address.startsWith("oci_identity_domains") ? nestedUser(values["user"]) : values["user_id"];
      return [values["key_value"], user].map((value) => {
        const reference = isUnknown(value) ? value.reference : undefined;
        return reference && `${reference.address} . ${reference.attribute}`;
      });
    });
    expect(references).toEqual([
      ["tls_private_key.k[0] . public_key_pem", "module.people.oci_identity_user.p . id"],
      ["tls_private_key.c[1] . ", "oci_identity_user.u . id"],
      [undefined, 'oci_identity_user.e["a\\"q"] . '],
      // Through a local value, which a plan does not hold; and to two objects at once.
      [undefined, undefined],
      ["tls_private_key.t . public_key_pem", 'oci_identity_user.t["a.b"] . id'],
      // for_each over the users: the user with the same key.
      [undefined, 'oci_identity_user.e["b"] . id'],
      [undefined, "data.oci_identity_domains_user.d . id"],
    ]);
  });

  test("reads members in any order", async () => {
    const values = (await objects("plan-sorted-members.json")).get(`${key}.k`)?.values;
    expect(values?.["user_id"]).toMatchObject({ reference: { address: "oci_identity_user.u", attribute: "id" } });
  });

  test("judges what drifted as it really is", async () => {
    const all = await objects("plan-drift.json");
    expect(all.get(`${key}.same`)?.values["state"]).toBe("INACTIVE");
    expect(all.get(`${key}.untouched`)?.values["state"]).toBe("INACTIVE");
    expect(all.get(`${key}.untouched`)?.change).toMatchObject({ action: "no-op", before: { state: "INACTIVE" } });
  });

  test("calls unknown what planned values leave out", async () => {
    const values = (await objects("plan-only-planned-values.json")).get(`${key}.k`)?.values;
    expect(values?.["key_value"]).toContain("NEW1");
    expect(values?.["user_id"]).toMatchObject({ reference: { address: "oci_identity_user.u", attribute: "id" } });
  });

  test("a deferred object has an unknown instance key", async () => {
    const later = (await objects("plan-deferred.json")).get(`${key}.later`);
    expect(isUnknown(later?.index)).toBe(true);
  });
});

describe("a state", () => {
  test("file of format 3 expands flat attributes", async () => {
    const { resources } = await read("state-raw-3.tfstate");
    expect(resources.at(-1)?.values).toEqual({
      id: "d",
      api_keys: [{ id: "x" }, { id: "y", tags: { "a.b": "c" } }],
      none: [],
    });
    expect(resources.at(-1)).toMatchObject({
      mode: "data",
      module: "module.a.module.b",
      type: "oci_identity_api_keys",
    });
  });

  test("file of format 4 unwraps values of open type, and expands what an older Terraform left flat", async () => {
    const { resources } = await read("state-raw-4.tfstate");
    const [data, old] = resources.slice(-2);
    expect(data?.values).toEqual({ user_id: "ocid1.user.oc1..u", api_keys: [{ id: "x", type: "RSA" }] });
    expect(old?.values["timeouts"]).toEqual({ "a.b": "1m" });
    expect(resources.map(({ index }) => index).slice(0, 4)).toEqual(['a.b["c"]', "nl\nkey", "${x}", undefined]);
    expect(resources[3]?.module).toBe('module.a["x.y"].module.b[1]');
  });
});

function nestedUser(user: unknown): unknown {
  const [first]: unknown[] = Array.isArray(user) ? user : [];
  return typeof first === "object" && first !== null && "value" in first ? first.value : undefined;
}
