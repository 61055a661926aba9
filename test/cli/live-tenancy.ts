import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startOciEmulator } from "../emulators/oci/emulator.ts";
import type { Fault } from "../emulators/oci/faults.ts";
import type { EmulatedTenancy } from "../emulators/oci/tenancy.ts";
import { caller } from "../systems/oci/live/list-tenancy.ts";

/** Serves a tenancy until the test ends. @returns a folder whose keylint.yaml names it as its target `acme` */
export async function liveTenancy(tenancy: EmulatedTenancy, faults: readonly Fault[]): Promise<string> {
  const emulator = await startOciEmulator({ tenancy, callers: caller.callers, faults });
  onTestFinished(() => emulator.close());
  return targetAt(emulator.url);
}

/** A folder, until the test ends, whose keylint.yaml names the service at this address as its target `acme`. */
export async function targetAt(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-live-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [tenancyId, user, fingerprint] = caller.keyId.split("/");
  const profile = `[DEFAULT]\ntenancy=${tenancyId}\nuser=${user}\nfingerprint=${fingerprint}\nkey_file=${join(folder, "oci.pem")}\n`;
  await writeFile(join(folder, "oci.pem"), caller.privateKey);
  await writeFile(join(folder, "oci.ini"), profile);
  await writeFile(
    join(folder, "keylint.yaml"),
    `targets: [{ name: acme, system: oci, configFile: oci.ini, endpoint: "${url}" }]\n`,
  );
  return folder;
}
