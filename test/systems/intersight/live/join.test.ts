import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultSettings } from "../../../../src/engine/rule-settings.ts";
import { isKey } from "../../../../src/model/gap.ts";
import type { Result } from "../../../../src/model/result.ts";
import { type IntersightEmulator, startIntersightEmulator } from "../../../emulators/intersight/emulator.ts";
import { scanFiles } from "../../../scan-files.ts";
import { account, clientKeys, keyIds, secrets } from "./listing.ts";

let emulator: IntersightEmulator;
beforeAll(async () => {
  const clock = () => Date.parse("2026-11-01T00:00:00Z");
  emulator = await startIntersightEmulator({ account, keys: clientKeys, clock });
});
afterAll(() => emulator.close());

function state(name: string, moid: string | undefined): Record<string, unknown> {
  return {
    mode: "managed",
    type: "intersight_iam_api_key",
    name,
    provider: 'provider["registry.terraform.io/ciscodevnet/intersight"]',
    instances: [
      {
        schema_version: 0,
        attributes: {
          id: moid,
          moid,
          account_moid: account.moid,
          purpose: "ci",
          expiry_date_time: "2026-12-09 12:00:00 +0000 UTC",
        },
      },
    ],
  };
}

test("a live key stands at the state that knows it; others are unmanaged, and those that are gone are missing", async () => {
  const [managed] = account.keys;
  const run = await scanFiles(
    {
      "terraform.tfstate": {
        version: 4,
        terraform_version: "1.9.0",
        serial: 1,
        lineage: "a",
        outputs: {},
        resources: [state("managed", managed?.Moid), state("gone", "6560a1b2c3d4e5f6000000ff")],
      },
      "keylint.pem": secrets.rsa,
      "keylint.id": keyIds.rsa,
    },
    {
      sources: ["terraform.tfstate", "intersight:plant"],
      settings: {
        rules: defaultSettings,
        exceptions: [],
        targets: [
          {
            name: "plant",
            system: "intersight",
            endpoint: emulator.url,
            apiKey: { file: "keylint.id" },
            secretKey: { file: "keylint.pem" },
          },
        ],
      },
    },
  );
  expect(run.notifications.filter(({ level }) => level === "error")).toEqual([]);
  const failing = (id: string): readonly Result[] =>
    [...run.results()].filter((result) => result.rule.id === id && result.kind === "fail");
  expect(failing("missing-key").map(({ subject }) => isKey(subject) && subject.id)).toEqual([
    "6560a1b2c3d4e5f6000000ff",
  ]);
  expect(failing("unmanaged-key")).toHaveLength(account.keys.length - 1);
  const joined = run.keys.find(({ id }) => id === managed?.Moid);
  expect(joined?.views[0].location.uri).toBe("terraform.tfstate");
  expect(joined?.live).toBeDefined();
  expect(run.keys).toHaveLength(account.keys.length + 1);
});
