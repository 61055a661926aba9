import { type Maybe, unknown } from "../../model/unknown.ts";

/** A service account, by one of its two ids: both are unique in all of Google Cloud. */
export interface AccountName {
  /** The email address, or the unique id where only that is told. */
  readonly id: string;
  readonly email: string | undefined;
  readonly project: string | undefined;
}

/**
 * Reads the name of a service account or of a key of it: an email address, a unique id, `projects/P/serviceAccounts/EMAIL_OR_ID` or that with
 * `/keys/ID` (hashicorp/terraform-provider-google, google/tpgresource/utils.go, `ServiceAccountFQN`).
 * @returns unknown for a short name without its project, which the provider completes from its own configuration
 */
export function accountNamed(text: string): Maybe<AccountName> {
  const [, written, account = text] = /^projects\/([^/]+)\/serviceAccounts\/([^/]+)/.exec(text) ?? [];
  const project = written === "-" ? undefined : written;
  if (account.includes("@")) return { id: account, email: account, project: project ?? projectOf(account) };
  if (/^\d+$/.test(account)) return { id: account, email: undefined, project };
  if (project === undefined)
    return unknown("the name of the service account is short: its project is in the provider's configuration");
  const email = emailOf(account, project);
  return { id: email, email, project };
}

/** The address of a service account that is made in a project; one of a domain, `example.com:p`, is written `p.example.com`. */
export function emailOf(account: string, project: string): string {
  return `${account}@${project.split(":").toReversed().join(".")}.iam.gserviceaccount.com`;
}

/** Accounts that Google Cloud makes itself have the project elsewhere in their address, or its number alone. */
function projectOf(email: string): string | undefined {
  const made = /@([^.]+)(?:\.(.+))?\.iam\.gserviceaccount\.com$/.exec(email);
  if (made !== null) return [made[2], made[1]].filter((part) => part !== undefined).join(":");
  return /^(.+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1];
}
