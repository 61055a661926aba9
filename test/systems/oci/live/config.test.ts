import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { LiveEnvironment } from "../../../../src/http/environment.ts";
import { ociAccess } from "../../../../src/systems/oci/live/config.ts";
import { officialPrincipal } from "../../../../src/systems/oci/live/official-principal.ts";
import { ociSource } from "../../../../src/systems/oci/live/source.ts";
import type { OciTarget } from "../../../../src/systems/oci/live/target.ts";
import { testEnvironment } from "../../../http/environment.ts";

const pem = (passphrase?: string): string =>
  generateKeyPairSync("rsa", {
    modulusLength: 1024,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: {
      type: "pkcs8",
      format: "pem",
      ...(passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase }),
    },
  }).privateKey;
const plain = pem();
const encrypted = pem("open sesame");
const elliptic = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;

const home = "/home/nobody";
function environmentOf(files: Record<string, string>, env: Record<string, string> = {}): LiveEnvironment {
  return testEnvironment({
    env,
    home,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return text;
    },
  });
}

const config = `
# comments and blank lines are fine
[DEFAULT]
user = ocid1.user.oc1..default
fingerprint: aa:bb
tenancy=ocid1.tenancy.oc1..default
region=us-phoenix-1
key_file=~/.oci/key.pem
; as are these
[GOV]
tenancy=ocid1.tenancy.oc4..gov
region=LTN
[LOCKED]
key_file=/keys/locked.pem
pass_phrase=open sesame
[GOLANG]
key_file=/keys/locked.pem
passphrase=open sesame
[SESSION]
security_token_file=~/.oci/token
[SHUT]
key_file=/keys/locked.pem
[WRONG]
key_file=/keys/locked.pem
pass_phrase=close sesame
[CURVE]
key_file=/keys/curve.pem
[TEXT]
key_file=/keys/text.pem
`;
const files = {
  [`${home}/.oci/config`]: config,
  [`${home}/.oci/key.pem`]: `${plain}OCI_API_KEY\n`,
  [`${home}/.oci/token`]: "the-token\n",
  "/keys/locked.pem": encrypted,
  "/keys/curve.pem": elliptic,
  "/keys/text.pem": "hello",
};

async function access(target: OciTarget, environment = environmentOf(files)) {
  const { tenancy, endpoint, signer } = await ociAccess(target, environment);
  return { tenancy, endpoint: endpoint.href, keyId: (await signer()).keyId };
}

