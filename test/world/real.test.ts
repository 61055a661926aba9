import { describe, expect, test } from "vitest";
import { terraformVersion } from "../terraform/oracle/terraform.ts";
import { historyOf } from "./generate.ts";
import { randomOf } from "./random.ts";
import { playForReal } from "./real.ts";
import { tryChoices } from "./trial.ts";

const version = terraformVersion();
if (version === undefined) console.warn("no terraform on PATH: no world is planned and applied by it");

const seed = Number(process.env["KEYLINT_SEED"] ?? 14_142_542);

describe.skipIf(version === undefined)(`worlds that Terraform ${version ?? ""} plans and applies`, () => {
  test.each([0, 1, 2, 3].map((at) => [seed + at]))(
    "are what the model says, and are judged as they really are (seed %i)",
    async (own) => {
      const random = randomOf(own);
      const events = historyOf(random);
      const { scene, differences } = await playForReal(events);
      expect(differences).toEqual([]);
      const names = [...scene.files.keys()];
      const choices = [
        names,
        ...names.map((name) => [name]),
        ...names.map((name) => names.filter((other) => other !== name)),
      ];
      const { found } = await tryChoices(scene, choices, 2, 0.2, random);
      expect(found, JSON.stringify(events)).toEqual([]);
    },
  );
});
