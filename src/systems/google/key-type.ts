import { neverExpires } from "../common-attributes.ts";
import type { KeyType } from "../system.ts";

/** A key pair with which a program signs as a service account: made by Google Cloud, or uploaded. */
export const serviceAccountKeyType = {
  id: "google/service-account-key",
  title: "Google Cloud service account key",
  attributes: {
    neverExpires,
    userManaged: {
      type: "bool",
      doc: "Whether somebody made or uploaded the key; Google Cloud keeps and rotates keys of its own beside these.",
    },
  },
  fixedAttributes: [],
  keysPerOwner: 10,
  unavailable: {},
  remedies: {
    terraform:
      "Let the workload act as the service account without a key (workload identity federation, or the service account of the machine), then remove `google_service_account_key`. Where a key is needed, upload the public half of a pair in `public_key_data`, so that the private half is never in the state.",
    console:
      "Open **IAM & Admin, Service Accounts**, the account, **Keys**. Add a key, switch every caller to it, then delete the old one.",
    commandLine:
      "Upload a public key with `gcloud iam service-accounts keys upload CERTIFICATE.pem --iam-account=EMAIL`, switch every caller to its private half, then delete the old one with `gcloud iam service-accounts keys delete KEY_ID --iam-account=EMAIL`.",
  },
} as const satisfies KeyType;
