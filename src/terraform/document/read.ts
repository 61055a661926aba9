import { SourceError } from "../../errors.ts";
import type { SourceItem } from "../../model/source.ts";
import { decodeText } from "./decode.ts";
import { detect } from "./detect.ts";
import { incomplete, type TerraformDocument } from "./document.ts";
import { readPlan } from "./plan.ts";
import { readRawState3 } from "./raw-state-3.ts";
import { readRawState } from "./raw-state.ts";
import { readState } from "./state.ts";

/** A file or stream of which only the bytes are known. */
export interface DocumentInput {
  /** The source it belongs to, as the user gave it. */
  readonly source: string;
  /** Its path as locations name it. */
  readonly uri: string;
  /** Can be opened again; each chunk is valid until the next one is asked for. */
  open(): AsyncIterable<Uint8Array>;
}

export interface DocumentOptions {
  readonly wantedTypes: ReadonlySet<string>;
  /** Whether the user named this very file, so that it must be something; a file of a folder may be anything. */
  readonly named: boolean;
  /** Reads keylint's own inventories; without it they are refused. */
  readonly onInventory?: ((lines: AsyncIterable<Uint8Array>, uri: string) => AsyncIterable<SourceItem>) | undefined;
}

/** Reads a plan, a state or an inventory, or says why not. Told by content, never by name. */
export async function* readDocument(input: DocumentInput, options: DocumentOptions): AsyncGenerator<SourceItem> {
  const { source, uri } = input;
  const text = (): AsyncIterable<Uint8Array> => decoded(input.open());
  try {
    const detection = await detect(input.open());
    const document: TerraformDocument = {
      source,
      uri,
      wrapped: "wrapped" in detection && detection.wrapped,
      open: text,
    };
    switch (detection.kind) {
      case "plan":
        return yield* readPlan(document, options.wantedTypes);
      case "state":
        return yield* readState(document, options.wantedTypes);
      case "raw-state-4":
        return yield* readRawState(document, options.wantedTypes);
      case "raw-state-3":
        return yield* readRawState3(document, options.wantedTypes);
      case "inventory":
        if (options.onInventory !== undefined) return yield* options.onInventory(text(), uri);
        return yield incomplete(document, "inventory-unread", "is an inventory of keylint, which can't be read here");
      case "refused":
        return yield incomplete(document, detection.id, detection.message);
      case "other":
        if (options.named) yield incomplete(document, "file-unrecognised", detection.message);
        return;
    }
  } catch (error) {
    yield unreadable(source, uri, error);
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const text = await decodeText(bytes);
  try {
    yield* text.chunks;
  } finally {
    await text.close();
  }
}

/** The notification for a file that can't be read, or not to its end. */
export function unreadable(source: string, uri: string, error: unknown): SourceItem {
  const message =
    error instanceof SourceError
      ? `${error.message}. Write it again`
      : `can't be read: ${error instanceof Error ? error.message : String(error)}`;
  return incomplete({ source, uri }, "file-unreadable", message);
}
