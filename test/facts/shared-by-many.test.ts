import { expect, test } from "vitest";
import { duplicatesOf } from "../../src/facts/duplicates.ts";
import { identitiesOf } from "../../src/facts/identity.ts";
import { scanFiles } from "../scan-files.ts";
import { classicKey, rawState } from "../terraform-documents.ts";

/** Keys of one public key, each of another user. */
const state = (count: number): object =>
  rawState(
    Array.from({ length: count }, (_, index) => ({ name: `k${index}`, attributes: classicKey(`u${index}`, "a") })),
  );

/** How often it is asked whose a key is, when every key's duplicates are. */
async function questions(count: number): Promise<number> {
  const run = await scanFiles({ "s.tfstate": state(count) });
  const identities = identitiesOf([], []);
  let asked = 0;
  const duplicates = duplicatesOf(run.keys, {
    ...identities,
    ownerIdentity: (key) => {
      asked += 1;
      return identities.ownerIdentity(key);
    },
  });
  for (const key of run.keys) {
    expect(duplicates.sameKey(key).count).toBe(count - 1);
    expect(duplicates.sameKeyOwners(key)).toBe(count - 1);
  }
  return asked;
}

test("ten times as many keys with one public key are ten times the work", async () => {
  expect(await questions(300)).toBeLessThanOrEqual(11 * (await questions(30)));
});

test("a result names some of its many duplicates and counts the others", async () => {
  const run = await scanFiles({ "s.tfstate": state(30) });
  const failed = [...run.results()].find(({ rule, kind }) => rule.id === "duplicate-key" && kind === "fail");
  expect(failed?.message).toContain("29 other places");
  expect(failed?.related).toHaveLength(10);
  expect(failed?.relatedLeft).toBe(19);
});
