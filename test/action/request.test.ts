import { expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { readRequest } from "../../src/action/request.ts";
import { optionValues } from "../../src/options/values.ts";
import { checkoutOf } from "../../src/cli/checkout.ts";

const request = (inputs: Readonly<Record<string, string>>) =>
  readRequest(
    readInputs(
      Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ),
  );

test("every path starts at the working directory; live sources, standard input and absolute paths are left as they are", () => {
  const { sarifFile, given } = request({
    "working-directory": "live/oci/",
    sources: ".\nplans/a b.json\noci:PROD\nintersight:LAB\n-\n/mnt/state.json\n../shared",
    config: "conf/keylint.yaml",
    rules: "rules\nmore/rules",
    "var-file": "prod.tfvars",
    baseline: "base.sarif",
    blocklist: "blocklist.dat",
    reports: "html=out/a=b.html\njson=k.json",
  });
  expect(given.sources).toEqual([
    "live/oci",
    "live/oci/plans/a b.json",
    "oci:PROD",
    "intersight:LAB",
    "-",
    "/mnt/state.json",
    "live/shared",
  ]);
  expect(sarifFile).toBe("live/oci/keylint.sarif");
  expect(given).toMatchObject({
    config: "live/oci/conf/keylint.yaml",
    ruleFolders: ["live/oci/rules", "live/oci/more/rules"],
    varFiles: ["live/oci/prod.tfvars"],
    baseline: "live/oci/base.sarif",
    blocklist: "live/oci/blocklist.dat",
    reports: ["html=live/oci/out/a=b.html", "json=live/oci/k.json"],
  });
});

test("without a working directory paths stay as they are given, and defaults are those of the command line", () => {
  const { sarifFile, given } = request({ sources: "infra\n." });
  expect([given.sources, sarifFile]).toEqual([["infra", "."], "keylint.sarif"]);
  expect(optionValues(given, {}, 0)).toMatchObject({
    failOn: "low",
    tier: "standard",
    newOnly: false,
    concurrency: 20,
  });
  expect(optionValues(given, { failOn: "high", tier: "deep" }, 0)).toMatchObject({ failOn: "high", tier: "deep" });
});

test("the checkout of a pull request is told by the branch that it comes from", () => {
  const variables = {
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SHA: "1f",
    GITHUB_REF_NAME: "7/merge",
  };
  expect(checkoutOf({ ...variables, GITHUB_HEAD_REF: "patch-1", GITHUB_WORKSPACE: "/w" })).toEqual({
    repositoryUri: "https://github.com/o/r",
    revisionId: "1f",
    branch: "patch-1",
    path: "/w",
  });
  expect(checkoutOf({ ...variables, GITHUB_HEAD_REF: "" })?.branch).toBe("7/merge");
  expect(checkoutOf({})).toBeUndefined();
});
