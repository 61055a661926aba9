import { execFile, spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const missing = ["bash", "curl", "jq", "openssl"].filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
if (missing.length > 0)
  console.warn(`Skipped: no ${missing.join(", ")} here, so the token exchange of examples/nightly.yml is not run.`);

interface Workflow {
  readonly jobs: { readonly oci: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
}

/** The script of the example, as a reader would copy it. */
function exchangeScript(): string {
  const workflow = load(readFileSync(new URL("../../examples/nightly.yml", import.meta.url), "utf8")) as Workflow;
  const step = workflow.jobs.oci.steps.find(({ name }) => name?.startsWith("Exchange"));
  return step?.run ?? "";
}

describe.skipIf(missing.length > 0)("the token exchange of the nightly example", () => {
  const home = mkdtempSync(join(tmpdir(), "keylint-exchange-"));
  const calls: { readonly request: IncomingMessage; readonly body: URLSearchParams }[] = [];
  let failing = false;
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls.push({ request, body: new URLSearchParams(await text(request)) });
    response.statusCode = failing ? 401 : 200;
    response.end(JSON.stringify(request.method === "GET" ? { value: "github.jwt.text" } : { token: "tenancy-token" }));
  }
  const server = createServer((request, response) => void answer(request, response));

  /** As the runner runs a step with `shell: bash`. */
  function exchange(): Promise<number | null> {
    const { port } = server.address() as AddressInfo;
    const env = {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      CLIENT: "client:secret",
      TENANCY: "ocid1.tenancy.oc1..production",
      REGION: "eu-frankfurt-1",
      DOMAIN: `http://127.0.0.1:${port}`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
    };
    return new Promise((resolve) => {
      const child = execFile(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", "-c", exchangeScript()],
        { env },
        () => resolve(child.exitCode),
      );
    });
  }

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => {
    server.close();
    rmSync(home, { recursive: true });
  });

  test("asks GitHub for a token, and the tenancy's domain for one that is bound to a key made on the spot", async () => {
    expect(await exchange()).toBe(0);
    const [github, domain] = calls;
    expect(github?.request.headers.authorization).toBe("bearer request-token");
    expect(github?.request.url).toBe("/token?api-version=2.0&audience=https://cloud.oracle.com");
    expect(domain?.request.url).toBe("/oauth2/v1/token");
    expect(domain?.request.headers.authorization).toBe(`Basic ${Buffer.from("client:secret").toString("base64")}`);
    expect(Object.fromEntries(domain?.body ?? [])).toMatchObject({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      requested_token_type: "urn:oci:token-type:oci-upst",
      subject_token: "github.jwt.text",
      subject_token_type: "jwt",
    });
    const sent = Buffer.from(domain?.body.get("public_key") ?? "", "base64");
    const made = createPublicKey(readFileSync(join(home, ".oci/key.pem")));
    expect(made.export({ type: "spki", format: "der" }).equals(sent)).toBe(true);
  });

  test("leaves a profile with that token, which only its owner can read, and not GitHub's token", () => {
    const folder = join(home, ".oci");
    expect(readFileSync(join(folder, "token"), "utf8")).toBe("tenancy-token");
    const profile = Object.fromEntries(
      readFileSync(join(folder, "config"), "utf8")
        .split("\n")
        .filter((line) => line.includes("="))
        .map((line) => line.split("=")),
    );
    expect(profile).toEqual({
      tenancy: "ocid1.tenancy.oc1..production",
      region: "eu-frankfurt-1",
      fingerprint: expect.stringMatching(/^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      key_file: join(folder, "key.pem"),
      security_token_file: join(folder, "token"),
    });
    expect(existsSync(join(folder, "github.jwt"))).toBe(false);
    const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  test("stops when it is refused", async () => {
    failing = true;
    expect(await exchange()).not.toBe(0);
  });
});
