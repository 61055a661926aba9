#!/usr/bin/env node
import { version } from "../version.ts";

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) {
  process.stdout.write(`${version}\n`);
} else {
  const { machine } = await import("./machine.ts");
  const { run } = await import("./run.ts");
  process.exitCode = await run(args, machine());
}
