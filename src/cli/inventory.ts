import { inventoryLines } from "../inventory/write.ts";
import type { GivenOptions } from "../options.ts";
import { plainLine } from "../reporters/plain-text.ts";
import { readSources } from "../scan.ts";
import { join } from "../scan/join.ts";
import { listDigest, parseShard } from "../targets/shard.ts";
import { sourceNameOf, targetsOf } from "../targets/target.ts";
import { version } from "../version.ts";
import { environmentOf } from "./environment.ts";
import { errorText } from "./error-text.ts";
import type { Machine } from "./machine.ts";
import { progressLine } from "./progress.ts";
import { scanOptionsOf } from "./scan-options.ts";

/** `keylint inventory`. @returns 0 when all was read, else 3 */
export async function inventoryCommand(given: GivenOptions, machine: Machine): Promise<number> {
  const options = await scanOptionsOf(given, environmentOf(machine, 1));
  const progress = progressLine(machine, options.quiet);
  const collected = await readSources(options, environmentOf(machine, options.concurrency, progress.watch));
  await progress.clear();
  const targets = listDigest(targetsOf(options.targets).map(sourceNameOf));
  const meta = {
    tool: version,
    asOf: options.asOf,
    sources: collected.sources,
    ...(collected.terraform.length === 0 ? {} : { terraform: collected.terraform }),
    ...(options.shard === undefined ? {} : { shard: { ...parseShard(options.shard), targets } }),
  };
  for (const line of inventoryLines({ ...collected, keys: join(collected).keys }, meta))
    await machine.stdout.write(line);
  const unread = collected.notifications.filter(({ level }) => level === "error");
  for (const { message } of unread) await machine.stderr.write(errorText(plainLine(message)));
  return unread.length > 0 ? 3 : 0;
}
