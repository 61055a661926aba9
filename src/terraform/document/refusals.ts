/** What a file is, by its content. */
export type Detection =
  | { readonly kind: "plan" | "state" | "raw-state-3" | "raw-state-4"; readonly wrapped: boolean }
  | { readonly kind: "inventory" }
  /** Terraform's, but nothing that can be read: `message` continues the file's name, and says what to do instead. */
  | { readonly kind: "refused"; readonly id: string; readonly message: string }
  /** Nothing of Terraform's. */
  | { readonly kind: "other"; readonly message: string };

/** Any of them makes a document with a `format_version` a plan (JSON output format, "Plan representation"). */
export const planMembers = [
  "planned_values",
  "resource_changes",
  "resource_drift",
  "prior_state",
  "configuration",
  "output_changes",
  "deferred_changes",
  "relevant_attributes",
  "planned_actions",
];

/** What `terraform show -json` writes when there is no state: none of these says anything about resources. */
export const emptyStateMembers = ["format_version", "terraform_version", "checks"];

function refused(id: string, message: string): Detection {
  return { kind: "refused", id, message };
}

export function other(message: string): Detection {
  return { kind: "other", message };
}

const unknownContent =
  "is no Terraform plan, state or configuration that keylint knows. Give a folder with .tf files, or what `terraform show -json` prints";

export const unrecognised = other(unknownContent);

/** Whole JSON that is nothing of Terraform's. */
export const otherJson = other(unknownContent);

export function newFormat(what: "plan" | "state", version: unknown): Detection {
  return refused(
    `${what}-version`,
    `has ${what} format ${String(version)}, which is newer than this version of keylint reads. Update keylint`,
  );
}

/** What Terraform and its relatives write that can't be judged, each with the sentence that says what to do. */
export const refusals = {
  broken: (problem: string): Detection => refused("file-unreadable", `${problem}. Write it again`),
  noise: refused(
    "file-unreadable",
    "has other text before the JSON of a plan or a state. Write to it only what `terraform show -json` prints on standard output, not what it says on standard error",
  ),
  binaryPlan: refused(
    "plan-binary",
    "is a binary plan. Run `terraform show -json FILE > plan.json` in the folder that it was made in, and scan plan.json",
  ),
  planText: refused(
    "plan-text",
    "is a plan as text for people. Run `terraform plan -out FILE` and `terraform show -json FILE > plan.json`, and scan plan.json",
  ),
  logStream: refused(
    "log-stream",
    "is the log of a run with -json, which tells events but not values. Run `terraform show -json` on the plan or the state, and scan what it prints",
  ),
  encrypted: refused(
    "state-encrypted",
    "is encrypted by OpenTofu. Run `tofu show -json > state.json` where the key is configured (for a plan `tofu show -json FILE > plan.json`), and scan that",
  ),
  redactedPlan: refused(
    "plan-redacted",
    "is HCP Terraform's redacted plan, from which values are left out. Download the full JSON execution plan of the run, or run `terraform show -json` yourself, and scan that",
  ),
  backendPointer: refused(
    "state-elsewhere",
    "only says in which backend the state lies. Run `terraform state pull > state.tfstate` in that folder, and scan state.tfstate",
  ),
  oldState: refused(
    "state-version",
    "is a state in format 1 or 2, from before Terraform 0.7. Let a newer Terraform upgrade it (`terraform apply -refresh-only`), and scan the new file",
  ),
};
