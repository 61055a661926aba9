import type { SourceItem } from "../../model/source.ts";

/** A file (or standard input) that has been told to be a plan or a state. */
export interface TerraformDocument {
  /** The source it belongs to, as the user gave it. */
  readonly source: string;
  /** Its path as locations name it. */
  readonly uri: string;
  /** Whether the setup-terraform wrapper may have written behind the JSON text. */
  readonly wrapped: boolean;
  /** UTF-8 text in chunks; can be opened again. Each chunk is valid until the next one is asked for. */
  open(): AsyncIterable<Uint8Array>;
}

/** How messages name a file. */
export function shown(uri: string): string {
  return uri === "-" ? "standard input" : uri;
}

/** An item that says that something of the document was not read whole; `message` continues its name. */
export function incompleteDocument(
  { source, uri }: Pick<TerraformDocument, "source" | "uri">,
  id: string,
  message: string,
): SourceItem {
  return {
    kind: "notification",
    notification: { level: "error", id, message: `${shown(uri)} ${message}`, source, location: { uri } },
  };
}
