import type { Signer } from "./sign.ts";

/** Who calls, and where. */
export interface Caller {
  /** OCID. */
  readonly tenancy: string;
  /** Identifier, e.g. `us-phoenix-1`. */
  readonly region: string | undefined;
  /** The current key and token; a token may be renewed while a long listing runs. */
  readonly signer: () => Promise<Signer>;
}
