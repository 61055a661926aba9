import type { ApiKey } from "../model/api-key.ts";
import type { TerraformValues } from "../model/terraform.ts";
import { isUnknown, mapKnown, unknown } from "../model/unknown.ts";
import { readPublicKey } from "../keys/read.ts";
import { required } from "../terraform/lifecycle.ts";
import { textOf } from "../terraform/values.ts";

/** Reads the attribute that holds a pasted public key. A private key there is told by the attribute's name and not kept. */
export function pastedPublicKey(
  values: TerraformValues,
  attribute: string,
): Pick<ApiKey, "publicKey" | "privateKeyAt"> {
  const pasted = required(textOf(values, attribute), attribute);
  const reading = mapKnown(pasted, readPublicKey);
  if (reading === undefined || isUnknown(reading)) {
    return {
      publicKey: reading,
      privateKeyAt: unknown(`${attribute} is not known: ${reading?.reason ?? "it is empty"}`),
    };
  }
  return { publicKey: reading, privateKeyAt: reading.kind === "private-key" ? [attribute] : [] };
}
