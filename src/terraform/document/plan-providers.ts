import type { Location } from "../../model/location.ts";
import type { TerraformProvider, TerraformValue } from "../../model/terraform.ts";
import { wantedArgument } from "../names.ts";
import type { TerraformDocument } from "./document.ts";
import { arrayOf, isJsonObject, jsonObjectOf, jsonTextOf, memberOf, parseJson } from "./json.ts";
import { Places } from "./places.ts";
import type { PlanPart } from "./plan-shape.ts";
import type { Selected } from "./shape.ts";

/** What a plan says of `provider` blocks: arguments that are written out, and defaults of the root module's variables. */
export class PlanProviders {
  readonly #blocks: Selected<PlanPart>[] = [];
  readonly #defaults = new Map<string, Told>();

  /** Whether the part is about providers; it is taken in. */
  add(document: TerraformDocument, part: Selected<PlanPart>): boolean {
    if (part.name === "provider") this.#blocks.push(part);
    else if (part.name === "variable") this.#addDefault(document, part);
    else return false;
    return true;
  }

  #addDefault(document: TerraformDocument, part: Selected<PlanPart>): void {
    const value = memberOf(parseJson(part.text), "default");
    if (typeof value === "string")
      this.#defaults.set(part.path.at(-1) ?? "", told(document, part, [], "default", value));
  }

  /** The blocks that have a wanted argument whose text the plan tells. */
  *blocks(document: TerraformDocument, wanted: ReadonlySet<string>): Generator<TerraformProvider> {
    for (const part of this.#blocks) {
      const entry = jsonObjectOf(parseJson(part.text));
      const local = jsonTextOf(entry["name"]) ?? "";
      const provider = jsonTextOf(entry["full_name"])?.split("/").at(-1) ?? local;
      const module = jsonTextOf(entry["module_address"]);
      const arguments_ = Object.entries(jsonObjectOf(entry["expressions"])).flatMap(([name, expression]) => {
        const found = this.#told(document, part, name, expression, module);
        return found === undefined ? [] : [[name, found] as const];
      });
      if (!arguments_.some(([name]) => wanted.has(wantedArgument(provider, name)))) continue;
      yield {
        source: document.source,
        root: document.uri,
        document: "plan",
        provider,
        address: [module, "provider", local, jsonTextOf(entry["alias"])].filter((name) => name !== undefined).join("."),
        values: Object.fromEntries(arguments_.map(([name, { value }]) => [name, value])),
        location: { uri: document.uri, region: part.region },
        comments: [],
        places: new Map(arguments_.map(([name, { location }]) => [name, [location]])),
      };
    }
  }

  #told(
    document: TerraformDocument,
    part: Selected<PlanPart>,
    name: string,
    expression: unknown,
    module: string | undefined,
  ): Told | undefined {
    if (!isJsonObject(expression)) return undefined;
    const value = expression["constant_value"];
    if (typeof value === "string") return told(document, part, ["expressions", name], "constant_value", value);
    const [reference, second] = arrayOf(expression["references"]).flatMap((each) => jsonTextOf(each) ?? []);
    if (module !== undefined || second !== undefined) return undefined;
    return this.#defaults.get(/^var\.([\w-]+)$/.exec(reference ?? "")?.[1] ?? "");
  }
}

interface Told {
  readonly value: TerraformValue;
  readonly location: Location;
}

/** A text, and where the member of the document that holds it stands. */
function told(
  document: TerraformDocument,
  part: Selected<PlanPart>,
  below: readonly string[],
  member: string,
  value: string,
): Told {
  const region = new Places(part, [below]).get(member) ?? part.region;
  return { value, location: { uri: document.uri, region } };
}
