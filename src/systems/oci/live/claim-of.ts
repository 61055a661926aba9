import { member, textOf } from "../../../http/json.ts";

/** A claim of a JSON web token, unverified: the token is our own. */
export function claimOf(token: string, claim: string): string | undefined {
  try {
    return textOf(member(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()), claim));
  } catch {
    return undefined;
  }
}
