import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { terraformVersion } from "../oracle/terraform.ts";
import { readText } from "./read-text.ts";

/** The functions that the documentation of Terraform 1.14 and of OpenTofu 1.11 names; `type` is for the console alone. */
const documented =
  `abs abspath alltrue anytrue base64decode base64encode base64gunzip base64gzip base64sha256 base64sha512 basename bcrypt can ceil chomp
chunklist cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode dirname distinct
element endswith ephemeralasnull file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512
flatten floor format formatdate formatlist indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys max md5
merge min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection
setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum templatefile
templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring transpose trim
trimprefix trimspace trimsuffix try upper urldecode urlencode uuid uuidv5 values yamldecode yamlencode zipmap`.split(
    /\s+/,
  );

/** What calling a function without arguments is told to be: nothing is known of it, or it is an error, and which. */
async function calledBare(name: string): Promise<string> {
  const { resources, notifications } = await readText({ "main.tf": `resource "key" "k" { v = ${name}() }` });
  const value = resources[0]?.values["v"];
  return notifications[0]?.message ?? (isUnknown(value) ? value.reason : "");
}

test.each(documented)("%s() is evaluated, or not known by its name", async (name) => {
  expect(await calledBare(name)).not.toContain("there is no function");
  expect(await calledBare(`core::${name}`)).not.toContain("there is no function");
});

test("what Terraform has not either is told", async () => {
  expect(await calledBare("nosuch")).toContain("there is no function nosuch()");
  expect(await calledBare("provider::x::y")).toBe("keylint does not evaluate the function provider::x::y()");
});

const version = terraformVersion();
if (version === undefined) console.warn("no terraform on PATH: its list of functions is not compared");

test.skipIf(version === undefined)("the Terraform at hand has no function beside these", () => {
  const metadata: { readonly function_signatures: Readonly<Record<string, unknown>> } = JSON.parse(
    execFileSync("terraform", ["metadata", "functions", "-json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  const names = Object.keys(metadata.function_signatures).map((name) => name.replace(/^core::/, ""));
  expect(names.filter((name) => !documented.includes(name))).toEqual([]);
});
