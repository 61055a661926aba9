import type { SourceError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import { howToReach } from "../../../http/proxy.ts";
import type { SourceItem } from "../../../model/source.ts";
import { listingError } from "../../live-source.ts";

/**
 * The notification that makes the run incomplete.
 * @param what Names it: `the users of Intersight at intersight.com`.
 */
export function incomplete(source: string, what: string, error: SourceError): SourceItem {
  const message = `${source}: ${what} could not be listed whole. ${error.message}. ${nextStep(error)}.`;
  return listingError("listing-incomplete", source, message);
}

/** The reason of what is not known because of it, a clause. */
export function reasonOf(what: string, error: SourceError): string {
  const status = error instanceof HttpError ? (error.status ?? error.kind) : "no access token";
  return `${what} could not be listed (${status})`;
}

function nextStep(error: SourceError): string {
  if (!(error instanceof HttpError)) return "Check the target in keylint.yaml and the INTERSIGHT_* variables";
  const { kind, status } = error;
  if (status === 401)
    return "Check that the key's id and secret belong together, that it is enabled, and this machine's clock";
  if (status === 403) return "Give the key's user a role that may read users, API keys and account limits";
  if (status === 404) return "Check the endpoint: it is not Intersight, or an appliance of another version";
  if (kind === "refused" || kind === "redirect") return "Check the endpoint";
  if (kind === "proxy") return howToReach;
  if (kind === "network") return "Check the endpoint, its certificate (caFile) and the way to it, then run again";
  return "Run again later";
}
