import type { TerraformValues } from "../model/terraform.ts";
import { type Maybe, mapKnown } from "../model/unknown.ts";
import { objectsOf } from "../terraform/values.ts";

/** Tags as key and value; one whose parts are not known is left out. */
export function tagsOf(values: TerraformValues, name: string): Maybe<Readonly<Record<string, string>>> {
  return mapKnown(objectsOf(values, name), (tags) =>
    Object.fromEntries(
      tags.flatMap((tag) => {
        const { key, value } = tag;
        return typeof key === "string" && typeof value === "string" ? [[key, value]] : [];
      }),
    ),
  );
}
