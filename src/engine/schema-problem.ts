import type { ErrorObject } from "ajv";
import { didYouMean, type Problem } from "./problem.ts";
import { pointerStep, type YamlDocument } from "./yaml.ts";

/** Puts the errors of a schema's validator into words, at the places where they were written. */
export function schemaProblems(errors: readonly ErrorObject[], document: YamlDocument): readonly Problem[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf").map(({ schemaPath }) => schemaPath);
  const inUnion = (path: string): boolean => unions.some((union) => path !== union && path.startsWith(union));
  return errors
    .filter(({ keyword, schemaPath }) => !["propertyNames", "if"].includes(keyword) && !inUnion(schemaPath))
    .map((error) => discreet(error, problemOf(error, document)));
}

/** In a target somebody may have written a secret where its place belongs. */
function discreet({ instancePath }: ErrorObject, problem: Problem): Problem {
  return instancePath.startsWith("/targets/") ? { ...problem, secret: true } : problem;
}

function problemOf(error: ErrorObject, document: YamlDocument): Problem {
  const { instancePath, keyword } = error;
  const params: Readonly<Record<string, unknown>> = error.params;
  const parent: Readonly<Record<string, unknown>> = error.parentSchema ?? {};
  const name = instancePath.slice(instancePath.lastIndexOf("/") + 1) || "the file";
  const meaning = typeof parent["description"] === "string" ? `: ${parent["description"]}` : "";
  switch (keyword) {
    case "required":
      return { ...document.keyAt(instancePath), message: `\`${String(params["missingProperty"])}\` is missing` };
    case "additionalProperties": {
      const field = String(params["additionalProperty"]);
      const hint = didYouMean(field, Object.keys(parent["properties"] ?? {}));
      const place = document.keyAt(instancePath + pointerStep(field));
      return { ...place, cut: true, message: `unknown field \`${field}\`${hint}` };
    }
    case "pattern": {
      if (error.propertyName !== undefined)
        return {
          ...document.keyAt(instancePath + pointerStep(error.propertyName)),
          message: `\`${error.propertyName}\` is not a name${meaning}`,
        };
      return { ...document.valueAt(instancePath), message: `\`${name}\` does not have the right form${meaning}` };
    }
    case "enum":
      return {
        ...document.valueAt(instancePath),
        message: `\`${name}\` must be one of ${list(params["allowedValues"])}`,
      };
    case "type":
      return {
        ...document.valueAt(instancePath),
        message: `\`${name}\` must be of type ${list(params["type"])}${meaning}`,
      };
    case "anyOf":
      return { ...document.valueAt(instancePath), message: `\`${name}\` does not fit${meaning}` };
    case "not":
      return { ...document.valueAt(instancePath), message: meaning.slice(2) || `\`${name}\` does not fit` };
    default:
      return { ...document.valueAt(instancePath), message: `\`${name}\` ${error.message ?? "does not fit"}` };
  }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
