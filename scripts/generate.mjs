// generated/: what the build derives from data, so that a run does not have to. YAML is not parsed and no schema compiled at start-up.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { load } from "js-yaml";
import { generateHtmlPage } from "./generate-html-page.mjs";
import { readOptions, scanInput } from "./option-files.mjs";
import { root } from "./prepare.mjs";
import { targetsSchema } from "./targets-schema.mjs";

/** Schemas that are read when keylint runs, and the function that each becomes. */
const validators = { rule: "validateRule", config: "validateConfig" };

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), "utf8");

/** @param {string} name @param {string} content */
const write = (name, content) => writeFileSync(join(root, "generated", name), content);

export async function generate() {
  mkdirSync(join(root, "generated"), { recursive: true });
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, code: { source: true, esm: true } });
  ajv.addSchema(targetsSchema());
  for (const [name, exported] of Object.entries(validators)) await generateValidator(ajv, name, exported);
  generateRules(ajv);
  generateExamples();
  write("scan-input.ts", scanInput((await readOptions()).options));
  await generateHtmlPage();
}

/** The bundling step takes in the few lines of ajv's own that the code refers to. @param {Ajv} ajv @param {string} name @param {string} exported */
async function generateValidator(ajv, name, exported) {
  const schema = JSON.parse(read(`schemas/${name}.schema.json`));
  ajv.addSchema(schema);
  const bundled = await build({
    stdin: { contents: standalone.default(ajv, { [exported]: schema.$id }), resolveDir: root },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  write(`${name}.js`, bundled.outputFiles[0]?.text ?? "");
  write(
    `${name}.d.ts`,
    `import type { ErrorObject } from "ajv";\nexport declare const ${exported}: { (data: unknown): boolean; errors?: ErrorObject[] | null };\n`,
  );
}

/** What `keylint init` and `keylint rules new` write is what examples/ shows. */
function generateExamples() {
  const names = [
    "keylint.yaml",
    "pull-request.yml",
    "nightly.yml",
    "rules/key-states-purpose.yaml",
    "rules/fixtures/key-states-purpose/pass.tf",
    "rules/fixtures/key-states-purpose/fail.tf",
  ];
  const examples = Object.fromEntries(names.map((name) => [name, read(`examples/${name}`)]));
  write("examples.ts", `export const examples = ${JSON.stringify(examples, null, 2)} as const;\n`);
}

/** @param {Ajv} ajv */
function generateRules(ajv) {
  const validate = ajv.getSchema(JSON.parse(read("schemas/rule.schema.json")).$id);
  const files = readdirSync(join(root, "rules")).filter((name) => name.endsWith(".yaml"));
  const wrong = [];
  const rules = files.sort().map((file) => {
    const rule = load(read(`rules/${file}`), { filename: `rules/${file}` });
    if (validate?.(rule) !== true) wrong.push(`rules/${file}: ${ajv.errorsText(validate?.errors)}`);
    if (/** @type {{ id: string }} */ (rule).id !== file.replace(/\.yaml$/, ""))
      wrong.push(`rules/${file}: id is not the file's name`);
    return rule;
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  write(
    "rules.ts",
    `import type { RuleDocument } from "../src/engine/rule-document.ts";\n\nexport const shippedRules: readonly RuleDocument[] = ${JSON.stringify(rules, null, 2)};\n`,
  );
}
