import { fileURLToPath } from "node:url";
import type { Notification } from "../../../src/model/notification.ts";
import type { SourceItem } from "../../../src/model/source.ts";
import type { TerraformResource } from "../../../src/model/terraform.ts";
import { terraformSource, type TerraformSourceOptions } from "../../../src/terraform/source.ts";

/** The fixtures of whole documents. */
export const documents = fileURLToPath(new URL("../../../fixtures/terraform/documents", import.meta.url));

export const keyTypes: ReadonlySet<string> = new Set([
  "oci_identity_api_key",
  "oci_identity_api_keys",
  "oci_identity_domains_api_key",
  "oci_identity_domains_my_api_key",
  "intersight_iam_api_key",
]);

export interface Reading {
  readonly resources: readonly TerraformResource[];
  readonly notifications: readonly Notification[];
}

/** Reads a source to its end. */
export async function read(name: string, options: Partial<TerraformSourceOptions> = {}): Promise<Reading> {
  const source = terraformSource(name, {
    cwd: documents,
    wantedTypes: keyTypes,
    varFiles: [],
    sizeLimit: 1 << 20,
    stdin: (async function* () {})(),
    ...options,
  });
  const items: SourceItem[] = [];
  for await (const item of source.read()) items.push(item);
  return {
    resources: items.flatMap((item) => (item.kind === "resource" ? [item.resource] : [])),
    notifications: items.flatMap((item) => (item.kind === "notification" ? [item.notification] : [])),
  };
}
