import { generateKeyPairSync } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { startIntersightEmulator } from "../emulators/intersight/emulator.ts";
import { sampleAccount } from "../emulators/intersight/sample.ts";
import { type OciEmulatorOptions, startOciEmulator } from "../emulators/oci/emulator.ts";
import { makeCaller } from "../emulators/oci/profile.ts";
import { sampleTenancy } from "../emulators/oci/tenancy.ts";
import { runStep, type Step } from "./step.ts";

/** A SARIF report, as far as this test reads it. */
interface Sarif {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

const tenancy = sampleTenancy("nightly");
const caller = makeCaller(tenancy.id);
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** The nightly step on a tenancy that an emulator serves. */
async function scanTenancy(
  faults: Partial<OciEmulatorOptions>,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Step> {
  const emulator = await startOciEmulator({ tenancy, callers: caller.callers, ...faults });
  closing.push(() => emulator.close());
  const [tenancyId, user, fingerprint] = caller.keyId.split("/");
  return runStep({
    inputs: { category: "keylint/production", "fail-on": "never", ...inputs },
    variables: { GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" },
    files: {
      "keylint.yaml": `targets:\n  - { name: production, system: oci, configFile: oci-config, endpoint: ${emulator.url} }\n`,
      "oci-config": `[DEFAULT]\ntenancy=${tenancyId}\nuser=${user}\nfingerprint=${fingerprint}\nkey_file=oci.pem\nregion=us-phoenix-1\n`,
      "oci.pem": caller.privateKey,
    },
  });
}

test("a tenancy that keylint.yaml names is read whole: live keys at virtual paths of their own, and no annotation has a file", async () => {
  const step = await scanTenancy({});
  expect(step.outputs).toMatchObject({ complete: "true", "exit-status": "0", "sarif-file": "keylint.sarif" });
  expect(Number(step.outputs["keys"])).toBeGreaterThan(0);
  const sarif = JSON.parse(step.files["keylint.sarif"] ?? "{}") as Sarif;
  expect(sarif.runs[0]?.automationDetails.id).toBe("keylint/production/");
  const results = sarif.runs[0]?.results ?? [];
  const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? "");
  expect(uris.length).toBeGreaterThan(0);
  expect(uris.filter((uri) => !uri.startsWith("oci/"))).toEqual([]);
  expect(step.commands.filter(({ properties }) => properties["file"] !== undefined)).toEqual([]);
  expect(step.summary).not.toBe("");
});

test("an Intersight account is read as the example says: by its name and two variables", async () => {
  const account = sampleAccount("nightly");
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = `${account.moid}/0123456789abcdef01234567/0123456789abcdef01234568`;
  const emulator = await startIntersightEmulator({ account, keys: [{ id, publicKey }] });
  closing.push(() => emulator.close());
  const secret = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const step = await runStep({
    inputs: { sources: "intersight:datacenter", category: "keylint/datacenter" },
    variables: {
      INTERSIGHT_API_KEY: id,
      INTERSIGHT_SECRET_KEY: secret,
      INTERSIGHT_ENDPOINT_URL: emulator.url,
    },
  });
  expect(step.outputs).toMatchObject({ complete: "true", keys: String(account.keys.length) });
  expect(step.log.includes(secret.split("\n")[1] ?? "")).toBe(false);
});

test("what the step says holds no private key and no token", async () => {
  const step = await scanTenancy({}, { reports: "html=report.html\njson=report.json\nsarif-full=full.sarif" });
  const secret = caller.privateKey.split("\n")[1] ?? "";
  for (const text of [step.log, step.summary, ...Object.values(step.files)]) expect(text.includes(secret)).toBe(false);
  expect(Object.keys(step.files)).toEqual(expect.arrayContaining(["report.html", "report.json", "full.sarif"]));
});

test("a tenancy with a listing that is refused leaves nothing to upload", async () => {
  const step = await scanTenancy({ faults: [{ kind: "403", operation: "ListApiKeys" }] });
  expect(step.status).toBe(3);
  expect(step.outputs).toMatchObject({ complete: "false", "sarif-file": "" });
  expect(step.files["keylint.sarif"]).toBeUndefined();
});
