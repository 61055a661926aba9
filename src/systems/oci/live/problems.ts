import { SourceError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import { howToReach } from "../../../http/proxy.ts";
import type { SourceItem } from "../../../model/source.ts";
import { type Unknown, unknown } from "../../../model/unknown.ts";
import { listingError } from "../../live-source.ts";

/** Collects what could not be listed, so that the rest is still read. */
export interface Problems {
  /**
   * Notes one thing that could not be listed whole.
   * @param what names it: `the API keys of user alice (ocid1.user...)`
   * @returns the reason, for values that are not known because of it
   * @throws the error itself when it is not about the source
   */
  add(what: string, error: unknown): Unknown;
  /** Takes over what a branch of the work collected: branches run at the same time, and are reported in their order. */
  adopt(branch: Problems): void;
  /** The notifications since the last time. */
  drain(): readonly SourceItem[];
}

/** Makes an empty collection for one source. */
export function createProblems(source: string): Problems {
  let items: SourceItem[] = [];
  return {
    add(what, error) {
      if (!(error instanceof SourceError)) throw error;
      const step = error instanceof HttpError ? ` ${nextStep(error)}` : "";
      const message = `${what} could not be listed whole. ${error.message}.${step}`;
      items.push(listingError("listing-incomplete", source, `${message.charAt(0).toUpperCase()}${message.slice(1)}`));
      const reason = error instanceof HttpError ? `: ${shortReason(error)}` : "";
      return unknown(`${what} could not be listed whole${reason}`);
    },
    adopt(branch) {
      items.push(...branch.drain());
    },
    drain() {
      const drained = items;
      items = [];
      return drained;
    },
  };
}

function shortReason({ kind, status, code }: HttpError): string {
  const parts = [kind === "status" ? undefined : kind, status, code].filter((part) => part !== undefined);
  return parts.join(" ");
}

function nextStep({ kind, status }: HttpError): string {
  if (status === 401) return "Check the user, the fingerprint, the key and this machine's clock.";
  if (status === 403 || status === 404) {
    return "Allow the caller to read tenancies, users, groups, policies, compartments and domains in the tenancy, and to see each identity domain's users.";
  }
  if (kind === "proxy") return `${howToReach}.`;
  if (kind === "refused" || kind === "redirect") return "Check the endpoint and the identity domain's URL.";
  if (kind === "status" || kind === "network" || kind === "timeout" || kind === "truncated") {
    return "Run again later, or with less concurrency.";
  }
  return "Run again; if it stays so, ask Oracle's support.";
}
