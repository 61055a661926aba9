/** Text that is HTML already. Whatever else is put into a page is escaped, so that no name from a source can become markup. */
export interface Markup {
  readonly html: string;
}

/** What a template can hold: text is escaped, markup is not, lists are joined, `undefined` is nothing. */
export type MarkupPart = Markup | string | number | undefined | readonly MarkupPart[];

/**
 * Control characters, and those that change the direction or hide in text: a name that holds one must not look like another name.
 * Zero-width joiners stay: scripts and emoji need them.
 */
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML, safe between tags and inside a quoted attribute; invisible characters are spelt as `[U+202E]`. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? "")
    .replace(invisible, (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

function render(part: MarkupPart): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if ("html" in part) return part.html;
  return part.map(render).join("");
}

/** HTML from a template: every text in it is escaped. */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return { html: strings.map((text, index) => text + render(parts[index])).join("") };
}

/** A name that may break after its dots and slashes, rather than within its words. */
export function breakable(name: string): Markup {
  return { html: escapeHtml(name).replaceAll(/[./]/g, "$&<wbr>") };
}
