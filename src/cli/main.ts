#!/usr/bin/env node
import { machine } from "./machine.ts";
import { run } from "./run.ts";

// A signal takes the progress line away. Reports are written to their files without a pause, so that none is left half-written.
for (const [signal, status] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  process.once(signal, () => {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    process.exit(status);
  });

process.exitCode = await run(process.argv.slice(2), machine());
