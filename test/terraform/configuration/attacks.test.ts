import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import {
  Budget,
  onBudget,
  rootAllowance,
  spend,
  UnfinishedWork,
} from "../../../src/terraform/configuration/evaluation/budget.ts";
import { type Attack, attacks } from "./attacks.ts";
import { readText } from "./read-text.ts";

const bounded = /spends on it|follows|reads|lists|writes|keylint's/;

/** A resource that has nothing to do with it is read as ever. */
const bystander = 'resource "key" "other" {\n  v = join("-", ["still", "read"])\n}\n';

test.each(attacks.map((attack) => [attack.title, attack] as const))(
  "%s: the end of the work is counted",
  async (_, attack) => {
    const { resources, notifications } = await readText({ "a/other.tf": bystander, ...prefixed(attack.files) });
    expect(resources.find(({ name }) => name === "other")?.values["v"]).toBe("still-read");
    const own = resources.filter(({ name }) => name === "k");
    const reasons = own.map(({ index, values }) =>
      isUnknown(index) ? index.reason : isUnknown(values["v"]) ? values["v"].reason : undefined,
    );
    const told = notifications.map(({ level, id }) => `${level} ${id}`);
    expect({ reasons, told }).toEqual(expected[attack.outcome]);
  },
);

const open = { reasons: [expect.stringMatching(bounded)], told: [] };
const unchecked = "warning configuration-unchecked";

/** What is known of `key.k`, and what is told, by what becomes of an attack. */
const expected: Readonly<Record<Attack["outcome"], { readonly reasons: unknown; readonly told: unknown }>> = {
  value: { reasons: [undefined], told: [] },
  unchecked: { reasons: [undefined], told: [unchecked] },
  open,
  instances: open,
  abandoned: { reasons: expect.anything(), told: ["error module-not-read"] },
  refused: { reasons: [], told: ["error configuration-invalid"] },
};

function prefixed(files: Readonly<Record<string, string | Uint8Array>>): Record<string, string | Uint8Array> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`b/${path}`, content]));
}

test("a budget ends where it is said to, and a value's share leaves something to the next", () => {
  const budget = new Budget({ steps: 100, bytes: 100 });
  onBudget(budget, () => {
    expect(() => budget.share(() => spend(41), { steps: 40, bytes: 40 })).toThrow(UnfinishedWork);
    expect(budget.left.steps).toBe(60);
    spend(59);
    expect(() => spend(2)).toThrow(UnfinishedWork);
  });
  expect(rootAllowance.steps).toBeLessThanOrEqual(4_000_000);
});

test("one value that takes all leaves the others of its module to be read", async () => {
  const { resources } = await readText({
    "main.tf": `resource "key" "k" {\n  a = [for a in range(1000) : [for b in range(1000) : b]]\n  b = "b"\n  c = [for a in range(1000) : [for b in range(1000) : a]]\n  d = join("", ["d"])\n}\n`,
  });
  const { a, b, c, d } = resources[0]?.values ?? {};
  expect([isUnknown(a), b, isUnknown(c), d]).toEqual([true, "b", true, "d"]);
});

test("a chain of files that name each other is followed only so far", async () => {
  const depth = 60;
  const files = Object.fromEntries(Array.from({ length: depth }, (_, at) => [`f${at}.txt`, `f${at + 1}.txt`]));
  const locals = Array.from({ length: depth }, (_, at) => `  a${at + 1} = file(local.a${at})\n`).join("");
  const { resources, notifications } = await readText({
    ...files,
    "main.tf": `locals {\n  a0 = "f0.txt"\n${locals}}\nresource "key" "k" {\n  near = local.a9\n  far = local.a${depth}\n}\n`,
  });
  const { near, far } = resources[0]?.values ?? {};
  expect(near).toBe("f9.txt");
  expect(far).toMatchObject({ reason: expect.stringContaining("longer chains than keylint follows") });
  expect(notifications).toEqual([]);
});
