/** A live Oracle Cloud tenancy to list. Everything that is absent comes from the profile, then from the environment. */
export interface OciTarget {
  /** A profile of the configuration file; `DEFAULT`, or what `OCI_CLI_PROFILE` says, when absent. */
  readonly profile?: string;
  readonly auth?: OciAuth;
  /** OCID of the tenancy to list, when it is not the caller's own. */
  readonly tenancy?: string;
  readonly region?: string;
  /** Base URL of the Identity service, for a private realm. Its identity domains must be on the same host or below the same realm. */
  readonly endpoint?: string;
  /** Path of the configuration file. */
  readonly configFile?: string;
}

/** How to authenticate, in the words of the `oci` command line's `--auth`. */
export const ociAuths = [
  "api_key",
  "security_token",
  "resource_principal",
  "instance_principal",
  "oke_workload_identity",
] as const;
export type OciAuth = (typeof ociAuths)[number];
