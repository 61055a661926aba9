import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { artifactUri, virtualUri } from "../../src/reporters/sarif/artifact-uri.ts";

describe("the URI of a file", () => {
  test.each([
    ["infra/main.tf", "/checkout/repo", "/checkout/repo", "infra/main.tf"],
    ["./infra//main.tf", "/checkout/repo", "/checkout/repo", "infra/main.tf"],
    ["main.tf", "/checkout/repo/infra", "/checkout/repo", "infra/main.tf"],
    ["/checkout/repo/infra/main.tf", "/checkout/repo", "/checkout/repo", "infra/main.tf"],
    ["/elsewhere/plan.json", "/checkout/repo", "/checkout/repo", "../../elsewhere/plan.json"],
    ["../plan.json", "/checkout/repo/infra", "/checkout/repo", "plan.json"],
    ["new site.json", "/r", "/r", "new%20site.json"],
    ["20:3b/a.tf", "/r", "/r", "20%3A3b/a.tf"],
    ["100%.tf", "/r", "/r", "100%25.tf"],
    ["C:/repo/infra/main.tf", "C:/repo", "C:/repo", "infra/main.tf"],
    ["infra/main.tf", "D:\\a\\repo", "D:/a/repo", "infra/main.tf"],
    ["D:/plan.json", "C:/repo", "C:/repo", "../../D%3A/plan.json"],
    ["-", "/r", "/r", "standard-input"],
  ])("%s below %s, seen from %s, is %s", (path, root, top, uri) => {
    expect(artifactUri(path, root, top)).toBe(uri);
  });
});

describe("the URI of a live key", () => {
  test("has no segment that climbs or is empty", () => {
    expect(virtualUri("oci//../a/./b:c")).toBe("oci/__/a/_/b%3Ac");
  });

  test("is one that GitHub's parser takes, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), (names) => {
        const uri = virtualUri(["oci", ...names].join("/"));
        expect(uri).toMatch(/^oci(?:\/[A-Za-z0-9\-._~%]+)*$/);
        expect(new URL(uri, "file:///repository/").pathname.startsWith("/repository/oci")).toBe(true);
      }),
    );
  });
});
