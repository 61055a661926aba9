import type { SourceItem } from "../../model/source.ts";
import type { TerraformDocument } from "./document.ts";
import { unwrapDynamic } from "./dynamic.ts";
import { expandFlat } from "./flat.ts";
import { isJsonObject, jsonObjectOf, parseJson, jsonTextOf } from "./json.ts";
import { resourceOf } from "./resource.ts";
import { select } from "./select.ts";
import { pathAttributes } from "./sensitive.ts";
import type { Shape } from "./shape.ts";

/** One block holds all instances of `count` or `for_each`, of which there can be very many: so they are selected one by one. */
const version4: Shape<"instance" | "lineage" | "serial"> = {
  members: {
    lineage: { take: { when: "whole", name: "lineage" } },
    serial: { take: { when: "whole", name: "serial" } },
    resources: {
      items: {
        header: ["module", "mode", "type", "name"],
        headerNeeds: ["mode", "type", "name"],
        members: { instances: { items: { take: { when: "below-header", name: "instance" } } } },
      },
    },
  },
};

/** Reads a state file in format 4, which Terraform writes since 0.12 (`internal/states/statefile/version4.go`). */
export async function* readRawState(
  document: TerraformDocument,
  wantedTypes: ReadonlySet<string>,
): AsyncGenerator<SourceItem> {
  let lineage: string | undefined;
  let serial: number | undefined;
  for await (const selected of select(document.open(), version4, wantedTypes, document.wrapped)) {
    const { header, name } = selected;
    if (name === "lineage") lineage = jsonTextOf(parseJson(selected.text));
    if (name === "serial") serial = Number(parseJson(selected.text));
    if (name !== "instance") continue;
    const instance = jsonObjectOf(parseJson(selected.text));
    const flat = instance["attributes_flat"];
    yield {
      kind: "resource",
      resource: resourceOf(
        document,
        selected,
        {
          mode: header.get("mode"),
          type: header.get("type"),
          name: header.get("name"),
          index: instance["index_key"],
        },
        {
          kind: "state",
          module: jsonTextOf(header.get("module")) ?? "",
          deposed: jsonTextOf(instance["deposed"]),
          tainted: instance["status"] === "tainted",
          sensitive: pathAttributes(instance["sensitive_attributes"]),
          values: isJsonObject(flat) ? expandFlat(flat) : unwrapDynamic(instance["attributes"]),
          attributesAt: [[isJsonObject(flat) ? "attributes_flat" : "attributes"]],
        },
      ),
    };
  }
  const { source, uri } = document;
  if (lineage !== undefined && serial !== undefined && Number.isSafeInteger(serial))
    yield { kind: "state", state: { source, uri, lineage, serial } };
}
