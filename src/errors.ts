/** The command line asks for something that does not exist or does not fit together. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** keylint.yaml or one of its values is wrong. The message lists every error of the file. Exit status 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** One or more rule files are wrong. The message lists every error of every file, with line, column and caret. Exit status 2. */
export class RuleError extends Error {
  override readonly name = "RuleError";
}

/** A source can't be read at all: refused, unreachable, not what it claims. Turned into a notification; the rest is still read. Exit status 3. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

/** What was asked for can't be written: a full disk, a folder that refuses. The message has a line for each place. Exit status 3. */
export class WriteError extends Error {
  override readonly name = "WriteError";
}
