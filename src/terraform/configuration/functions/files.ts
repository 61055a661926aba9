import { posix } from "node:path";
import { unknown } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import type { Scope } from "../evaluation/scope.ts";
import { makeSet } from "../evaluation/set.ts";
import { normalized } from "../evaluation/text.ts";
import { boolType, dynamicType, setOf, stringType, type Type } from "../evaluation/type.ts";
import { isNull, nullValue, unknownValue, type Value } from "../evaluation/value.ts";
import { NestingProblem, SyntaxProblem } from "../syntax/body.ts";
import { parseTemplate } from "../syntax/template-parser.ts";
import { convert } from "../evaluation/conversion.ts";
import { hash, utf8 } from "./encoding.ts";
import { any, aText, define, type FunctionTable, made, mapping, ofParts, text } from "./function.ts";
import { globPattern } from "./glob.ts";
import { withPattern } from "./regular-expressions.ts";

function notKnown(reason: string, type: Type): Value {
  return unknownValue(unknown(reason), type, true);
}

const belowHome = "it is below the home folder of whoever runs Terraform";

/** What a path starts with `~` for is not looked at; the home of a named user Terraform refuses. */
function isBelowHome(path: string): boolean {
  if (!path.startsWith("~")) return false;
  if (path.length > 1 && path[1] !== "/" && path[1] !== "\\")
    throw new EvaluationProblem("the home folder of a named user can't be expanded");
  return true;
}

function contentOf(path: string, scope: Scope): Uint8Array | { readonly reason: string } {
  return isBelowHome(path) ? { reason: belowHome } : scope.files.read(path);
}

function reading(use: (bytes: Uint8Array) => Value): FunctionTable[string] {
  return define([aText], stringType, ([path], scope) => {
    const bytes = contentOf(text(path), scope);
    if ("reason" in bytes) return notKnown(bytes.reason, stringType);
    spend(1 + bytes.length / 64);
    return use(bytes);
  });
}

/** `templatefile`: the names in the file are the keys of the second argument, and nothing else. */
function renderFile(path: string, names: Value | undefined, scope: Scope): Value {
  const bytes = contentOf(path, scope);
  if ("reason" in bytes) return unknownValue(unknown(bytes.reason));
  return renderTemplate(utf8(bytes), names, { ...scope, template: "file" });
}

function renderTemplate(template: string, names: Value | undefined, scope: Scope): Value {
  const { entries } = mapping(names);
  if ([...entries.keys()].some((name) => !/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)))
    throw new EvaluationProblem("a name that is given to the template is none");
  spend(template.length / 4, template.length * 4);
  try {
    const found = evaluate(parseTemplate(template), { ...scope, lookup: (name) => entries.get(normalized(name)) });
    if (isNull(found)) throw new EvaluationProblem("the template gives null");
    return found;
  } catch (problem) {
    if (problem instanceof NestingProblem) throw new UnfinishedWork("it is nested more deeply than keylint follows");
    if (problem instanceof SyntaxProblem) throw new EvaluationProblem(`the template can't be read: ${problem.message}`);
    throw problem;
  }
}

/** Go's filepath.Dir: what is before the last slash. */
function folderOf(path: string): string {
  const folder = posix.normalize(path.slice(0, path.lastIndexOf("/") + 1) || ".");
  return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
}

/** Go's filepath.Base. */
function nameOf(path: string): string {
  return posix.basename(path) || (path === "" ? "." : "/");
}

function filesThatMatch(folder: string, glob: string, scope: Scope): Value {
  const type = setOf(stringType);
  if (glob.startsWith(".."))
    return notKnown("it is taken from a folder above the one that is given to fileset()", type);
  const files = scope.files.list(folder);
  if ("reason" in files) return notKnown(files.reason, type);
  return withPattern(globPattern(glob), scope, type, (pattern) => {
    spend(files.length * 4);
    return makeSet(stringType, files.filter((file) => pattern.matches(file)).map(normalized));
  });
}

export const fileFunctions: FunctionTable = {
  file: reading((bytes) => made(utf8(bytes))),
  filebase64: reading((bytes) => made(Buffer.from(bytes).toString("base64"))),
  filemd5: reading((bytes) => hash("md5", "hex", bytes)),
  filesha1: reading((bytes) => hash("sha1", "hex", bytes)),
  filesha256: reading((bytes) => hash("sha256", "hex", bytes)),
  filesha512: reading((bytes) => hash("sha512", "hex", bytes)),
  filebase64sha256: reading((bytes) => hash("sha256", "base64", bytes)),
  filebase64sha512: reading((bytes) => hash("sha512", "base64", bytes)),
  fileexists: define([aText], boolType, ([path], scope) => {
    const exists = isBelowHome(text(path)) ? { reason: belowHome } : scope.files.exists(text(path));
    return typeof exists === "boolean" ? exists : notKnown(exists.reason, boolType);
  }),
  templatefile: ofParts([aText, any], dynamicType, ([path, names], scope) => renderFile(text(path), names, scope)),
  templatestring: {
    ...ofParts([aText, any], stringType, ([template, names], scope) =>
      convert(renderTemplate(text(template), names ?? nullValue, { ...scope, template: "string" }), stringType),
    ),
    takesReference: true,
  },
  basename: define([aText], stringType, ([path]) => made(nameOf(text(path)))),
  dirname: define([aText], stringType, ([path]) => made(folderOf(text(path)))),
  pathexpand: define([aText], stringType, ([path]) =>
    isBelowHome(text(path)) ? notKnown(belowHome, stringType) : text(path),
  ),
  abspath: define([aText], stringType, () => notKnown("abspath() depends on where Terraform runs", stringType)),
  fileset: define([aText, aText], setOf(stringType), ([folder, glob], scope) =>
    filesThatMatch(text(folder), posix.normalize(text(glob)), scope),
  ),
};
