import { keyFacts } from "./schema/key.ts";
import { publicKeyFacts } from "./schema/public-key.ts";
import { accountFacts, userFacts } from "./schema/user.ts";

/** Every fact that a rule can name, by group. The rule language is typed from this table. */
export const factSchema = { key: keyFacts, user: userFacts, account: accountFacts, publicKey: publicKeyFacts } as const;

export type FactGroupName = keyof typeof factSchema;
