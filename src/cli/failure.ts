import { ConfigError, RuleError, UsageError, WriteError } from "../errors.ts";
import { type Naming, OptionError } from "../options/option-error.ts";

/** How a run ends that an error stopped. */
interface Failure {
  readonly status: 2 | 3;
  /** Whether the error is told by its message alone; any other is a bug of ours, told with its stack. */
  readonly expected: boolean;
  readonly message: string;
}

/** @param name how options are called where they were given. @returns status 2 for wrong usage, configuration or rule; 3 for what can't be written, and for a bug */
export function failureOf(error: unknown, name: Naming): Failure {
  if (error instanceof WriteError) return { status: 3, expected: true, message: error.message };
  if (error instanceof OptionError) return { status: 2, expected: true, message: error.describe(name) };
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof RuleError)
    return { status: 2, expected: true, message: error.message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 3, expected: false, message };
}
