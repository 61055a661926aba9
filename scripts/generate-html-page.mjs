// generated/html-page.ts: the style and the script of the HTML report as text, so that the report carries them inside itself.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./prepare.mjs";

/** @param {string} entry @returns {Promise<string>} */
async function bundled(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join("src/reporters/html/browser", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
  });
  return outputFiles[0]?.text.trim() ?? "";
}

/** The text stands inside a style or script element, which a closing tag would end. @param {string} name @param {string} text */
function exported(name, text) {
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${name} would end its own element`);
  return `export const ${name} = ${JSON.stringify(text)};\n`;
}

export async function generateHtmlPage() {
  const [script, style] = await Promise.all([bundled("page.ts"), bundled("page.css")]);
  writeFileSync(
    join(root, "generated/html-page.ts"),
    `// Made by scripts/generate-html-page.mjs.\n${exported("pageScript", script)}${exported("pageStyle", style)}`,
  );
}
