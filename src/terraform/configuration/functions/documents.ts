import { unknown } from "../../../model/unknown.ts";
import { UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { dynamicType, stringType } from "../evaluation/type.ts";
import { unknownValue, type Value } from "../evaluation/value.ts";
import { decodeCsv } from "./csv.ts";
import { fromBase64, utf8 } from "./encoding.ts";
import { aText, define, type FunctionTable, made, text } from "./function.ts";
import { decodeJson, jsonText } from "./json.ts";
import { anyOrNull } from "./function.ts";
import { decodeYaml } from "./yaml.ts";

/** IANA's names of the encodings that are known here. */
function bufferEncoding(name: string): "utf8" | "utf16le" {
  const wanted = name.toLowerCase();
  if (wanted === "utf-8") return "utf8";
  if (wanted === "utf-16le") return "utf16le";
  // The name is not quoted: it may be secret.
  throw new UnfinishedWork("keylint does not know the encoding that is asked for");
}

function decodeText(given: string, name: string): Value {
  const encoding = bufferEncoding(name);
  const bytes = fromBase64(given);
  if (bytes === undefined) throw new EvaluationProblem("the text is not base64");
  const decoded = encoding === "utf8" ? utf8(bytes) : Buffer.from(bytes).toString("utf16le");
  if (/\ufffd|[\ud800-\udfff]/u.test(decoded) || (encoding === "utf16le" && bytes.length % 2 === 1))
    throw new EvaluationProblem(`the bytes are no text in ${name}`);
  return made(decoded);
}

export const documentFunctions: FunctionTable = {
  jsonencode: define([anyOrNull], stringType, ([given]) => made(jsonText(given ?? false))),
  jsondecode: { ...define([aText], dynamicType, ([given]) => decodeJson(text(given))), nullable: true },
  yamldecode: {
    ...define([aText], dynamicType, ([given], scope) => {
      const library = scope.libraries.get("yaml");
      return library === undefined ? unknownValue(unknown("it needs YAML")) : decodeYaml(text(given), library, scope);
    }),
    nullable: true,
  },
  csvdecode: define([aText], dynamicType, ([given]) => decodeCsv(text(given))),
  textencodebase64: define([aText, aText], stringType, ([given, name]) =>
    made(Buffer.from(text(given), bufferEncoding(text(name))).toString("base64")),
  ),
  textdecodebase64: define([aText, aText], stringType, ([given, name]) => decodeText(text(given), text(name))),
};
