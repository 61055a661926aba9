import type { Judge } from "./judge.ts";

const tiers = ["standard", "extended", "deep"] as const;

/** The rules whose facts this tier derives, and the ids of those that are left out; `only` leaves out all but one. */
export function rulesOfTier<J extends Judge>(
  rules: readonly J[],
  tier: (typeof tiers)[number],
  only?: string,
): { readonly ran: readonly J[]; readonly left: readonly string[] } {
  const runs = ({ rule }: J): boolean =>
    tiers.indexOf(rule.tier) <= tiers.indexOf(tier) && (only === undefined || rule.id === only);
  return { ran: rules.filter(runs), left: rules.filter((judge) => !runs(judge)).map(({ rule }) => rule.id) };
}
