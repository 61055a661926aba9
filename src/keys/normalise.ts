/** Text as people paste it, made plain, with a clause for every change that a strict reader would refuse. */
export interface PlainText {
  readonly text: string;
  readonly deviations: readonly string[];
}

const invisible = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g;
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const escapedBreak = /\\{1,4}r\\{1,4}n|\\{1,4}[nr]/g;

/**
 * Undoes what editors, chat windows, JSON and shells do to a PEM text: byte order mark, zero-width characters, typographic dashes,
 * escaped line breaks, quotes around the whole, line ends of other systems.
 */
export function normalise(given: string): PlainText {
  const deviations: string[] = [];
  let text = given;
  const replace = (pattern: RegExp, by: string, deviation: string): void => {
    const replaced = text.replace(pattern, by);
    if (replaced !== text) {
      text = replaced;
      deviations.push(deviation);
    }
  };
  replace(/^\uFEFF/, "", "a byte order mark");
  replace(invisible, "", "invisible characters");
  replace(dashes, "-", "typographic dashes");
  if (text.includes("\\")) {
    replace(escapedBreak, "\n", "escaped line breaks");
    replace(/\\{1,4}t/g, " ", "escaped tabs");
    replace(/\\(?=["/])/g, "", "escaped quotes");
  }
  replace(/^\s*(["'`])([^]*)\1\s*$/, "$2", "quotes around it");
  text = text.replaceAll("\r\n", "\n");
  replace(/\r/g, "\n", "line ends of carriage returns alone");
  return { text, deviations };
}
