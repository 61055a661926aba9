// The committed bundle of the GitHub Action: one script, the HCL parser's WebAssembly beside it, and the licences of what they hold. A step runs it without installing anything.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { root } from "./prepare.mjs";

const parserFolder = dirname(dirname(createRequire(import.meta.url).resolve("@cdktf/hcl2json")));

/** The parser reads its WebAssembly from the folder above its own; in the bundle it is beside the script. @type {import("esbuild").Plugin} */
const webAssemblyBeside = {
  name: "web-assembly-beside",
  setup(bundling) {
    bundling.onLoad({ filter: /hcl2json[\\/]build[\\/]bridge\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const changed = source.replace('(__dirname, "..", "main.wasm.gz")', '(__dirname, "main.wasm.gz")');
      if (changed === source) throw new Error(`${path} no longer says where its WebAssembly is`);
      return { contents: changed, loader: "js" };
    });
  },
};

/** The licence texts of the packages that went into the bundle. @param {readonly string[]} inputs @returns {string} */
export function licences(inputs) {
  const packages = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(packages)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * The files of action/, as the sources in this checkout make them.
 * @returns {Promise<ReadonlyMap<string, Uint8Array>>}
 */
export async function actionFiles() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/action/main.ts"],
    outfile: "action/index.js",
    write: false,
    metafile: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minify: true,
    charset: "ascii",
    legalComments: "none",
    plugins: [webAssemblyBeside],
    // Node has it as a global: the require is never reached.
    external: ["performance"],
    // CommonJS dependencies inside an ESM bundle need require and __dirname.
    banner: {
      js: [
        'import { createRequire as keylintRequire } from "node:module";',
        "const require = keylintRequire(import.meta.url), __dirname = import.meta.dirname;",
      ].join(""),
    },
  });
  return new Map([
    ["index.js", outputFiles[0]?.contents ?? new Uint8Array()],
    ["main.wasm.gz", readFileSync(join(parserFolder, "main.wasm.gz"))],
    ["LICENSES.txt", Buffer.from(licences(Object.keys(metafile.inputs)))],
  ]);
}

/** Writes action/. */
export async function buildAction() {
  const folder = join(root, "action");
  if (!existsSync(folder)) mkdirSync(folder);
  for (const [name, contents] of await actionFiles()) writeFileSync(join(folder, name), contents);
}
