import { plainLine } from "../plain-text.ts";

/**
 * Text from outside in a message: braces are doubled, since single ones are placeholders (SARIF 2.1.0, 3.11.5), and nothing
 * in it becomes a link (3.11.6).
 */
export function messageText(text: string): string {
  return plainLine(text).replaceAll(/[{}]/g, "$&$&").replaceAll("](", "] (");
}

/** A link to the related location with this id. */
export function messageLink(text: string, id: number): string {
  return `[${messageText(text).replaceAll(/[\\[\]]/g, String.raw`\$&`)}](${id})`;
}
