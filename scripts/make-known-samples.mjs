// Makes src/keys/known-samples.ts from a folder of public keys that standards print with their private halves, each file named for its source:
// "rsa2048-rfc9500.pem". Only hashes are kept. Usage: node scripts/make-known-samples.mjs DIR
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./prepare.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node scripts/make-known-samples.mjs DIR");
const work = mkdtempSync(join(tmpdir(), "keylint-"));
const bundle = join(work, "read.mjs");
await build({
  entryPoints: [join(root, "src/keys/read.ts")],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url);' },
});
const { readPublicKey } = await import(pathToFileURL(bundle).href);
rmSync(work, { recursive: true });

const found = new Map();
for (const name of readdirSync(folder).sort()) {
  const rfc = /rfc(\d+)/.exec(name)?.[1];
  const reading = readPublicKey(readFileSync(join(folder, name), "utf8"));
  if (rfc !== undefined && reading.kind === "key") found.set(reading.key.modulusId.slice(0, 30), `RFC ${rfc}`);
}
const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hash, source]) => `  ["${hash}", "${source}"],`);
writeFileSync(
  join(root, "src/keys/known-samples.ts"),
  `/**
 * Public keys that standards print together with their private halves, and the document that does: the first 120 bits of \`modulusId\`.
 * Made by scripts/make-known-samples.mjs from the documents' own key text.
 */
export const samples: ReadonlyMap<string, string> = new Map([
${lines.join("\n")}
]);
`,
);
