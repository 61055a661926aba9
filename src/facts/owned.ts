import type { Subject } from "../model/gap.ts";
import type { TerraformOrigin } from "../model/view.ts";

/** Where a reference starts from. */
export type ReferencePlace = Pick<TerraformOrigin, "root" | "address">;

/** What names an owner: a key, a gap, a membership. */
export type Owned = Pick<Subject, "system" | "account" | "owner"> & { readonly terraform?: ReferencePlace };
