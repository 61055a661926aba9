import { examples } from "../../generated/examples.ts";
import { shippedRules } from "../../generated/rules.ts";
import { UsageError } from "../errors.ts";
import { createFiles, type ProjectWriter } from "./new-files.ts";

/**
 * `keylint rules new`: the rule of examples/rules to start from, with a fixture that passes and one that fails.
 * @throws {UsageError} for an id that is not lower-case words joined by hyphens, or that a shipped rule has or had
 */
export async function newRule(id: string, directory: string, project: ProjectWriter): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(
      `\`${id}\` can't be the id of a rule: use lower-case words joined by hyphens, like \`key-age\``,
    );
  if (shippedRules.some((rule) => rule.id === id || rule.aliases?.includes(id) === true))
    throw new UsageError(`\`${id}\` is already the id of a rule of keylint's own; choose another`);
  const folder = directory.replace(/[/\\]$/, "");
  await createFiles(
    {
      [`${folder}/${id}.yaml`]: examples["rules/key-states-purpose.yaml"].replace(/^id: .*$/m, `id: ${id}`),
      [`${folder}/fixtures/${id}/pass.tf`]: examples["rules/fixtures/key-states-purpose/pass.tf"],
      [`${folder}/fixtures/${id}/fail.tf`]: examples["rules/fixtures/key-states-purpose/fail.tf"],
    },
    project,
  );
  project.write(
    `\nTry it:  keylint rules test ${folder}\nUse it:  keylint scan --rules ${folder}, or ruleFolders: [${folder}] in keylint.yaml\n`,
  );
}
