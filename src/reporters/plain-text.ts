const escape = String.fromCharCode(27);
const sequences = new RegExp(
  `${escape}\\[[0-?]*[ -/]*[@-~]|${escape}[\\]PX^_][^${escape}\\u0007]*(?:\\u0007|${escape}\\\\)?`,
  "g",
);

const printable = /^[ -~]*$/;

/**
 * Text from outside as one line that can't act: terminal sequences, control characters, line ends and the marks that
 * turn the direction of text (CVE-2021-42574) are gone, halves of surrogate pairs are replaced.
 */
export function plainLine(text: string): string {
  // Nearly all text is plain already, and a report has a great deal of it.
  if (printable.test(text)) return text.trim();
  return text
    .replaceAll(sequences, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .trim();
}

/** The same with a full stop and a capital at its ends, for clauses that stand alone; an address keeps its small letter. */
export function sentence(text: string): string {
  const line = plainLine(text);
  const first = /^[a-z]+[ ,]/.test(line) ? line.charAt(0).toUpperCase() + line.slice(1) : line;
  return /[.!?][)"'`]*$/.test(first) ? first : `${first}.`;
}

/** `1 key`, `2 keys`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
