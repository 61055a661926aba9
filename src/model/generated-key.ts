import type { KeySpec } from "./credential.ts";
import type { Location } from "./location.ts";
import type { Moment } from "./moment.ts";
import type { PublicKeyReading } from "./public-key.ts";
import type { Maybe } from "./unknown.ts";

/** A key pair that Terraform itself makes (`tls_private_key`), so that its private half is in the state. */
export interface GeneratedKey {
  readonly source: string;
  readonly root: string;
  readonly address: string;
  readonly moment: Moment;
  readonly spec: KeySpec;
  /** The public half; unknown until it is made. */
  readonly publicKey: Maybe<PublicKeyReading>;
  readonly location: Location;
}
