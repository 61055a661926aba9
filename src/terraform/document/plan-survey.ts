import { createHash } from "node:crypto";
import { parseInstant } from "../../model/instant.ts";
import type { PlanInfo } from "../../model/refactoring.ts";
import type { TerraformDocument } from "./document.ts";
import { Configuration } from "./references.ts";
import { type JsonObject, jsonObjectOf, parseJson, jsonTextOf } from "./json.ts";
import type { PlanPart } from "./plan-shape.ts";
import type { Selected } from "./shape.ts";

/**
 * How well each part of a plan tells what an object will be: the same object usually stands in several. What a plan calls `no-op` is what
 * exists, and where the object has drifted, `resource_drift` tells what that is.
 */
const ranks = { change: 5, drift: 4, unchanged: 3, prior: 2, planned: 1 } as const;

/** What must be known of a plan as a whole before the first of its objects can be told. */
export class PlanSurvey {
  readonly configuration = new Configuration();
  errored = false;
  incomplete = false;
  deferred = false;
  readonly #best = new Map<string, number>();
  readonly #digest = createHash("sha256");
  #hasChanges = false;
  #time: number | undefined;

  add(part: Selected<PlanPart>): void {
    const { name, text } = part;
    this.#digest.update(`${name}\0${text}\0`);
    if (name === "changes") this.#hasChanges = true;
    else if (name === "time") this.#time = timeOf(text);
    else if (name === "configuration") this.configuration.add(part);
    else if (name === "errored") this.errored ||= text === "true";
    else if (name === "complete") this.incomplete ||= text === "false";
    else if (name === "deferral") this.deferred = true;
    else if (name !== "provider" && name !== "variable") {
      const entry = jsonObjectOf(parseJson(text));
      this.#raise(identityOf(entry), rankOf(name, entry));
      const previous = jsonTextOf(entry["previous_address"]);
      if (previous !== undefined) this.#raise(identityOf({ ...entry, address: previous }), ranks.prior + 0.5);
    }
  }

  /** Whether no other part of the plan tells more of this object. */
  isBest(name: PlanPart, entry: JsonObject): boolean {
    return this.#best.get(identityOf(entry)) === rankOf(name, entry);
  }

  /** What the plan says of itself. Only a whole plan with changes tells which blocks make no object. */
  info({ source, uri }: TerraformDocument): PlanInfo {
    const whole = this.#hasChanges && !this.errored && !this.incomplete && !this.deferred;
    return {
      source,
      uri,
      digest: this.#digest.copy().digest("hex"),
      ...(this.#time === undefined ? {} : { time: this.#time }),
      ...(whole ? { blocks: this.configuration.blocks() } : {}),
    };
  }

  #raise(identity: string, rank: number): void {
    if ((this.#best.get(identity) ?? 0) < rank) this.#best.set(identity, rank);
  }
}

function timeOf(text: string): number | undefined {
  try {
    return parseInstant(jsonTextOf(parseJson(text)) ?? "");
  } catch {
    return undefined;
  }
}

function rankOf(name: PlanPart, entry: JsonObject): number {
  if (name === "drift" || name === "prior" || name === "planned") return ranks[name];
  const actions = jsonObjectOf(entry["change"])["actions"];
  return String(actions) === "no-op" ? ranks.unchanged : ranks.change;
}

/** A deposed object has the address of the object that replaced it. */
function identityOf(entry: JsonObject): string {
  const deposed = jsonTextOf(entry["deposed"]) ?? jsonTextOf(entry["deposed_key"]) ?? "";
  return `${jsonTextOf(entry["address"]) ?? ""} ${deposed}`;
}
