import { describe, expect, test } from "vitest";
import type { TerraformValue } from "../../../src/model/terraform.ts";
import { unknown } from "../../../src/model/unknown.ts";
import type { KeyOwner } from "../../../src/model/owner.ts";
import { oci } from "../../../src/systems/oci/system.ts";
import { resourceReader } from "../../../src/systems/terraform-reader.ts";

const later = unknown("known only after apply");
const reference = unknown("known only after apply", { address: "oci_identity_domains_user.u", attribute: "id" });

/** The owner that a key of an identity domain has by its `user` block. */
function ownerOf(user: TerraformValue): KeyOwner | undefined {
  const items = resourceReader([oci]).itemsOf({
    source: "plan.json",
    root: "plan.json",
    document: "plan",
    mode: "managed",
    type: "oci_identity_domains_api_key",
    name: "k",
    module: "",
    index: undefined,
    address: "oci_identity_domains_api_key.k",
    values: { user },
    change: { action: "create" },
    tainted: false,
    location: { uri: "plan.json" },
    comments: [],
    places: new Map(),
  });
  const [item] = items;
  return item?.kind === "view" ? item.view.owner : undefined;
}

const scim = { kind: "user", id: "7d1c", name: undefined, idWithin: "realm" };
const byOcid = { kind: "user", id: "ocid1.user.oc1..a", name: undefined };

describe("whose a key of an identity domain is", () => {
  test.each<[string, TerraformValue, unknown]>([
    ["by its SCIM id, where the OCID is not known yet", [{ value: "7d1c", ocid: later }], scim],
    ["by its SCIM id alone", [{ value: "7d1c" }], scim],
    ["by its OCID alone", [{ ocid: "ocid1.user.oc1..a" }], byOcid],
    [
      "by its OCID, which the whole tenancy knows, beside the SCIM id",
      [{ value: "7d1c", ocid: "ocid1.user.oc1..a" }],
      { ...byOcid, realmId: "7d1c" },
    ],
    ["by its OCID, where the SCIM id is not known", [{ value: later, ocid: "ocid1.user.oc1..a" }], byOcid],
    ["by what refers to the user", [{ value: reference, ocid: later }], { ...scim, id: reference }],
    ["not told by members that are not known", [{ value: later, ocid: later }], { ...byOcid, id: later }],
    ["not told by a block that is not known", later, { ...byOcid, id: later, name: later }],
    ["not told without a block", [], { ...byOcid, id: undefined }],
  ])("is told %s", (_, user, owner) => {
    expect(ownerOf(user)).toStrictEqual(owner);
  });
});
