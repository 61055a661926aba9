// dist/types/: the declarations of the library, and of what it names alone.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./prepare.mjs";

const folder = join(root, "dist/types");
const entry = join(folder, "src/library.d.ts");

/** Writes the declarations of src/library.ts. The types themselves are checked by `npm run types`, not here. */
export function buildTypes() {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the declarations can't be written\n${stdout}`);
  const named = declarationsFrom(entry);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (path.endsWith(".d.ts") && !named.has(path)) rmSync(path);
  }
  // Every resolver finds x.d.ts beside what is imported as x.js.
  for (const path of named)
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(/((?:from|import)\s*\(?\s*"\.[^"]+)\.ts"/g, '$1.js"'));
}

/** The declarations that one of them names, directly or not. @param {string} first */
function declarationsFrom(first) {
  const named = new Set([first]);
  for (const path of named) {
    for (const [, target = ""] of readFileSync(path, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g))
      named.add(join(dirname(path), target.replace(/\.ts$/, ".d.ts")));
  }
  return named;
}
