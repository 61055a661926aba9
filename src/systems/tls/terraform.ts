import type { GeneratedKey, KeySpec } from "../../model/api-key.ts";
import type { SourceItem } from "../../model/source.ts";
import type { TerraformResource, TerraformValues } from "../../model/terraform.ts";
import { type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { readPublicKey } from "../../keys/read.ts";
import { objectsOfResource } from "../../terraform/lifecycle.ts";
import { textOf, wholeNumberOf } from "../../terraform/values.ts";
import type { TerraformSystem } from "../system.ts";

/** Key pairs that Terraform makes. Only the public half and the specification are read; the private attributes never are. */
export const tls: TerraformSystem = {
  types: ["tls_private_key"],
  *itemsOf(resource: TerraformResource): Iterable<SourceItem> {
    for (const object of objectsOfResource(resource)) {
      if (object.existence === "removed") continue;
      yield { kind: "generatedKey", generatedKey: generatedKeyOf(resource, object.values) };
    }
  },
};

function generatedKeyOf(resource: TerraformResource, values: TerraformValues): GeneratedKey {
  const pem = textOf(values, "public_key_pem");
  return {
    source: resource.source,
    root: resource.root,
    address: resource.address,
    spec: specOf(values),
    publicKey: pem === undefined ? unknown("made when the plan is applied") : mapKnown(pem, readPublicKey),
    location: resource.location,
  };
}

/** The provider's defaults: 2048 bits for RSA, P224 for ECDSA (hashicorp/tls, `tls_private_key`). */
function specOf(values: TerraformValues): KeySpec {
  const type: KeySpec["type"] = mapKnown(textOf(values, "algorithm"), (name) => {
    if (name === "RSA") return "RSA";
    if (name === "ECDSA") return "EC";
    return name === "ED25519" ? "Ed25519" : unknown(`algorithm ${name} is not known`);
  });
  const bits: Maybe<number> = type === "RSA" ? (wholeNumberOf(values, "rsa_bits") ?? 2048) : undefined;
  const curve = mapKnown(textOf(values, "ecdsa_curve") ?? "P224", (name) => name.replace(/^P(\d)/, "P-$1"));
  return { type, bits, curve: type === "EC" ? curve : undefined };
}
