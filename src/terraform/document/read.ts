import { SourceError } from "../../errors.ts";
import type { SourceItem } from "../../model/source.ts";
import { decodeDocument } from "./decode.ts";
import { detect } from "./detect.ts";
import { incompleteDocument, type TerraformDocument } from "./document.ts";
import { readPlan } from "./plan.ts";
import { readRawState3 } from "./raw-state-3.ts";
import { readRawState } from "./raw-state.ts";
import type { Detection } from "./refusals.ts";
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

/** What an input turned out to be, or what kept it from being told. */
export type DetectedInput = Detection | { readonly kind: "broken"; readonly error: unknown };

/** Tells what an input is, by its content and never by its name. */
export async function detectInput(input: DocumentInput): Promise<DetectedInput> {
  try {
    return await detect(input.open());
  } catch (error) {
    return { kind: "broken", error };
  }
}

/** Reads a plan, a state or an inventory, or says why not. */
export async function* readDocument(input: DocumentInput, options: DocumentOptions): AsyncGenerator<SourceItem> {
  yield* readDetected(input, await detectInput(input), options);
}

/** Reads an input of which is told what it is. */
export async function* readDetected(
  input: DocumentInput,
  told: DetectedInput,
  { named, onInventory, wantedTypes }: DocumentOptions,
): AsyncGenerator<SourceItem> {
  const { source, uri } = input;
  const open = (): AsyncIterable<Uint8Array> => decoded(input.open());
  const document: TerraformDocument = { source, uri, wrapped: "wrapped" in told && told.wrapped, open };
  try {
    switch (told.kind) {
      case "plan":
        yield { kind: "terraform", source };
        return yield* readPlan(document, wantedTypes);
      case "state":
        yield { kind: "terraform", source };
        return yield* readState(document, wantedTypes);
      case "raw-state-4":
        yield { kind: "terraform", source };
        return yield* readRawState(document, wantedTypes);
      case "raw-state-3":
        yield { kind: "terraform", source };
        return yield* readRawState3(document, wantedTypes);
      case "inventory":
        if (onInventory !== undefined) return yield* onInventory(open(), uri);
        return yield incompleteDocument(
          document,
          "inventory-unread",
          "is an inventory of keylint, which can't be read here",
        );
      case "refused":
        return yield incompleteDocument(document, told.id, told.message);
      case "other":
        if (named) yield incompleteDocument(document, "file-unrecognised", told.message);
        return;
      case "broken":
        return yield unreadable(source, uri, told.error);
    }
  } catch (error) {
    yield unreadable(source, uri, error);
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const text = await decodeDocument(bytes);
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
  return incompleteDocument({ source, uri }, "file-unreadable", message);
}
