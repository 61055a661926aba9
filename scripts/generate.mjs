// generated/: what the build derives from data, so that a run does not have to. YAML is not parsed and no schema compiled at start-up.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

export async function generate() {
  mkdirSync(join(root, "generated"), { recursive: true });
}
