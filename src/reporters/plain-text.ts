import type { Notification } from "../model/notification.ts";

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
  return ended(/^[a-z]+[ ,]/.test(line) ? line.charAt(0).toUpperCase() + line.slice(1) : line);
}

/** What is told of the run, as a sentence; the name of a source or file that it begins with is left as it is. */
export function notificationSentence({
  message,
  source,
  location,
}: Pick<Notification, "message" | "source" | "location">): string {
  const named = [source, location?.uri].some((name) => name !== undefined && beginsWith(message, name));
  return named ? ended(plainLine(message)) : sentence(message);
}

/** Whether a text begins with a name, and not merely with a word that begins like it. */
export function beginsWith(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\w/.test(text.slice(name.length));
}

function ended(line: string): string {
  return /[.!?][)"'`]*$/.test(line) ? line : `${line}.`;
}

/** `1 key`, `2 keys`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
