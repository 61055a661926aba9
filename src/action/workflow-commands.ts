// Lines of standard output that the runner obeys (GitHub Docs, "Workflow commands for GitHub Actions"). It obeys `::name::` at the
// start of any line, and the older `##[name]` anywhere in one (actions/runner, ActionCommand.cs): text from outside must never
// be printed bare.

/** A remark that GitHub shows in the run, and beside the code when it names a file. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  /** Relative to the root of the repository. */
  readonly file?: string;
  /** Lines count from 1. */
  readonly line?: number;
  readonly endLine?: number;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The command that shows an annotation, as one line with its end. */
export function annotationCommand({ level, title, message, file, line, endLine }: Annotation): string {
  const properties = Object.entries({ title, file, line, endLine })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${properties.join(",")}::${escapeData(message)}\n`;
}

/**
 * The lines between which the runner obeys nothing but the second one.
 * @param token must not be guessable by who wrote the text in between
 */
export function stopCommands(token: string): { readonly stop: string; readonly resume: string } {
  // The text may end without a line end.
  return { stop: `::stop-commands::${token}\n`, resume: `\n::${token}::\n` };
}
