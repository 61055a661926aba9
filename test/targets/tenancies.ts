import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startIntersightEmulator } from "../emulators/intersight/emulator.ts";
import type { Fault } from "../emulators/intersight/faults.ts";
import { sampleAccount } from "../emulators/intersight/sample.ts";
import { startOciEmulator } from "../emulators/oci/emulator.ts";
import { makeKeyPair, publicKeyOf, sampleTenancy } from "../emulators/oci/tenancy.ts";

/** Emulated tenancies, and a folder whose keylint.yaml names them as targets. */
export interface Tenancies {
  readonly folder: string;
  /** What keylint needs to find its credentials. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts as many tenancies of Oracle Cloud as accounts of Intersight. Some users' keys are the same in all tenancies.
 * @param faults Of every third account.
 */
export async function startTenancies(each: number, faults: readonly Fault[] = []): Promise<Tenancies> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-tenancies-"));
  const closes: (() => Promise<void>)[] = [() => rm(folder, { recursive: true })];
  const caller = makeKeyPair();
  const { fingerprint } = publicKeyOf(caller.publicKey);
  const signer = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const shared = makeKeyPair(1024).publicKey;
  const env: Record<string, string> = {};
  const profiles: string[] = [];
  const targets: string[] = [];
  for (let number = 1; number <= each; number++) {
    const tenancy = sampleTenancy(`tenancy-${number}`, [shared, ...[1, 2].map(() => makeKeyPair(1024).publicKey)]);
    const user = "ocid1.user.oc1..aaaaaaaascanner";
    const callers = new Map([[`${tenancy.id}/${user}/${fingerprint}`, caller.publicKey]]);
    const oci = await startOciEmulator({ tenancy, callers });
    closes.push(() => oci.close());
    profiles.push(
      `[P${number}]\nuser=${user}\nfingerprint=${fingerprint}\ntenancy=${tenancy.id}\nregion=us-phoenix-1\nkey_file=${join(folder, "oci.pem")}\n`,
    );
    targets.push(
      `  - { name: tenancy-${number}, system: oci, profile: P${number}, configFile: oci.ini, endpoint: "${oci.url}" }`,
    );
    const account = sampleAccount(`account-${number}`);
    const id = `${account.moid}/caller/key`;
    const intersight = await startIntersightEmulator({
      account,
      keys: [{ id, publicKey: signer.publicKey }],
      pageSize: 5,
      faults: number % 3 === 1 ? faults : [],
    });
    closes.push(() => intersight.close());
    env[`KEY_${number}`] = id;
    targets.push(
      `  - { name: account-${number}, system: intersight, endpoint: "${intersight.url}", apiKey: { env: KEY_${number} }, secretKey: { file: intersight.pem } }`,
    );
  }
  // The same tenancy under another name: its keys are no duplicates of themselves, whichever shards the two are in.
  targets.push(`${targets[0]?.replace("name: tenancy-1", "name: tenancy-1-again")}`);
  await writeFile(join(folder, "keylint.yaml"), `targets:\n${targets.join("\n")}\n`);
  await writeFile(join(folder, "oci.ini"), profiles.join("\n"));
  await writeFile(join(folder, "oci.pem"), caller.privateKey);
  await writeFile(join(folder, "intersight.pem"), signer.privateKey.export({ type: "pkcs8", format: "pem" }));
  return {
    folder,
    env,
    async close() {
      for (const close of closes.toReversed()) await close();
    },
  };
}
