import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startIntersightEmulator } from "./intersight/emulator.ts";
import { sampleAccount } from "./intersight/sample.ts";
import { startOciEmulator } from "./oci/emulator.ts";
import { makeCaller } from "./oci/profile.ts";
import { sampleTenancy } from "./oci/tenancy.ts";

/** Starts an emulated tenancy and an emulated account, scans both as two targets, and stops them. @returns keylint's exit status */
export async function demonstrate(program: string, args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "keylint-demo-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const tenancy = sampleTenancy("demo");
  const caller = makeCaller(tenancy.id);
  const account = sampleAccount("demo");
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const oci = await startOciEmulator({
    tenancy,
    callers: caller.callers,
    pageSize: 10,
    latency: 20,
    throttleEvery: 13,
  });
  const client = { id: `${account.moid}/0123456789abcdef01234567/0123456789abcdef01234568`, publicKey: pair.publicKey };
  const intersight = await startIntersightEmulator({ account, keys: [client], pageSize: 5, throttleEvery: 7 });
  try {
    const [tenancyId, user, fingerprint] = caller.keyId.split("/");
    const key = file("oci.pem", caller.privateKey);
    const profile = `[DEFAULT]\ntenancy=${tenancyId}\nuser=${user}\nfingerprint=${fingerprint}\nkey_file=${key}\nregion=us-phoenix-1\n`;
    const config = file(
      "keylint.yaml",
      `targets:
  - { name: acme, system: oci, configFile: ${file("config", profile)}, endpoint: ${oci.url} }
  - name: fabric
    system: intersight
    endpoint: ${intersight.url}
    apiKey: { file: ${file("key-id", client.id)} }
    secretKey: { file: ${file("secret.pem", pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString())} }
`,
    );
    return await run(program, ["scan", "--config", config, ...args]);
  } finally {
    await Promise.all([oci.close(), intersight.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 3));
  });
}
