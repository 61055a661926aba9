import type { PublicKeyReading } from "../model/public-key.ts";
import type { TerraformValues } from "../model/terraform.ts";
import { isUnknown, type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import { readPublicKey } from "../keys/read.ts";
import { required } from "../terraform/lifecycle.ts";
import { textOf } from "../terraform/values.ts";

/** Reads the attribute that holds a pasted public key. A private key there is told by the attribute's name and not kept. */
export function pastedPublicKey(
  values: TerraformValues,
  attribute: string,
): { readonly publicKey: Maybe<PublicKeyReading>; readonly secretAt: Maybe<readonly string[]> } {
  const pasted = required(textOf(values, attribute), attribute);
  const reading = mapKnown(pasted, readPublicKey);
  if (reading === undefined || isUnknown(reading)) {
    return {
      publicKey: reading,
      secretAt: unknown(`${attribute} is not known: ${reading?.reason ?? "it is empty"}`),
    };
  }
  return { publicKey: reading, secretAt: reading.kind === "private-key" ? [attribute] : [] };
}
