import { nonEmptyTextOf } from "../../../http/json.ts";

/** How to authenticate, in the words of the `oci` command line's `--auth`. */
export const ociAuths = [
  "api_key",
  "security_token",
  "resource_principal",
  "instance_principal",
  "oke_workload_identity",
] as const;
export type OciAuth = (typeof ociAuths)[number];

/** A tenancy to list; target.schema.json says what each setting means. Everything that is absent comes from the profile, then from the environment. */
export type OciTarget = Partial<ReturnType<typeof ociTargetOf>>;

/** Reads the settings of a target, whose form the schema checked. */
export function ociTargetOf(settings: Readonly<Record<string, unknown>>) {
  const text = (name: string) => nonEmptyTextOf(settings[name]);
  return {
    profile: text("profile"),
    auth: ociAuths.find((auth) => auth === settings["auth"]),
    tenancy: text("tenancy"),
    region: text("region"),
    endpoint: text("endpoint"),
    configFile: text("configFile"),
  };
}
