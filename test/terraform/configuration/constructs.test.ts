import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { fileConstructs } from "./file-constructs.ts";
import { moduleConstructs } from "./module-constructs.ts";
import { referenceConstructs } from "./reference-constructs.ts";
import { typedConstructs } from "./typed-constructs.ts";
import { valueConstructs } from "./value-constructs.ts";
import { readText } from "./read-text.ts";

/** A value with its unknown parts as text: `?reason <reference>`. */
function shown(value: unknown): unknown {
  if (isUnknown(value)) {
    const { reference } = value;
    const path =
      reference === undefined ? "" : [reference.address, reference.attribute].filter((part) => part !== "").join(".");
    return `?${value.reason}${path === "" ? "" : ` <${path}>`}`;
  }
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shown(part)]));
}

test.each(
  [...valueConstructs, ...typedConstructs, ...referenceConstructs, ...moduleConstructs, ...fileConstructs].map(
    (construct) => [construct.title, construct] as const,
  ),
)("%s", async (_, { files, keys, varFiles = [], environment = {} }) => {
  const { resources: all, notifications } = await readText(files, { varFiles, environment });
  // A block without an instance is read for its place alone.
  const resources = all.filter(({ gone }) => gone !== true);
  expect(notifications).toEqual([]);
  expect(Object.fromEntries(resources.map(({ address, values }) => [address, shown(values)]))).toEqual(keys);
  expect(resources).toHaveLength(Object.keys(keys).length);
});
