import { version } from "../version.ts";
import type { Machine } from "./machine.ts";

/**
 * Runs one command line. Exit status: 0 nothing failed and all was read, 1 a result at or above --fail-on, 2 wrong usage, config or rule,
 * 3 a source could not be read, or what was asked for not be written, whole.
 */
export async function run(args: readonly string[], machine: Machine): Promise<number> {
  try {
    if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) {
      await machine.stdout.write(`${version}\n`);
      return 0;
    }
    const { parse } = await import("./command-line.ts");
    return await parse(args, machine);
  } catch (error) {
    const [{ errorText }, { failureOf }, { flagName }] = await Promise.all([
      import("./error-text.ts"),
      import("./failure.ts"),
      import("../options/option-error.ts"),
    ]);
    const { status, expected, message } = failureOf(error, flagName);
    const bug = expected ? "" : "this is a bug in keylint, please report it: ";
    await machine.stderr.write(errorText(bug + message)).catch(() => undefined);
    return status;
  }
}
