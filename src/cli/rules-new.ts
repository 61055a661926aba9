import { shippedRules } from "../../generated/rules.ts";
import { UsageError } from "../errors.ts";
import { createFiles, type ProjectWriter } from "./new-files.ts";

/**
 * `keylint rules new`: a rule to start from, with a fixture that passes and one that fails.
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
      [`${folder}/${id}.yaml`]: ruleText(id),
      [`${folder}/fixtures/${id}/pass.tf`]: fixtureText("ci", "Every key of ci has a description."),
      [`${folder}/fixtures/${id}/fail.tf`]: fixtureText("", "A key without a description."),
    },
    project,
  );
  project.write(
    `\nTry it:  keylint rules test ${folder}\nUse it:  keylint scan --rules ${folder}, or ruleFolders: [${folder}] in keylint.yaml\n`,
  );
}

function ruleText(id: string): string {
  return `# yaml-language-server: $schema=https://raw.githubusercontent.com/keylint/keylint/main/schemas/rule.schema.json
# A rule of your own. \`keylint rules explain key\` lists the facts that it can name,
# \`keylint rules explain language\` what it can say of them.
id: ${id}
title: Intersight API key does not say what it is for
description: Nobody can tell whether a key without a purpose is still needed.
severity: low
applies: key.system == "intersight"
require: has(key.purpose) && size(key.purpose) >= params.shortest
message: the purpose of the key is missing or shorter than {params.shortest} characters
at: purpose
params:
  shortest: { type: integer, minimum: 1, default: 1 }
remediation: Set \`purpose\` to the system that uses the key.
noControl: A rule of our own.
`;
}

function fixtureText(purpose: string, comment: string): string {
  return `# ${comment}
resource "intersight_iam_api_key" "example" {
  purpose           = ${JSON.stringify(purpose)}
  hash_algorithm    = "SHA256"
  signing_algorithm = "RSASSA-PKCS1-v1_5"

  key_spec {
    object_type           = "pkix.RsaAlgorithm"
    additional_properties = jsonencode({ Modulus = 4096 })
  }
}
`;
}