describe("a profile", () => {
  test("is read with its region and realm", async () => {
    expect(await access({})).toEqual({
      tenancy: "ocid1.tenancy.oc1..default",
      endpoint: "https://identity.us-phoenix-1.oci.oraclecloud.com/",
      keyId: "ocid1.tenancy.oc1..default/ocid1.user.oc1..default/aa:bb",
    });
  });

  test("takes from DEFAULT what it lacks; a region may be given by its code; the realm follows the tenancy", async () => {
    expect(await access({ profile: "GOV" })).toEqual({
      tenancy: "ocid1.tenancy.oc4..gov",
      endpoint: "https://identity.uk-gov-london-1.oci.oraclegovcloud.uk/",
      keyId: "ocid1.tenancy.oc4..gov/ocid1.user.oc1..default/aa:bb",
    });
  });

  test.each(["LOCKED", "GOLANG"])("opens an encrypted key, %s", async (profile) => {
    expect((await access({ profile })).tenancy).toBe("ocid1.tenancy.oc1..default");
  });

  test("has its own pass phrase before that of DEFAULT, whichever way they are written", async () => {
    const lending = config.replace("[DEFAULT]", "[DEFAULT]\npassphrase=of another key");
    const environment = environmentOf({ ...files, [`${home}/.oci/config`]: lending });
    expect((await access({ profile: "LOCKED" }, environment)).tenancy).toBe("ocid1.tenancy.oc1..default");
  });

  test("with a session token signs with it, and reads it again when it is a minute old", async () => {
    const changing = { ...files };
    const environment = environmentOf(changing);
    const { signer } = await ociAccess({ profile: "SESSION" }, environment);
    expect((await signer()).keyId).toBe("ST$the-token");
    changing[`${home}/.oci/token`] = "renewed";
    expect((await signer()).keyId).toBe("ST$the-token");
    await environment.sleep(60_000);
    expect((await signer()).keyId).toBe("ST$renewed");
  });

  test.each([
    ["SHUT", /profile \[SHUT\] of ~\/\.oci\/config: \/keys\/locked\.pem is encrypted and no pass_phrase is given/],
    ["WRONG", /profile \[WRONG\] .*: \/keys\/locked\.pem can't be decrypted with the pass phrase/],
    ["CURVE", /\/keys\/curve\.pem is not an RSA key/],
    ["TEXT", /\/keys\/text\.pem is not a private key in PEM form/],
    ["ABSENT", /~\/\.oci\/config has no profile \[ABSENT\]; its profiles are: DEFAULT, GOV, LOCKED/],
  ])("that is wrong is named, with what to do and no secret: %s", async (profile, message) => {
    const error = await access({ profile }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "SourceError", message: expect.stringMatching(message) });
    expect(String(error)).not.toContain("sesame");
    expect(String(error)).not.toContain(encrypted.split("\n")[1]);
  });

  test("that lacks keys is told all of them at once", async () => {
    const environment = environmentOf({ [`${home}/.oci/config`]: "[DEFAULT]\nregion=us-phoenix-1\n" });
    await expect(ociAccess({}, environment)).rejects.toThrow(
      "profile [DEFAULT] of ~/.oci/config lacks tenancy, user, fingerprint, key_file, and so does the environment",
    );
  });

  test("must not hold the key itself, and its file must be one of profiles", async () => {
    const holding = environmentOf({ [`${home}/.oci/config`]: `[DEFAULT]\nkey_content=abc\n` });
    await expect(ociAccess({}, holding)).rejects.toThrow(/key_content belongs in no file/);
    const broken = environmentOf({ [`${home}/.oci/config`]: "[DEFAULT]\nuser=a\nwhat is this secret\n" });
    await expect(ociAccess({}, broken)).rejects.toThrow(
      '~/.oci/config:3 is neither a [PROFILE] nor a "key = value" below one',
    );
  });
});

describe("a secret that stands where its path belongs", () => {
  const who = {
    OCI_CLI_TENANCY: "ocid1.tenancy.oc1..t",
    OCI_CLI_USER: "u",
    OCI_CLI_FINGERPRINT: "f",
    OCI_CLI_REGION: "us-phoenix-1",
  };
  const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";
  const inFile = (lines: string) => environmentOf({ ...files, [`${home}/.oci/config`]: `[DEFAULT]\n${lines}\n` });
  const line = plain.replaceAll("\n", "\\n");
  const frameless = elliptic.split("\n").slice(1, -2).join("");

  test.each([
    [{}, environmentOf({}, { ...who, OCI_CLI_KEY_FILE: plain }), "OCI_CLI_KEY_FILE"],
    [{}, environmentOf({}, { ...who, OCI_PRIVATE_KEY_PATH: line }), "OCI_PRIVATE_KEY_PATH"],
    [
      {},
      environmentOf({}, { ...who, OCI_CLI_KEY_CONTENT: plain, OCI_CLI_SECURITY_TOKEN_FILE: token }),
      "OCI_CLI_SECURITY_TOKEN_FILE",
    ],
    [{}, environmentOf({}, { OCI_CLI_CONFIG_FILE: plain }), "OCI_CLI_CONFIG_FILE"],
    [{ configFile: plain }, environmentOf({}), "configFile"],
    [{ configFile: frameless }, environmentOf({}), "configFile"],
    [
      {},
      inFile(`user=u\nfingerprint=f\ntenancy=ocid1.tenancy.oc1..t\nregion=us-phoenix-1\nkey_file=${line}`),
      "key_file",
    ],
    [
      {},
      inFile(
        `tenancy=ocid1.tenancy.oc1..t\nregion=us-phoenix-1\nkey_file=~/.oci/key.pem\nsecurity_token_file=${token}`,
      ),
      "security_token_file",
    ],
  ])("is not told, but the place: %#", async (target, environment, place) => {
    const error = await access(target, environment).catch(String);
    expect(error).toContain(`the file that ${place} names can't be read`);
    for (const secret of ["PRIVATE KEY", "eyJ", frameless.slice(0, 40)]) expect(error).not.toContain(secret);
  });
});

