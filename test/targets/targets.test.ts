import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/engine/config.ts";
import { ConfigError, UsageError } from "../../src/errors.ts";
import { liveSource, liveSources } from "../../src/targets/sources.ts";
import type { Target } from "../../src/systems/system.ts";
import { targetsOf } from "../../src/targets/target.ts";
import { testEnvironment } from "../http/environment.ts";

async function targetsIn(yaml: string): Promise<readonly Target[]> {
  const { targets } = await loadConfig("keylint.yaml", () => Promise.resolve(yaml));
  return targetsOf(targets ?? []);
}

const whole = `
targets:
  - name: production
    system: oci
    profile: PROD
    auth: security_token
    tenancy: ocid1.tenancy.oc1..a
    region: eu-frankfurt-1
    endpoint: https://identity.example
    configFile: oci.ini
  - name: plant 7
    system: intersight
    endpoint: https://appliance.example
    caFile: ca.pem
    apiKey: { env: PLANT_KEY }
    secretKey: { file: /run/secrets/plant }
  - name: cloud
    system: intersight
    clientId: { env: CLIENT }
    clientSecret: { env: SECRET }
`;

describe("targets of keylint.yaml", () => {
  test("are read whole", async () => {
    expect((await targetsIn(whole)).map(({ name }) => name)).toEqual(["production", "plant 7", "cloud"]);
    expect((await targetsIn(whole))[1]).toEqual({
      name: "plant 7",
      system: "intersight",
      endpoint: "https://appliance.example",
      caFile: "ca.pem",
      apiKey: { env: "PLANT_KEY" },
      secretKey: { file: "/run/secrets/plant" },
    });
  });

  test.each([
    [
      "a secret itself",
      "secretKey: s3cret\n    apiKey: { env: A }",
      /`secretKey` must be of type object: where the secret stands: the environment variable/,
    ],
    ["a secret under another name", "secretKey: { value: s3cret }\n    apiKey: { env: A }", /unknown field `value`/],
    [
      "two ways to call",
      "apiKey: { env: A }\n    secretKey: { env: B }\n    clientId: { env: C }\n    clientSecret: { env: D }",
      /keylint\.yaml:2:5: apiKey and clientId are two ways to call: give one of them, with its secret/,
    ],
    ["half a key", "apiKey: { env: A }", /must have property secretKey when property apiKey is present/],
    ["a field of the other system", "region: eu-frankfurt-1", /unknown field `region`/],
    ["a misspelt field", "endpiont: https://x", /unknown field `endpiont`; did you mean `endpoint`/],
  ])("with %s are refused", async (_, field, message) => {
    const reading = targetsIn(`targets:\n  - name: a\n    system: intersight\n    ${field}\n`);
    await expect(reading).rejects.toThrow(ConfigError);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.not.toThrow(/s3cret/);
  });

  test("of an unknown system, without a name, or with one that is no name are refused, all at once", async () => {
    const reading = targetsIn(
      'targets:\n  - system: azure\n    name: a\n  - system: oci\n  - system: oci\n    name: "a/b"\n',
    );
    await expect(reading).rejects.toThrow(/`system` must be one of intersight, oci/);
    await expect(reading).rejects.toThrow(/`name` is missing/);
    await expect(reading).rejects.toThrow(/`name` does not have the right form: its own name/);
  });

  test("of one system with one name twice are refused", async () => {
    const twice =
      "targets:\n  - { name: a, system: oci }\n  - { name: b, system: oci }\n  - { name: a, system: oci }\n";
    await expect(targetsIn(twice)).rejects.toThrow(
      new ConfigError("targets: give each a name of its own; named twice: oci:a"),
    );
  });
});

describe("sources of targets", () => {
  const environment = testEnvironment();

  test("are named by system and name, in that order", async () => {
    const sources = liveSources(await targetsIn(whole), undefined, environment);
    expect(sources.map(({ name }) => name)).toEqual(["intersight:cloud", "intersight:plant 7", "oci:production"]);
  });

  test("of all shards are all of them", async () => {
    const targets = await targetsIn(whole);
    const names = [1, 2].flatMap((index) =>
      liveSources(targets, { index, count: 2 }, environment).map(({ name }) => name),
    );
    expect(names.sort()).toEqual(["intersight:cloud", "intersight:plant 7", "oci:production"]);
  });

  test("of two systems with one name are both read, each in one shard, whatever order they stand in", async () => {
    const lines = ["oci", "intersight"].map((system) => `  - { name: a, system: ${system} }\n`);
    for (const order of [lines, lines.toReversed()]) {
      const targets = await targetsIn(`targets:\n${order.join("")}`);
      const shares = [1, 2].map((index) => liveSources(targets, { index, count: 2 }, environment));
      expect(shares.map((share) => share.map(({ name }) => name))).toEqual([["intersight:a"], ["oci:a"]]);
    }
  });

  test("on the command line are targets, profiles, or the account of the variables", async () => {
    const targets = await targetsIn(whole);
    expect(liveSource("intersight:cloud", targets, environment).name).toBe("intersight:cloud");
    expect(liveSource("oci:OTHER", targets, environment).name).toBe("oci:OTHER");
    expect(liveSource("intersight:default", [], environment).name).toBe("intersight:default");
    expect(() => liveSource("intersight:cluod", targets, environment)).toThrow(
      new UsageError(
        "intersight:cluod is no target of keylint.yaml; its targets are intersight:plant 7, intersight:cloud",
      ),
    );
  });
});
