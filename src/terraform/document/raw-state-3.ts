import type { SourceItem } from "../../model/source.ts";
import { moduleAddress } from "./address.ts";
import type { TerraformDocument } from "./document.ts";
import { expandFlat } from "./flat.ts";
import { arrayOf, jsonObjectOf, parseJson, jsonTextOf } from "./json.ts";
import { resourceOf } from "./resource.ts";
import { select } from "./select.ts";
import type { Shape } from "./shape.ts";

const version3: Shape<"resource"> = {
  members: {
    modules: {
      items: {
        header: ["path"],
        members: { resources: { others: { take: { when: "typed", name: "resource" } } } },
      },
    },
  },
};

/** `TYPE.NAME`, `data.TYPE.NAME`, each maybe with `.INDEX`: names had no dots before Terraform 0.12. */
const resourceKey = /^(data\.)?[^.]+\.([^.]+)(?:\.(\d+))?$/;

/** Reads a state file in format 3, which Terraform wrote until 0.11 (`internal/states/statefile/version3.go`). */
export async function* readRawState3(
  document: TerraformDocument,
  wantedTypes: ReadonlySet<string>,
): AsyncGenerator<SourceItem> {
  for await (const selected of select(document.open(), version3, wantedTypes, document.wrapped)) {
    const entry = jsonObjectOf(parseJson(selected.text));
    const [, data, name, index] = resourceKey.exec(selected.path.at(-1) ?? "") ?? [];
    const modules = arrayOf(selected.header.get("path")).slice(1);
    const objects = [
      { instance: entry["primary"], at: ["primary", "attributes"], deposed: undefined },
      ...arrayOf(entry["deposed"]).map((instance, position) => ({
        instance,
        at: ["deposed", String(position), "attributes"],
        deposed: String(position),
      })),
    ];
    for (const { instance, at, deposed } of objects) {
      const attributes = jsonObjectOf(instance)["attributes"];
      if (attributes === undefined || attributes === null) continue;
      yield {
        kind: "resource",
        resource: resourceOf(
          document,
          selected,
          {
            mode: data === undefined ? "managed" : "data",
            type: entry["type"],
            name,
            index: index === undefined ? undefined : Number(index),
          },
          {
            kind: "state",
            module: moduleAddress(modules.flatMap((step) => ({ name: jsonTextOf(step) ?? "", index: "" }))),
            deposed,
            tainted: jsonObjectOf(instance)["tainted"] === true,
            sensitive: new Set(),
            values: expandFlat(jsonObjectOf(attributes)),
            attributesAt: [at],
          },
        ),
      };
    }
  }
}
