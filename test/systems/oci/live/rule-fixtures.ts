import { inventoryLines } from "../../../../src/inventory/write.ts";
import type { Gap } from "../../../../src/model/gap.ts";
import type { Owner } from "../../../../src/model/owner.ts";
import { unknown } from "../../../../src/model/unknown.ts";
import type { View } from "../../../../src/model/view.ts";
import { gapAt, liveKey, type Place } from "../../../../src/systems/oci/live/live-key.ts";
import { publicKeyOf } from "../../../emulators/oci/tenancy.ts";

const asOf = Date.UTC(2026, 10, 1);
const source = "oci:DEFAULT";
const stateFile = "prod.tfstate";
const tenancy = "ocid1.tenancy.oc1..aaaaaaaafixture";

function placeOf(name: string): Place & { readonly user: { readonly id: string; readonly name: string } } {
  return { source, tenancy, domain: undefined, user: { id: `ocid1.user.oc1..aaaaaaaa${name}`, name } };
}

/** A key as the classic interface lists it. */
function live(name: string, pem: string, changes: Partial<View> = {}): View {
  const { fingerprint } = publicKeyOf(pem);
  const classic = {
    keyId: `${tenancy}/${placeOf(name).user.id}/${fingerprint}`,
    keyValue: pem,
    fingerprint,
    timeCreated: Date.UTC(2026, 9, 1, 8),
    lifecycleState: "ACTIVE",
    inactiveStatus: undefined,
  };
  return { ...liveKey(placeOf(name), classic, undefined), ...changes };
}

/** The same key in a state file. */
function stored(name: string, pem: string, changes: Partial<View> = {}): View {
  const region = { startLine: 12, startColumn: 1, endLine: 14, endColumn: 2 };
  return {
    ...live(name, pem),
    source: stateFile,
    moment: "recorded",
    origin: {
      kind: "terraform",
      document: "state",
      root: stateFile,
      mode: "managed",
      type: "oci_identity_api_key",
      name,
      module: "",
      address: `oci_identity_api_key.${name}`,
      maybe: false,
      tainted: false,
    },
    location: { uri: stateFile, region },
    ...changes,
  };
}

function person(name: string, changes: Partial<Owner> = {}): Owner {
  return {
    system: "oci",
    kind: "user",
    source,
    id: placeOf(name).user.id,
    realmId: undefined,
    name,
    account: tenancy,
    realm: undefined,
    active: true,
    admin: false,
    canUseApiKeys: true,
    canUseConsole: true,
    timeLastLogin: Date.UTC(2026, 9, 30, 8),
    ...changes,
  };
}

/** @param keys the views of each key */
function inventory(owners: readonly Owner[], keys: readonly (readonly View[])[], gaps: readonly Gap[] = []): string {
  const account = {
    system: "oci",
    source,
    id: tenancy,
    maxKeyExpirySeconds: undefined,
    allowsKeysWithoutExpiry: undefined,
  } as const;
  const ofTerraform = keys.flat().some((view) => view.source === stateFile);
  const contents = {
    accounts: [account],
    owners,
    plans: [],
    states: [],
    moves: [],
    entitlements: [],
    keys: keys.map((views) => ({ views })),
    gaps,
    generatedKeys: [],
    notifications: [],
  };
  const sources = ofTerraform ? [source, stateFile] : [source];
  return [...inventoryLines(contents, { tool: "0.1.0", asOf, sources })].join("");
}

/**
 * The fixtures of the rules that live data of Oracle Cloud makes possible: inventories by rule and expectation.
 * @param one @param two PEM public keys
 */
export function liveRuleFixtures(
  one: string,
  two: string,
): Readonly<Record<string, Readonly<Record<"pass" | "fail" | "open", string>>>> {
  const notListed = unknown(`the users of tenancy ${tenancy} could not be listed whole: 403 NotAuthorized`);
  const notBob = unknown("the API keys of user bob could not be listed whole: 403 NotAuthorized");
  const conditional = unknown("group Builders: manage all-resources in tenancy, but only under a condition");
  const alice = live("alice", one);
  const aliceIs = (changes: Partial<Owner>): string => inventory([person("alice", changes)], [[alice]]);
  const robot = person("robot", { canUseConsole: false, timeLastLogin: undefined });
  const both = [stored("alice", one), alice];
  return {
    "inactive-user-key": { pass: aliceIs({}), fail: aliceIs({ active: false }), open: aliceIs({ active: notListed }) },
    "admin-user-key": {
      pass: aliceIs({}),
      fail: aliceIs({ admin: true, adminBy: "group Owners: manage all-resources in tenancy" }),
      open: aliceIs({ admin: conditional }),
    },
    "user-without-login": {
      pass: inventory([person("alice"), robot], [[alice], [live("robot", two)]]),
      fail: inventory(
        [person("alice", { timeLastLogin: Date.UTC(2026, 0, 2) }), person("bob", { timeLastLogin: undefined })],
        [[alice], [live("bob", two)]],
      ),
      open: aliceIs({ timeLastLogin: notListed }),
    },
    "future-creation-time": {
      pass: inventory([], [[alice], [live("bob", two, { timeCreated: asOf + 300_000 })]]),
      fail: inventory([], [[live("alice", one, { timeCreated: Date.UTC(2027, 0, 1) })]]),
      open: inventory(
        [],
        [[live("alice", one, { timeCreated: unknown("the listing gives a time that can't be read") })]],
      ),
    },
    "unmanaged-key": {
      pass: inventory([person("alice")], [both]),
      fail: inventory([person("alice"), person("bob")], [both, [live("bob", two)]]),
      open: inventory([person("alice")], [both], [gapAt(placeOf("bob"), notBob)]),
    },
    "missing-key": {
      pass: inventory([person("alice")], [both]),
      fail: inventory([person("alice")], [both, [stored("bob", two)]]),
      open: inventory([person("alice")], [both, [stored("bob", two, { account: unknown("known only after apply") })]]),
    },
  };
}
