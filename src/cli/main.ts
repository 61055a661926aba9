#!/usr/bin/env node
import { machine } from "./machine.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), machine());
