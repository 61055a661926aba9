import { validateRule } from "../../generated/rule.js";
import type { ExpressionProblem } from "./judge.ts";
import { readParameter } from "./parameter.ts";
import { describeProblem, type Problem } from "./problem.ts";
import type { RuleDocument } from "./rule-document.ts";
import { schemaProblems } from "./schema-problem.ts";
import { parseYaml, pointerStep, YamlError } from "./yaml.ts";

/** A rule file of a user, read as far as it can be. */
export interface RuleFile {
  readonly path: string;
  /** Absent when the file does not fit the schema. */
  readonly document?: RuleDocument;
  /** Each as `file:line:column: message` with the line and carets. */
  readonly problems: readonly string[];
  /** Puts something wrong with the whole rule into words, at its id. */
  describeId(message: string): string;
  /** Puts an error inside an expression into words, under the word that is wrong. */
  describeExpression(problem: ExpressionProblem): string;
}

/** Reads a rule's YAML and checks its shape; what is wrong is told, not thrown. */
export async function readRuleFile(path: string, text: string): Promise<RuleFile> {
  const describe = (problem: Problem): string => describeProblem(path, text, problem);
  const yaml = await parseYaml(text).catch((error: unknown) => {
    if (error instanceof YamlError) return error;
    throw error;
  });
  if (yaml instanceof YamlError) {
    const message = describe(yaml.problem);
    return { path, problems: [message], describeId: () => message, describeExpression: () => message };
  }

  const { value } = yaml;
  const problems: Problem[] = [];
  if (!isRuleDocument(value)) problems.push(...schemaProblems(validateRule.errors ?? [], yaml));
  else {
    const name = path.replace(/^.*[/\\]/, "").replace(/\.ya?ml$/, "");
    if (value.id !== name)
      problems.push({ ...yaml.valueAt("/id"), message: `the id must be the file's name, \`${name}\`` });
    for (const [parameter, definition] of Object.entries(value.params ?? {})) {
      const reading = readParameter(definition, definition.default);
      const pointer = `/params${pointerStep(parameter)}`;
      const place = yaml.valueAt(`${pointer}/default`);
      // JavaScript's own names would shadow what every object has.
      if (parameter in Object.prototype)
        problems.push({ ...yaml.keyAt(pointer), message: `\`${parameter}\` can't be the name of a parameter` });
      if ("problem" in reading) problems.push({ ...place, message: `\`${parameter}\` ${reading.problem}` });
    }
  }
  return {
    path,
    ...(isRuleDocument(value) ? { document: value } : {}),
    problems: problems.toSorted((a, b) => a.offset - b.offset).map(describe),
    describeId: (message) => describe({ ...yaml.valueAt("/id"), message }),
    describeExpression: ({ field, error }) =>
      describe({ ...yaml.within(`/${field}`, error.start, error.end), message: error.message }),
  };
}

function isRuleDocument(value: unknown): value is RuleDocument {
  return validateRule(value);
}
