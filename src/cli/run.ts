import { ConfigError, RuleError, UsageError } from "../errors.ts";
import type { Machine } from "./machine.ts";

/** Runs one command line. Exit status: 0 nothing failed and all was read, 1 a result at or above --fail-on, 2 wrong usage, config or rule, 3 a source could not be read whole. */
export async function run(args: readonly string[], machine: Machine): Promise<number> {
  try {
    const { parse } = await import("./command-line.ts");
    return await parse(args, machine);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError || error instanceof RuleError) {
      await machine.stderr.write(`keylint: ${error.message}\n`);
      return 2;
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await machine.stderr.write(`keylint: this is a bug in keylint, please report it: ${told}\n`);
    return 3;
  }
}
