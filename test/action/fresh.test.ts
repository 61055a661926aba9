import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { actionFiles } from "../../scripts/build-action.mjs";

const folder = new URL("../../action/", import.meta.url);

test("the committed bundle is what the sources make: else run `npm run build -- --action` and commit action/", async () => {
  const made = await actionFiles();
  expect(readdirSync(fileURLToPath(folder)).toSorted()).toEqual([...made.keys()].toSorted());
  for (const [name, contents] of made) {
    const stale = !Buffer.from(contents).equals(readFileSync(new URL(name, folder)));
    expect(stale ? `action/${name} is stale` : "fresh").toBe("fresh");
  }
});
