import { posix } from "node:path";
import { unknown } from "../../../model/unknown.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem, type Scope } from "../evaluation/scope.ts";
import { makeSet, type Value } from "../evaluation/value.ts";
import { SyntaxProblem } from "../syntax/body.ts";
import { parseTemplate } from "../syntax/template-parser.ts";
import { hash, utf8 } from "./encoding.ts";
import { globPattern } from "./glob.ts";
import { withPattern } from "./regular-expressions.ts";
import { type FunctionTable, map, ofParts, spreading, text } from "./function.ts";

function reading(use: (bytes: Uint8Array) => Value): ReturnType<typeof spreading> {
  return spreading([1, 1], ([path], scope) => {
    const bytes = scope.files.read(text(path));
    return "reason" in bytes ? unknown(bytes.reason) : use(bytes);
  });
}

/** `templatefile`: the names in the file are the keys of the second argument, and nothing else. */
function renderFile(path: string, names: ReadonlyMap<string, Value>, scope: Scope): Value {
  const bytes = scope.files.read(path);
  if ("reason" in bytes) return unknown(bytes.reason);
  return renderTemplate(utf8(bytes), names, scope);
}

function renderTemplate(template: string, names: ReadonlyMap<string, Value>, scope: Scope): Value {
  try {
    return evaluate(parseTemplate(template), { ...scope, lookup: (name) => names.get(name) });
  } catch (problem) {
    if (problem instanceof SyntaxProblem) throw new EvaluationProblem(`the template can't be read: ${problem.message}`);
    throw problem;
  }
}

/** Go's filepath.Dir: what is before the last slash. */
function folderOf(path: string): string {
  const folder = posix.normalize(path.slice(0, path.lastIndexOf("/") + 1) || ".");
  return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
}

function filesThatMatch(folder: string, glob: string, scope: Scope): Value {
  if (glob.startsWith("..")) return unknown("it is taken from a folder above the one that is given to fileset()");
  const files = scope.files.list(folder);
  if ("reason" in files) return unknown(files.reason);
  return withPattern(globPattern(glob), scope, (pattern) => makeSet(files.filter((file) => pattern.matches(file))));
}

export const fileFunctions: FunctionTable = {
  file: reading(utf8),
  filebase64: reading((bytes) => Buffer.from(bytes).toString("base64")),
  filemd5: reading((bytes) => hash("md5", "hex", bytes)),
  filesha1: reading((bytes) => hash("sha1", "hex", bytes)),
  filesha256: reading((bytes) => hash("sha256", "hex", bytes)),
  filesha512: reading((bytes) => hash("sha512", "hex", bytes)),
  filebase64sha256: reading((bytes) => hash("sha256", "base64", bytes)),
  filebase64sha512: reading((bytes) => hash("sha512", "base64", bytes)),
  fileexists: spreading([1, 1], ([path], scope) => {
    const exists = scope.files.exists(text(path));
    return typeof exists === "boolean" ? exists : unknown(exists.reason);
  }),
  templatefile: ofParts([2, 2], ([path, names], scope) => renderFile(text(path), map(names), scope)),
  templatestring: ofParts([2, 2], ([template, names], scope) => renderTemplate(text(template), map(names), scope)),
  basename: spreading([1, 1], ([path]) => posix.basename(text(path)) || "."),
  dirname: spreading([1, 1], ([path]) => folderOf(text(path))),
  pathexpand: spreading([1, 1], ([path]) =>
    text(path).startsWith("~") ? unknown("it is below the home folder of whoever runs Terraform") : text(path),
  ),
  abspath: spreading([1, 1], () => unknown("abspath() depends on where Terraform runs")),
  fileset: spreading([2, 2], ([folder, glob], scope) =>
    filesThatMatch(text(folder), posix.normalize(text(glob)), scope),
  ),
};
