import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const path = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// One of its patterns is none when it is read as Unicode.
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
const validate = addFormats.default(ajv).compile(JSON.parse(readFileSync(path, "utf8")));

/** What the OASIS schema of SARIF 2.1.0 finds wrong. */
export function schemaErrors(log: unknown): string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
