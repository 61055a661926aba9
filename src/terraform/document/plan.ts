import type { SourceItem } from "../../model/source.ts";
import type { TerraformValue } from "../../model/terraform.ts";
import { indexText, type ModuleStep, moduleSteps } from "./address.ts";
import { actionOf } from "./change.ts";
import { incomplete, type TerraformDocument } from "./document.ts";
import { isObject, isValues, type JsonObject, objectOf, parseJson, textOf } from "./json.ts";
import { type PlanPart, planShape } from "./plan-shape.ts";
import { PlanSurvey } from "./plan-survey.ts";
import { indexOf, resourceOf, valuesOf } from "./resource.ts";
import { select } from "./select.ts";
import type { Selected } from "./shape.ts";
import { withUnknowns } from "./unknowns.ts";

/** As long as what is selected is shorter (UTF-16 code units), it is kept rather than selected a second time. */
const keptLength = 16 << 20;

/**
 * Reads a plan that `terraform show -json` prints (JSON output format, "Plan representation"): every object once, as it will be after the
 * plan; objects that the plan does not touch as they are, drift included. The plan is gone through twice, because `configuration`, which
 * tells what unknown values refer to, stands behind the changes.
 */
export async function* readPlan(
  document: TerraformDocument,
  wantedTypes: ReadonlySet<string>,
): AsyncGenerator<SourceItem> {
  const survey = new PlanSurvey();
  const parts = (): AsyncIterable<Selected<PlanPart>> =>
    select(document.open(), planShape, wantedTypes, document.wrapped);
  let kept: Selected<PlanPart>[] | undefined = [];
  let length = 0;
  let broken: unknown;
  try {
    for await (const part of parts()) {
      survey.add(part);
      if (!isAboutObject(part.name)) continue;
      length += part.text.length;
      if (length > keptLength) kept = undefined;
      kept?.push(part);
    }
  } catch (error) {
    broken = error;
  }
  yield* shortcomings(document, survey);
  for await (const part of kept ?? parts()) {
    if (!isAboutObject(part.name)) continue;
    const entry = objectOf(parseJson(part.text));
    if (survey.isBest(part.name, entry)) yield* itemsOf(document, part, entry, survey);
  }
  // What stands before the place where the plan breaks off has been told.
  if (broken !== undefined) throw broken;
}

function isAboutObject(name: PlanPart): boolean {
  return name === "change" || name === "drift" || name === "prior" || name === "planned";
}

/** What makes a plan tell less than all. A member that is absent says nothing: older versions of Terraform do not write it. */
function* shortcomings(document: TerraformDocument, survey: PlanSurvey): Generator<SourceItem> {
  if (survey.errored)
    yield incomplete(
      document,
      "plan-errored",
      "is a plan that ended with an error, so it holds only what was reached before. Fix what `terraform plan` reports, and plan again",
    );
  if (survey.deferred)
    yield incomplete(
      document,
      "plan-deferred",
      "is a plan that defers changes to a later plan. Apply it, and scan the plan that follows too",
    );
  if (survey.incomplete && !survey.errored && !survey.deferred)
    yield incomplete(
      document,
      "plan-incomplete",
      "is a plan that does not say all (its member `complete` is false, as after -target). Scan a plan of everything",
    );
}

function* itemsOf(
  document: TerraformDocument,
  part: Selected<PlanPart>,
  entry: JsonObject,
  survey: PlanSurvey,
): Generator<SourceItem> {
  const change = objectOf(entry["change"]);
  const common = {
    kind: "plan",
    address: textOf(entry["address"]),
    module: textOf(entry["module_address"]),
    deposed: textOf(entry["deposed"]) ?? textOf(entry["deposed_key"]),
  } as const;
  if (part.name === "prior" || part.name === "planned") {
    const values = part.name === "prior" ? valuesOf(entry["values"]) : plannedValues(entry, survey);
    yield {
      kind: "resource",
      resource: resourceOf(document, part, entry, {
        ...common,
        tainted: entry["tainted"] === true,
        values,
        change: part.name === "prior" ? { action: "no-op", before: valuesOf(values) } : { action: "create" },
        attributesAt: [["values"]],
      }),
    };
    return;
  }
  const action = part.name === "drift" ? "no-op" : actionOf(change["actions"]);
  if (action === undefined) {
    yield incomplete(
      document,
      "plan-action",
      `wants to do something with ${common.address ?? "an object"} (line ${part.region.startLine}) that this version of keylint does not know. Update keylint`,
    );
    return;
  }
  // What drifted away (deleted outside of Terraform) is neither there nor planned.
  if (part.name === "drift" && !isObject(change["after"])) return;
  const removed = action === "delete" || action === "forget";
  const values = removed ? change["before"] : afterOf(entry, change, survey);
  const before = part.name === "drift" ? change["after"] : change["before"];
  const previousAddress = textOf(entry["previous_address"]);
  const importingId = textOf(objectOf(change["importing"])["id"]);
  yield {
    kind: "resource",
    resource: resourceOf(document, part, entry, {
      ...common,
      tainted: entry["action_reason"] === "replace_because_tainted",
      values,
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
    }),
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
  const values = objectOf(entry["values"]);
  const absent = Object.keys(objectOf(expressionsOf(entry, survey))).filter((name) => !Object.hasOwn(values, name));
  return markedValues(entry, values, Object.fromEntries(absent.map((name) => [name, true])), survey);
}

function markedValues(entry: JsonObject, values: unknown, marks: unknown, survey: PlanSurvey): TerraformValue {
  const scope = { steps: stepsOf(entry), index: indexText(indexOf(entry["index"])) };
  return withUnknowns(values, marks, expressionsOf(entry, survey), (expression) =>
    survey.configuration.referenceOf(expression, scope),
  );
}

function expressionsOf(entry: JsonObject, survey: PlanSurvey): unknown {
  const [mode, type, name] = [textOf(entry["mode"]), textOf(entry["type"]), textOf(entry["name"])];
  return survey.configuration.expressionsOf(stepsOf(entry), mode ?? "managed", type ?? "", name ?? "");
}

function stepsOf(entry: JsonObject): readonly ModuleStep[] {
  return moduleSteps(textOf(entry["module_address"]) ?? textOf(entry["address"]) ?? "");
}
