/**
 * What code scanning refuses although `sarif-multitool` lets it pass: places without a file, colons in the first segment of a path, two
 * runs of one category, more than 20 tags, a security severity that is no number from 0.1 to 10, message links to nowhere.
 */
export function uploadErrors(log: unknown): string[] {
  const errors: string[] = [];
  const categories = new Set<string>();
  for (const run of list(log, "runs")) {
    const id = text(at(run, "automationDetails", "id"));
    const category = id.includes("/") ? id.slice(0, id.lastIndexOf("/")) : "";
    if (categories.has(category)) errors.push(`A delivery cannot contain multiple runs with the category ${category}.`);
    categories.add(category);
    if (!Array.isArray(at(run, "results"))) errors.push("Missing 'results' array in run.");
    if (list(run, "results").length > 25_000) errors.push("too many results");
    for (const rule of list(at(run, "tool", "driver"), "rules")) errors.push(...ruleErrors(rule));
    for (const result of list(run, "results")) errors.push(...resultErrors(result));
  }
  return errors;
}

function ruleErrors(rule: unknown): string[] {
  const errors: string[] = [];
  const id = text(at(rule, "id"));
  for (const name of ["shortDescription", "fullDescription", "help"]) {
    if (text(at(rule, name, "text")) === "") errors.push(`${id}: ${name}`);
  }
  const severity = at(rule, "properties", "security-severity");
  const inRange = typeof severity === "string" && Number(severity) >= 0.1 && Number(severity) <= 10;
  if (severity !== undefined && !inRange) errors.push(`${id}: security-severity ${JSON.stringify(severity)}`);
  if (list(at(rule, "properties"), "tags").length > 20) errors.push(`${id}: too many tags`);
  return errors;
}

function resultErrors(result: unknown): string[] {
  const errors: string[] = [];
  const id = text(at(result, "ruleId"));
  const locations = list(result, "locations");
  if (locations.length !== 1) errors.push(`${id}: ${locations.length} locations`);
  for (const location of [...locations, ...list(result, "relatedLocations")]) {
    const uri = text(at(location, "physicalLocation", "artifactLocation", "uri"));
    if (uri === "") errors.push(`${id}: expected artifact location`);
    if ((uri.split("/")[0] ?? "").includes(":"))
      errors.push(`${id}: first path segment in URL cannot contain colon: ${uri}`);
    if (/^(?:\.?\/|\/)/.test(uri) || uri.includes("//") || !/^[\w\-.~!$&'()*+,;=:@%/]*$/.test(uri))
      errors.push(`${id}: ${uri}`);
    for (const name of ["startLine", "startColumn", "endLine", "endColumn"]) {
      if (typeof at(location, "physicalLocation", "region", name) !== "number") errors.push(`${id}: no ${name}`);
    }
  }
  if (!/^[0-9a-f]{1,16}:\d+$/.test(text(at(result, "partialFingerprints", "primaryLocationLineHash")) || "0:1")) {
    errors.push(`${id}: primaryLocationLineHash`);
  }
  const ids = new Set(list(result, "relatedLocations").map((location) => at(location, "id")));
  for (const [, target] of text(at(result, "message", "text")).matchAll(/\]\((\d+)\)/g)) {
    if (!ids.has(Number(target))) errors.push(`${id}: link to ${target}`);
  }
  return errors;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    current = typeof current === "object" && current !== null ? (current as Record<string, unknown>)[name] : undefined;
  }
  return current;
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = at(value, name);
  return Array.isArray(found) ? found : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
