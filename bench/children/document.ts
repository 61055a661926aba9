// Reads one document in a process of its own, so that its peak memory is its own: `select FILE` as keylint does, `parse FILE` with JSON.parse.
import { readFileSync } from "node:fs";
import { terraformSource } from "../../src/terraform/source.ts";

const [way, path = ""] = process.argv.slice(2);
const wantedTypes = new Set(["oci_identity_api_key"]);
let keys = 0;
if (way === "parse") keys = countParsed(JSON.parse(readFileSync(path, "utf8")));
else {
  const stdin = process.stdin;
  const source = terraformSource(path, { cwd: "/", wantedTypes, varFiles: [], sizeLimit: 0, stdin });
  for await (const item of source.read()) if (item.kind === "resource") keys++;
}
// Time of the processor, not of the clock: other processes must not count.
const { user, system } = process.cpuUsage();
const milliseconds = (user + system) / 1000;
process.stdout.write(JSON.stringify({ keys, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));

/** The objects of the wanted types in a plan's changes or a state file's blocks. */
function countParsed(document: {
  readonly resource_changes?: readonly { readonly type: string }[];
  readonly resources?: readonly { readonly type: string; readonly instances: readonly unknown[] }[];
}): number {
  const changes = document.resource_changes ?? [];
  const blocks = document.resources ?? [];
  const isWanted = ({ type }: { type: string }): boolean => wantedTypes.has(type);
  return (
    changes.filter(isWanted).length + blocks.filter(isWanted).reduce((sum, block) => sum + block.instances.length, 0)
  );
}
