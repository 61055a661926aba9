// Makes generated/ (the shipped rules as data, the schemas as validators) and bundles dist/. With --generate-only, stops after generated/. With --action, makes the committed bundle of the GitHub Action instead of dist/.
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { buildAction, licences } from "./build-action.mjs";
import { buildTypes } from "./build-types.mjs";
import { generate } from "./generate.mjs";
import { root } from "./prepare.mjs";

await generate();
if (process.argv.includes("--action")) {
  await buildAction();
} else if (!process.argv.includes("--generate-only")) {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: "src/cli/main.ts",
      library: "src/library.ts",
      "batch-gcd-worker": "src/keys/batch-gcd-worker.ts",
      "strength-worker": "src/keys/strength-worker.ts",
    },
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minify: true,
    metafile: true,
    legalComments: "none",
    // The HCL parser brings WebAssembly that it looks for beside itself; oci-common is an optional peer.
    external: ["@cdktf/hcl2json", "oci-common"],
    // CommonJS dependencies inside an ESM bundle need require.
    banner: {
      js: 'import { createRequire as keylintRequire } from "node:module"; const require = keylintRequire(import.meta.url);',
    },
  });
  // What is bundled is not installed: its licences come along.
  writeFileSync(join(root, "dist/LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  buildTypes();
  chmodSync(join(root, "dist/main.js"), 0o755);
}
