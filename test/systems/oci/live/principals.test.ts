import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Finished, keylint, root } from "../../../cli/keylint.ts";
import { startOciEmulator } from "../../../emulators/oci/emulator.ts";
import { startIdentityServices } from "../../../emulators/oci/identity-services.ts";
import type { Report } from "../../scan-targets.ts";
import { tenancy } from "./list-tenancy.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const auths = ["instance_principal", "oke_workload_identity"] as const;

/** Scans with the identity of a machine inside Oracle Cloud: the built program, Oracle's own package, and emulated services on real sockets. */
async function scanAs(
  auth: (typeof auths)[number],
  { refusing = false, trusting = true }: { readonly refusing?: boolean; readonly trusting?: boolean } = {},
): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-principal-"));
  const services = await startIdentityServices(tenancy.id, refusing);
  const emulator = await startOciEmulator({ tenancy, callers: services.sessions });
  cleanups.push(
    () => rm(folder, { recursive: true }),
    () => services.close(),
    () => emulator.close(),
  );
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  await file("keylint.yaml", `targets: [{ name: acme, system: oci, auth: ${auth}, endpoint: "${emulator.url}" }]\n`);
  const certificate = await file("ca.crt", services.clusterCertificate);
  return keylint(["scan", "--as-of", "2026-11-01T00:00:00Z", "--report", "json", "--fail-on", "never"], {
    cwd: folder,
    env: {
      NODE_OPTIONS: `--import ${join(root, "test/emulators/oci/auth-service.mjs")}`,
      TEST_AUTH_SERVICE: services.auth,
      OCI_METADATA_BASE_URL: services.metadata,
      KUBERNETES_SERVICE_HOST: "127.0.0.1",
      KUBERNETES_SERVICE_PORT_PROXYMUX: String(services.proxymuxPort),
      OCI_KUBERNETES_SERVICE_ACCOUNT_CERT_PATH: certificate,
      ...(trusting ? { NODE_EXTRA_CA_CERTS: certificate } : {}),
      OCI_KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH: await file("token", services.serviceAccountToken),
    },
  });
}

test.each(auths)("%s lists the tenancy whole", async (auth) => {
  const { status, stdout, stderr } = await scanAs(auth);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const report = JSON.parse(stdout) as Report;
  expect(report.complete).toBe(true);
  const judged = new Set(report.results.map(({ key }) => `${key?.owner.id} ${key?.credential.fingerprint}`));
  const keys = tenancy.users.flatMap((user) => user.keys.map(({ fingerprint }) => `${user.ocid} ${fingerprint}`));
  expect([...judged].toSorted()).toEqual(keys.toSorted());
});

test.each(auths)("%s that is refused its token ends incomplete, says so, and leaves the report whole", async (auth) => {
  const { status, stdout, stderr } = await scanAs(auth, { refusing: true });
  expect({ status, stderr }).toEqual({ status: 3, stderr: "" });
  expect(errorsOf(stdout)).toEqual([`oci:acme: ${auth}: the identity is given no session token`]);
});

test("a cluster whose certificate Node does not trust is told how to trust it", async () => {
  const { status, stdout } = await scanAs("oke_workload_identity", { trusting: false });
  expect(status).toBe(3);
  expect(errorsOf(stdout)).toEqual([expect.stringContaining("Start keylint with NODE_EXTRA_CA_CERTS=/var/run/")]);
});

function errorsOf(stdout: string): readonly string[] {
  const { notifications } = JSON.parse(stdout) as Report;
  return notifications.filter(({ level }) => level === "error").map(({ message }) => message);
}