test("a profile by name needs a file; DEFAULT does not", async () => {
  const environment = environmentOf({}, { OCI_CLI_TENANCY: "t" });
  await expect(access({ profile: "PRODUCTION" }, environment)).rejects.toThrow(
    "there is no ~/.oci/config, and so no profile [PRODUCTION]",
  );
});

describe("the file", () => {
  const other = config.replaceAll("..default", "..other");
  test("of OCI_CONFIG_FILE is read only where ~/.oci/config does not exist", async () => {
    const env = { OCI_CONFIG_FILE: "/etc/oci" };
    const both = environmentOf({ ...files, "/etc/oci": other }, env);
    expect((await access({}, both)).tenancy).toBe("ocid1.tenancy.oc1..default");
    const { [`${home}/.oci/config`]: _, ...rest } = files;
    expect((await access({}, environmentOf({ ...rest, "/etc/oci": other }, env))).tenancy).toBe(
      "ocid1.tenancy.oc1..other",
    );
    expect((await access({}, environmentOf({ ...rest, [`${home}/.oraclebmc/config`]: other }))).tenancy).toBe(
      "ocid1.tenancy.oc1..other",
    );
  });

  test("that the target or OCI_CLI_CONFIG_FILE names must be there", async () => {
    const environment = environmentOf({ ...files, "/etc/oci": other }, { OCI_CLI_CONFIG_FILE: "/etc/oci" });
    expect((await access({}, environment)).tenancy).toBe("ocid1.tenancy.oc1..other");
    await expect(access({ configFile: "/nowhere" }, environment)).rejects.toThrow(/\/nowhere can't be read \(ENOENT\)/);
  });
});

test("the environment gives what no profile does", async () => {
  const environment = environmentOf(
    {},
    {
      OCI_CLI_TENANCY: "ocid1.tenancy.oc8..env",
      OCI_CLI_USER: "ocid1.user.oc8..env",
      OCI_FINGERPRINT: "cc:dd",
      OCI_CLI_KEY_CONTENT: plain,
      OCI_REGION: "ap-chiyoda-1",
    },
  );
  expect(await access({}, environment)).toEqual({
    tenancy: "ocid1.tenancy.oc8..env",
    endpoint: "https://identity.ap-chiyoda-1.oci.oraclecloud8.com/",
    keyId: "ocid1.tenancy.oc8..env/ocid1.user.oc8..env/cc:dd",
  });
});

describe("a realm", () => {
  test("that is in no list can be described, or its endpoint given", async () => {
    const own = { ...files, [`${home}/.oci/config`]: config.replaceAll("oc1..", "xx7..") };
    await expect(access({}, environmentOf(own))).rejects.toThrow(
      /is in no realm that is known here; give the target an "endpoint"/,
    );
    const described = JSON.stringify({
      realmKey: "XX7",
      realmDomainComponent: "cloud.example",
      regionKey: "ABC",
      regionIdentifier: "us-phoenix-1",
    });
    const endpoint = "https://identity.us-phoenix-1.oci.cloud.example/";
    expect((await access({}, environmentOf(own, { OCI_REGION_METADATA: described }))).endpoint).toBe(endpoint);
    expect(
      (await access({}, environmentOf({ ...own, [`${home}/.oci/regions-config.json`]: `[${described}]` }))).endpoint,
    ).toBe(endpoint);
    expect((await access({ endpoint }, environmentOf(own))).endpoint).toBe(endpoint);
    const named = environmentOf(own, { OCI_REGION_METADATA: described.replace("us-phoenix-1", "xx-new-1") });
    expect((await access({ region: "abc" }, named)).endpoint).toBe("https://identity.xx-new-1.oci.cloud.example/");
  });

  test.each([
    ["cloud.example", /is no URL/],
    ["localhost:8080", /is no URL/],
    ["https://user:s3same@cloud.example", /must not hold credentials/],
    ["https://user:s3same@clo ud.example", /is no URL/],
    ["https://cloud.example/20160918", /must have no path/],
  ])("needs an endpoint that is one: %s", async (endpoint, message) => {
    const error = await access({ endpoint }).catch(String);
    expect(error).toMatch(message);
    expect(error).not.toContain("s3same");
  });

  test("needs a region that is one", async () => {
    await expect(access({ region: "us phoenix 1" })).rejects.toThrow(
      "the region is no identifier such as us-phoenix-1",
    );
  });
});

describe("a resource principal", () => {
  const token = `h.${Buffer.from(JSON.stringify({ res_tenant: "ocid1.tenancy.oc1..rp" })).toString("base64url")}.s`;
  const env = {
    OCI_RESOURCE_PRINCIPAL_VERSION: "2.2",
    OCI_RESOURCE_PRINCIPAL_RPST: token,
    OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: plain,
    OCI_RESOURCE_PRINCIPAL_REGION: "phx",
  };
  const expected = {
    tenancy: "ocid1.tenancy.oc1..rp",
    endpoint: "https://identity.us-phoenix-1.oci.oraclecloud.com/",
    keyId: `ST$${token}`,
  };

  test("comes as values or as files", async () => {
    expect(await access({ auth: "resource_principal" }, environmentOf({}, env))).toEqual(expected);
    const paths = {
      ...env,
      OCI_CLI_AUTH: "resource_principal",
      OCI_RESOURCE_PRINCIPAL_RPST: "/rp/token",
      OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: "/rp/key.pem",
      OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM_PASSPHRASE: "/rp/phrase",
    };
    const given = { "/rp/token": `${token}\n`, "/rp/key.pem": encrypted, "/rp/phrase": "open sesame\n" };
    expect(await access({}, environmentOf(given, paths))).toEqual(expected);
  });

  test("that is not whole is told every variable that is missing", async () => {
    await expect(access({ auth: "resource_principal" }, environmentOf({}))).rejects.toThrow(
      "resource principal: OCI_RESOURCE_PRINCIPAL_VERSION, OCI_RESOURCE_PRINCIPAL_RPST, OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM, OCI_RESOURCE_PRINCIPAL_REGION not set",
    );
    const other = environmentOf({}, { ...env, OCI_RESOURCE_PRINCIPAL_VERSION: "1.1" });
    await expect(access({ auth: "resource_principal" }, other)).rejects.toThrow(/must be 2\.2/);
  });
});

test("identities that need oci-common say how to install it", async () => {
  const absent = (): Promise<never> => Promise.reject(new Error("Cannot find package"));
  await expect(officialPrincipal("instance_principal", { env: {}, clock: () => 0 }, absent)).rejects.toThrow(
    "instance_principal needs Oracle's oci-common package beside keylint: npm install oci-common",
  );
});

test("OKE workload identity outside a cluster is told so by the real oci-common", async () => {
  await expect(officialPrincipal("oke_workload_identity", { env: {}, clock: () => 0 })).rejects.toThrow(
    "oke_workload_identity: this machine has no such identity",
  );
});

test("a source that can't be configured is an error of the run, not an exception", async () => {
  const items = [];
  for await (const item of ociSource("oci:NONE", { profile: "NONE" }, environmentOf(files)).read()) items.push(item);
  expect(items).toMatchObject([
    { kind: "notification", notification: { level: "error", id: "source-unreadable", source: "oci:NONE" } },
  ]);
});
