import type { SourceItem } from "../../model/source.ts";
import type { TerraformChange, TerraformValue } from "../../model/terraform.ts";
import { indexText, type ModuleStep, moduleSteps } from "./address.ts";
import { actionOf } from "./change.ts";
import { incompleteDocument, type TerraformDocument } from "./document.ts";
import { isJsonObject, isValues, type JsonObject, memberOf, jsonObjectOf, jsonTextOf } from "./json.ts";
import type { PlanPart } from "./plan-shape.ts";
import type { PlanSurvey } from "./plan-survey.ts";
import { indexOf, type ResourceParts, resourceOf, documentValues } from "./resource.ts";
import { markedAttributes } from "./sensitive.ts";
import type { Selected } from "./shape.ts";
import { withUnknowns } from "./unknowns.ts";

/** What drifted away (deleted outside of Terraform) and is not planned again is neither there nor to come: its record tells so. */
export function isGoneByDrift(part: PlanPart, entry: JsonObject): boolean {
  return part === "drift" && !isJsonObject(memberOf(entry["change"], "after"));
}

/** A deposed object of which neither side is left was destroyed already. */
function isDestroyed(part: PlanPart, entry: JsonObject): boolean {
  const change = jsonObjectOf(entry["change"]);
  return (
    part === "change" &&
    !isJsonObject(change["before"]) &&
    !isJsonObject(change["after"]) &&
    change["after_unknown"] !== true
  );
}

/** What the state recorded of an object that drifted: an older view of it. */
export function* recordedItem(
  document: TerraformDocument,
  part: Selected<PlanPart>,
  entry: JsonObject,
): Generator<SourceItem> {
  const change = jsonObjectOf(entry["change"]);
  if (!isJsonObject(change["before"])) return;
  const resource = resourceOf(document, part, entry, {
    kind: "plan",
    sensitive: sensitiveOf(entry),
    ...namesOf(entry),
    // An object that was moved meanwhile is recorded at its former address.
    address: jsonTextOf(entry["previous_address"]) ?? jsonTextOf(entry["address"]),
    tainted: false,
    values: change["before"],
    attributesAt: [["change", "before"]],
  });
  const gone = !isJsonObject(change["after"]);
  yield { kind: "resource", resource: { ...resource, recorded: true, ...(gone ? { gone } : {}) } };
}

/** The resource of an entry of a plan; or that it is not known what the plan does to it. */
export function objectItem(
  document: TerraformDocument,
  part: Selected<PlanPart>,
  entry: JsonObject,
  survey: PlanSurvey,
): SourceItem {
  const parts =
    part.name === "prior" || part.name === "planned"
      ? standing(part.name, entry, survey)
      : changed(part.name, entry, survey);
  if (parts === undefined) {
    const address = jsonTextOf(entry["address"]) ?? "an object";
    return incompleteDocument(
      document,
      "plan-action",
      `wants to do something with ${address} (line ${part.region.startLine}) that this version of keylint does not know. Update keylint`,
    );
  }
  const resource = resourceOf(document, part, entry, {
    kind: "plan",
    sensitive: sensitiveOf(entry),
    ...namesOf(entry),
    ...parts,
  });
  return { kind: "resource", resource: isDestroyed(part.name, entry) ? { ...resource, gone: true } : resource };
}

function namesOf(entry: JsonObject): Pick<ResourceParts, "address" | "module" | "deposed"> {
  return {
    address: jsonTextOf(entry["address"]),
    module: jsonTextOf(entry["module_address"]),
    deposed: jsonTextOf(entry["deposed"]) ?? jsonTextOf(entry["deposed_key"]),
  };
}

/** What was sensitive before the change, or is after it: a mark is not lost by an apply. */
function sensitiveOf(entry: JsonObject): ReadonlySet<string> {
  const change = jsonObjectOf(entry["change"]);
  return markedAttributes(entry["sensitive_values"], change["before_sensitive"], change["after_sensitive"]);
}

type PlanParts = Pick<ResourceParts, "tainted" | "values" | "attributesAt"> & { readonly change: TerraformChange };

/** An object of `prior_state` or `planned_values`, which tell no change. */
function standing(part: "prior" | "planned", entry: JsonObject, survey: PlanSurvey): PlanParts {
  const prior = documentValues(entry["values"]);
  return {
    tainted: entry["tainted"] === true,
    values: part === "prior" ? prior : plannedValues(entry, survey),
    change: part === "prior" ? { action: "no-op", before: prior } : { action: "create" },
    attributesAt: [["values"]],
  };
}

/** An object of `resource_changes` or `resource_drift`; undefined when its action is not known. */
function changed(part: PlanPart, entry: JsonObject, survey: PlanSurvey): PlanParts | undefined {
  const change = jsonObjectOf(entry["change"]);
  const action = part === "drift" ? "no-op" : actionOf(change["actions"]);
  if (action === undefined) return undefined;
  const removed = action === "delete" || action === "forget";
  const before = part === "drift" ? change["after"] : change["before"];
  const previousAddress = jsonTextOf(entry["previous_address"]);
  const importingId = jsonTextOf(memberOf(change["importing"], "id"));
  return {
    tainted: entry["action_reason"] === "replace_because_tainted",
    values: removed ? change["before"] : afterOf(entry, change, survey),
    change: {
      action,
      ...(isValues(before) ? { before } : {}),
      ...(previousAddress === undefined ? {} : { previousAddress }),
      ...(importingId === undefined ? {} : { importingId }),
    },
    attributesAt: removed
      ? [["change", "before"]]
      : [
          ["change", "after"],
          ["change", "after_unknown"],
        ],
  };
}

/** The values after the change, with those that are known only after apply at their places. */
function afterOf(entry: JsonObject, change: JsonObject, survey: PlanSurvey): TerraformValue {
  const marks = change["after_unknown"];
  // Of an object that is not known at all, what the configuration sets is all that can be told.
  return marks === true ? plannedValues(entry, survey) : markedValues(entry, change["after"], marks, survey);
}

/** Planned values are not marked where they are unknown, but absent: what the configuration sets and they lack is unknown. */
function plannedValues(entry: JsonObject, survey: PlanSurvey): TerraformValue {
  const values = jsonObjectOf(entry["values"]);
  const absent = Object.keys(jsonObjectOf(expressionsOf(entry, survey))).filter((name) => !Object.hasOwn(values, name));
  return markedValues(entry, values, Object.fromEntries(absent.map((name) => [name, true])), survey);
}

function markedValues(entry: JsonObject, values: unknown, marks: unknown, survey: PlanSurvey): TerraformValue {
  const { configuration } = survey;
  const loop = configuration.loopOf(...blockOf(entry));
  const scope = { steps: stepsOf(entry), index: indexText(indexOf(entry["index"])), loop };
  return withUnknowns(values, marks, expressionsOf(entry, survey), (expression) =>
    configuration.referenceOf(expression, scope),
  );
}

function expressionsOf(entry: JsonObject, survey: PlanSurvey): unknown {
  return survey.configuration.expressionsOf(...blockOf(entry));
}

/** What names the block of an entry in the configuration. */
function blockOf(entry: JsonObject): [readonly ModuleStep[], string, string, string] {
  const [mode, type, name] = [jsonTextOf(entry["mode"]), jsonTextOf(entry["type"]), jsonTextOf(entry["name"])];
  return [stepsOf(entry), mode ?? "managed", type ?? "", name ?? ""];
}

function stepsOf(entry: JsonObject): readonly ModuleStep[] {
  return moduleSteps(jsonTextOf(entry["module_address"]) ?? jsonTextOf(entry["address"]) ?? "");
}
