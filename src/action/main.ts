import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { machine } from "../cli/machine.ts";
import { runAction } from "./action.ts";

const real = machine();
process.exitCode = await runAction({
  machine: { ...real, cwd: process.env["GITHUB_WORKSPACE"] ?? real.cwd },
  append: appendFileSync,
  token: () => `keylint-${randomUUID()}`,
});
