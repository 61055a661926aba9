// What is made from the table of options (src/options.ts): the schema of keylint.yaml, the inputs in action.yml, docs/options.md, and the library's options.
// `node scripts/option-files.mjs` writes them; the first three are committed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./prepare.mjs";

/** @typedef {import("../src/options/option.ts").OptionTable} OptionTable */
/** @typedef {import("../src/options/option.ts").Option} Option */

/** What in keylint.yaml is no option of a scan. */
const otherMembers = {
  targets: { $ref: "https://raw.githubusercontent.com/keylint/keylint/main/schemas/targets.schema.json" },
  rules: {
    type: "object",
    additionalProperties: {
      type: "object",
      additionalProperties: false,
      properties: {
        enabled: { type: "boolean" },
        severity: { enum: ["critical", "high", "medium", "low", "note"] },
        params: { type: "object" },
      },
    },
  },
  exceptions: {
    type: "array",
    description: "accepted results; an entry that is not whole silences nothing and is reported",
  },
};

/** The schema of keylint.yaml. @param {OptionTable} options @returns {Record<string, unknown>} */
export function configSchema(options) {
  /** @type {Record<string, Record<string, unknown>>} */
  const properties = {};
  for (const option of Object.values(options)) {
    if (option.file === undefined) continue;
    const [name = "", inner] = option.file.at.split(".");
    if (inner === undefined) properties[name] = valueSchema(option);
    else {
      const object = properties[name] ?? { type: "object", additionalProperties: false, properties: {} };
      properties[name] = {
        ...object,
        properties: { .../** @type {object} */ (object["properties"]), [inner]: valueSchema(option) },
      };
    }
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://raw.githubusercontent.com/keylint/keylint/main/schemas/config.schema.json",
    title: "keylint.yaml",
    description: "What a project tells keylint once, so that the command line stays short",
    type: "object",
    additionalProperties: false,
    properties: { ...properties, ...otherMembers },
    definitions: { texts: { type: "array", items: { type: "string" } } },
  };
}

/** @param {Option} option @returns {Record<string, unknown>} */
function valueSchema({ type, repeatable, choices, minimum, maximum, file }) {
  const described = file?.meaning === undefined ? {} : { description: file.meaning };
  if (repeatable !== undefined) return { $ref: "#/definitions/texts", ...described };
  if (choices !== undefined) return { enum: choices, ...described };
  if (type === "flag") return { type: "boolean", ...described };
  if (type !== "number") return { type: "string", ...described };
  return {
    type: "integer",
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...described,
  };
}

/**
 * action.yml with the inputs that the options are.
 * @param {string} text action.yml as it is
 * @param {OptionTable} options
 * @param {readonly string[]} live what names a live source: `oci:PROFILE`
 */
export function actionWithInputs(text, options, live) {
  const inputs = Object.values(options).map(({ input, ...option }) =>
    input === undefined ? "" : inputText(input, option, live),
  );
  return text.replace(/^inputs:\n[\s\S]*?(?=^outputs:)/m, () => `inputs:\n${inputs.join("")}\n`);
}

/** @param {NonNullable<Option["input"]>} input @param {Omit<Option, "input">} option @param {readonly string[]} live */
function inputText({ name, meaning, default: own }, option, live) {
  // An input with a default is always given: what keylint.yaml may say has none.
  const preset = own ?? (option.file === undefined ? option.default : undefined);
  const lines = [`  ${name}:`, `    description: ${yamlText(meaning.replace("{live}", live.join(" or ")))}`];
  if (preset !== undefined) lines.push(`    default: ${typeof preset === "string" ? preset : `"${preset}"`}`);
  return `${lines.join("\n")}\n`;
}

/** A text in one line of YAML. @param {string} text */
function yamlText(text) {
  return /: |#|^[^A-Za-z]|^(?:true|false)/.test(text) ? JSON.stringify(text) : text;
}

/** docs/options.md. @param {OptionTable} options @param {OptionTable} stepOptions @param {readonly string[]} live */
export function optionsPage(options, stepOptions, live) {
  const rows = Object.entries(options).map(([name, option]) => {
    const { commandLine, file, input, meaning, choices, library } = option;
    const flag = commandLine === undefined ? "" : commandLine.positional ? "`SOURCE...`" : `\`--${commandLine.name}\``;
    const values = choices === undefined ? "" : ` (${choices.join(", ")})`;
    return [
      flag,
      code(file?.at),
      code(input?.name),
      library === false ? "" : code(name),
      option.unset ?? (option.default === undefined ? "" : String(option.default)),
      meaning.replace("{live}", live.join(", ")) + values,
    ];
  });
  const step = Object.values(stepOptions).map(({ input, default: preset }) => [
    code(input?.name),
    String(preset),
    input?.meaning ?? "",
  ]);
  return `# Options

Written by \`scripts/option-files.mjs\` from the one table in \`src/options.ts\`. What is given (on the command line, as an input, by a program) wins over
keylint.yaml; lists of rules and of variable files are added to its own.

${table(["command line", "keylint.yaml", "Action", "library", "default", "meaning"], rows)}
## The Action's own

${table(["input", "default", "meaning"], step)}`;
}

/** @param {string | undefined} name */
const code = (name) => (name === undefined ? "" : `\`${name}\``);

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}

/** The options of the library, as a type with a docstring each. @param {OptionTable} options */
export function scanInput(options) {
  const members = Object.entries(options).flatMap(([name, option]) => {
    const { library, meaning, unset, default: preset } = option;
    if (library === false) return [];
    const shown = unset ?? preset;
    const text =
      library === undefined ? meaning + (shown === undefined ? "" : ` (default: ${shown})`) : library.meaning;
    const also = library === undefined ? "" : ` | ${library.also}`;
    return [`  /** ${text.replace(/\.?$/, ".")} */\n  readonly ${name}?: ${typeText(option)}${also} | undefined;\n`];
  });
  return `/** What to scan and how; each has a default. The words are those of the command line and of keylint.yaml (docs/options.md). */\nexport interface ScanInput {\n${members.join("")}}\n`;
}

/** @param {Option} option */
function typeText({ type, repeatable, choices }) {
  if (repeatable !== undefined) return "readonly string[]";
  if (choices !== undefined) return choices.map((choice) => JSON.stringify(choice)).join(" | ");
  return { text: "string", moment: "string", flag: "boolean", number: "number" }[type];
}

/** The table of this checkout. @returns {Promise<{ options: OptionTable, stepOptions: OptionTable, live: readonly string[] }>} */
export async function readOptions() {
  const entry =
    'export { options, stepOptions } from "./src/options.ts"; import { systems } from "./src/systems/registry.ts";' +
    'export const live = systems.flatMap(({ id, live }) => live === undefined ? [] : [id + ":" + live.argument]);';
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    outfile: "options.mjs",
    splitting: false,
    write: false,
  });
  // Below node_modules, so that what is not bundled is found.
  const path = join(root, "node_modules/.cache/keylint-options.mjs");
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  writeFileSync(path, outputFiles[0]?.contents ?? "");
  return import(pathToFileURL(path).href);
}

/** The committed files, by path. */
export async function optionFiles() {
  const { options, stepOptions, live } = await readOptions();
  const action = readFileSync(join(root, "action.yml"), "utf8");
  return {
    "schemas/config.schema.json": `${JSON.stringify(configSchema(options), null, 2)}\n`,
    "action.yml": actionWithInputs(action, { ...options, ...stepOptions }, live),
    "docs/options.md": optionsPage(options, stepOptions, live),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(await optionFiles())) writeFileSync(join(root, path), text);
