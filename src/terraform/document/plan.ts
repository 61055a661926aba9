import type { SourceItem } from "../../model/source.ts";
import { incompleteDocument, type TerraformDocument } from "./document.ts";
import { jsonObjectOf, parseJson } from "./json.ts";
import { isGoneByDrift, objectItem, recordedItem } from "./plan-object.ts";
import { PlanProviders } from "./plan-providers.ts";
import { type PlanPart, planShape } from "./plan-shape.ts";
import { PlanSurvey } from "./plan-survey.ts";
import { select } from "./select.ts";
import type { Selected } from "./shape.ts";

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
  const providers = new PlanProviders();
  let broken: unknown;
  try {
    for await (const part of parts()) {
      if (providers.add(document, part)) continue;
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
  yield { kind: "plan", plan: survey.info(document) };
  for (const provider of providers.blocks(document, wantedTypes)) yield { kind: "provider", provider };
  for await (const part of kept ?? parts()) {
    if (!isAboutObject(part.name)) continue;
    const entry = jsonObjectOf(parseJson(part.text));
    if (survey.isBest(part.name, entry) && !isGoneByDrift(part.name, entry))
      yield objectItem(document, part, entry, survey);
    if (part.name === "drift") yield* recordedItem(document, part, entry);
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
    yield incompleteDocument(
      document,
      "plan-errored",
      "is a plan that ended with an error, so it holds only what was reached before. Fix what `terraform plan` reports, and plan again",
    );
  if (survey.deferred)
    yield incompleteDocument(
      document,
      "plan-deferred",
      "is a plan that defers changes to a later plan. Apply it, and scan the plan that follows too",
    );
  if (survey.incomplete && !survey.errored && !survey.deferred)
    yield incompleteDocument(
      document,
      "plan-incomplete",
      "is a plan that does not say all (its member `complete` is false, as after -target). Scan a plan of everything",
    );
}
