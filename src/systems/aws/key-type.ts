import type { KeyType } from "../system.ts";

/** An access key of an IAM user: a public id and a secret that AWS tells once, when it makes the key. */
export const accessKeyType = {
  id: "aws/access-key",
  title: "AWS access key",
  attributes: {
    status: { type: "string", doc: "State in the service: Active, Inactive or Expired." },
  },
  fixedAttributes: [],
  keysPerOwner: 2,
  unavailable: { publicKey: true },
  remedies: {
    terraform:
      "Let the workload take a role instead. Where it needs a key, declare a second `aws_iam_access_key` with `pgp_key`, so that the state holds the secret encrypted only, switch every caller to it, then remove the old one.",
    console:
      "Open **IAM, Users**, the user, **Security credentials**. Create an access key, switch every caller to it, deactivate the old one, and delete it when nothing breaks.",
    commandLine:
      "Add a key with `aws iam create-access-key --user-name USER`, switch every caller to it, then delete the old one with `aws iam delete-access-key --user-name USER --access-key-id ID`.",
  },
} as const satisfies KeyType;
