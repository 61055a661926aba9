import { collectionFunctions } from "./collections.ts";
import { dateFunctions } from "./dates.ts";
import { documentFunctions } from "./documents.ts";
import { encodingFunctions } from "./encoding.ts";
import { fileFunctions } from "./files.ts";
import type { FunctionTable, TerraformFunction } from "./function.ts";
import { networkFunctions } from "./network.ts";
import { numberFunctions } from "./numbers.ts";
import { regularExpressionFunctions } from "./regular-expressions.ts";
import { sequenceFunctions } from "./sequences.ts";
import { setFunctions } from "./sets.ts";
import { textFunctions } from "./text.ts";
import { typeFunctions } from "./types.ts";

const table: FunctionTable = {
  ...textFunctions,
  ...numberFunctions,
  ...collectionFunctions,
  ...sequenceFunctions,
  ...setFunctions,
  ...encodingFunctions,
  ...typeFunctions,
  ...fileFunctions,
  ...regularExpressionFunctions,
  ...dateFunctions,
  ...networkFunctions,
  ...documentFunctions,
};

/** The functions that are evaluated. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(Object.entries(table));

/** Functions whose value only a run of Terraform gives. */
export const onlyAtRuntime: ReadonlySet<string> = new Set(["timestamp", "plantimestamp", "uuid", "bcrypt"]);

/** Functions of Terraform 1.14 and OpenTofu 1.11 that are not evaluated. */
export const unsupported: ReadonlySet<string> = new Set([
  "base64gunzip",
  "base64gzip",
  "cidrcontains",
  "convert",
  "rsadecrypt",
  "urldecode",
  "yamlencode",
]);

export const readsFiles: ReadonlySet<string> = new Set([
  "file",
  "fileexists",
  "fileset",
  "filebase64",
  "filebase64sha256",
  "filebase64sha512",
  "filemd5",
  "filesha1",
  "filesha256",
  "filesha512",
  "templatefile",
]);

export const rendersTemplates: ReadonlySet<string> = new Set(["templatefile", "templatestring"]);
