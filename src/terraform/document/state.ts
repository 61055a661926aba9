import type { SourceItem } from "../../model/source.ts";
import type { TerraformDocument } from "./document.ts";
import { jsonObjectOf, parseJson, jsonTextOf } from "./json.ts";
import { resourceOf } from "./resource.ts";
import { select } from "./select.ts";
import { markedAttributes } from "./sensitive.ts";
import type { Shape } from "./shape.ts";

/** The resources of `values`, of `prior_state.values` or of `planned_values`, in modules any number deep. */
export function stateModule<Name extends string>(name: Name): Shape<Name> {
  const module: Shape<Name> = {
    members: {
      resources: { items: { take: { when: "typed", name } } },
      child_modules: {
        get items() {
          return module;
        },
      },
    },
  };
  return module;
}

const shape: Shape<"resource"> = { members: { values: { members: { root_module: stateModule("resource") } } } };

/** Reads the state that `terraform show -json` prints (JSON output format, "State representation"). */
export async function* readState(
  document: TerraformDocument,
  wantedTypes: ReadonlySet<string>,
): AsyncGenerator<SourceItem> {
  for await (const selected of select(document.open(), shape, wantedTypes, document.wrapped)) {
    const entry = jsonObjectOf(parseJson(selected.text));
    yield {
      kind: "resource",
      resource: resourceOf(document, selected, entry, {
        kind: "state",
        address: jsonTextOf(entry["address"]),
        deposed: jsonTextOf(entry["deposed_key"]),
        tainted: entry["tainted"] === true,
        values: entry["values"],
        sensitive: markedAttributes(entry["sensitive_values"]),
        attributesAt: [["values"]],
      }),
    };
  }
}
