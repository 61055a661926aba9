import type { KeySpec } from "../../model/credential.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { readPublicKey } from "../../keys/read.ts";
import { textOf, wholeNumberOf } from "../../terraform/values.ts";
import type { System } from "../system.ts";

/** Key pairs that Terraform makes (hashicorp/tls). Only the public half and the specification are read; the private attributes never are. */
export const tls: System = {
  id: "tls",
  title: "Terraform",
  keyTypes: [],
  terraformTypes: [
    {
      type: "tls_private_key",
      mode: "managed",
      makes: "key-pair",
      computed: [],
      keptByUpdate: ["public_key_pem"],
      neverShown: ["public_key_pem", "algorithm", "rsa_bits", "ecdsa_curve"],
      secretAttributes: ["private_key_pem", "private_key_openssh", "private_key_pem_pkcs8"],
      read: (values) => {
        const pem = textOf(values, "public_key_pem");
        return {
          spec: specOf(values),
          publicKey: pem === undefined ? unknown("made when the plan is applied") : mapKnown(pem, readPublicKey),
        };
      },
    },
    {
      // The provider keeps the private half that it is given, and has no other way to be given one.
      type: "tls_public_key",
      mode: "data",
      makes: "key-pair",
      computed: [],
      keptByUpdate: [],
      neverShown: ["public_key_pem"],
      secretAttributes: ["private_key_pem", "private_key_openssh"],
      read: (values) => ({
        spec: { type: undefined, bits: undefined, curve: undefined },
        publicKey: mapKnown(textOf(values, "public_key_pem"), readPublicKey),
      }),
    },
  ],
};

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
