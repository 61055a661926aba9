// schemas/targets.schema.json, from the schema that each system has of its own targets. `node scripts/targets-schema.mjs` writes it; the result is committed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./prepare.mjs";

const path = join(root, "schemas/targets.schema.json");

/** The schema of `targets` in keylint.yaml, as the folders of this checkout make it. */
export function targetsSchema() {
  const folder = join(root, "src/systems");
  const systems = readdirSync(folder)
    .sort()
    .map((id) => ({ id, file: join(folder, id, "live/target.schema.json") }))
    .filter(({ file }) => existsSync(file));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://raw.githubusercontent.com/keylint/keylint/main/schemas/targets.schema.json",
    title: "targets of keylint.yaml",
    description: "Live accounts; secrets stand in environment variables or files, never here",
    type: "array",
    items: {
      type: "object",
      required: ["name", "system"],
      properties: { system: { enum: systems.map(({ id }) => id) } },
      allOf: systems.map(({ id }) => ({
        if: { required: ["system"], properties: { system: { const: id } } },
        // oxlint-disable-next-line unicorn/no-thenable
        then: { $ref: `#/definitions/${id}` },
      })),
    },
    definitions: {
      name: {
        type: "string",
        pattern: "^[\\w.@-][\\w.@ -]*$",
        description: "its own name, which also decides its shard",
      },
      ...Object.fromEntries(systems.map(({ id, file }) => [id, targetOf(id, readFileSync(file, "utf8"))])),
    },
  };
}

/** A system's own schema says what only its targets have. @param {string} id @param {string} text */
function targetOf(id, text) {
  const own = JSON.parse(text.replaceAll('"#/definitions/', `"#/definitions/${id}/definitions/`));
  return {
    ...own,
    type: "object",
    additionalProperties: false,
    required: ["name", "system", ...(own.required ?? [])],
    properties: { name: { $ref: "#/definitions/name" }, system: { const: id }, ...own.properties },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(path, `${JSON.stringify(targetsSchema(), null, 2)}\n`);
