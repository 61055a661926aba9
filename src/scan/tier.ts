import type { Judge } from "./judge.ts";

const tiers = ["standard", "extended", "deep"] as const;

/** The rules whose facts this tier derives, and the ids of those that it leaves out. */
export function rulesOfTier<J extends Judge>(
  rules: readonly J[],
  tier: (typeof tiers)[number],
): { readonly ran: readonly J[]; readonly left: readonly string[] } {
  const within = ({ rule }: J): boolean => tiers.indexOf(rule.tier) <= tiers.indexOf(tier);
  return { ran: rules.filter(within), left: rules.filter((judge) => !within(judge)).map(({ rule }) => rule.id) };
}
