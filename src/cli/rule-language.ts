/** `keylint rules explain language`: what a rule's author can write. Each example is tried by a test. */
export const languageExamples: readonly (readonly [example: string, meaning: string])[] = [
  ['key.credential == "key-pair"', "facts by name: `keylint rules explain key`, `owner`, `account`, `publicKey`"],
  ["key.ageDays <= params.maxAgeDays", "parameters, which keylint.yaml can set"],
  ["key.ageDays > 90.0", "facts of type double are equal to numbers with a decimal point only"],
  ["has(key.expires)", "whether a fact is set; reading one that is not set leaves the result open"],
  ["key.active && !key.live || key.managed", "and, not, or; what is not known only matters where it decides"],
  ['publicKey.type in ["RSA", "EC"]', "membership"],
  ["has(key.expires) ? key.daysToExpiry > 0.0 : key.ageDays < 30.0", "one or the other"],
  ['owner.name.startsWith("ci-")', "also endsWith, contains, size(text)"],
  ['owner.name.matchesRe("^[a-z]+$")', "regular expressions of RE2, in linear time"],
  ['key.secretIn.exists(name, name.endsWith("_key"))', "also all, exists_one, filter, map; at most two deep"],
  ["double(key.ownerKeyCount) / 2.0 > 1.5", "int and double are converted by double() and int()"],
];

/** The examples as text. */
export function languageHelp(): string {
  const lines = languageExamples.map(([example, meaning]) => `    ${example}\n        ${meaning}\n`);
  return [
    "Rules are written in the Common Expression Language, CEL (cel.dev). `applies` and `require` are true or false; a message\n",
    "holds expressions in braces. A misspelt name or a wrong type is refused when the rule is loaded.\n\n",
    ...lines,
  ].join("");
}
