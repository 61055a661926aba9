import { plainLine } from "../plain-text.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text from outside as text in GitHub's Markdown, also in a table cell: no markup, no HTML, no link, no mention. */
export function escapeMarkdown(text: string): string {
  return escapeTags(plainLine(text))
    .replaceAll(/[\\`*_{}[\]()#+!|~$]/g, String.raw`\$&`)
    .replaceAll(/@(?=\w)/g, "@<!-- -->");
}

/** Text without HTML. */
export function escapeTags(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** The same as code, for names and paths: inside code nothing is markup but the sign that ends it. */
export function code(text: string): string {
  const line = plainLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return line === "" ? "" : `${fence}${space}${line}${space}${fence}`;
}

/** Code in a cell of a table, which a bar would end even there (GitHub Flavored Markdown, tables). */
export function cellCode(text: string): string {
  return code(text).replaceAll("|", String.raw`\|`);
}
