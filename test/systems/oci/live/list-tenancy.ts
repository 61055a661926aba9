import type { LiveEnvironment } from "../../../../src/http/environment.ts";
import type { ApiKey } from "../../../../src/model/api-key.ts";
import type { Notification } from "../../../../src/model/notification.ts";
import type { User } from "../../../../src/model/user.ts";
import { ociSource } from "../../../../src/systems/oci/live/source.ts";
import { type OciEmulator, type OciEmulatorOptions, startOciEmulator } from "../../../emulators/oci/emulator.ts";
import { makeCaller } from "../../../emulators/oci/profile.ts";
import { makeKeyPair, sampleTenancy } from "../../../emulators/oci/tenancy.ts";
import { testEnvironment } from "../../../http/environment.ts";

export const tenancy = sampleTenancy(
  "acme",
  [1, 2, 3].map(() => makeKeyPair(1024).publicKey),
);
export const caller = makeCaller(tenancy.id, 1024);

/** What a source yielded, by kind. */
export interface Listed {
  readonly keys: readonly ApiKey[];
  readonly users: readonly User[];
  readonly notifications: readonly Notification[];
  readonly emulator: OciEmulator;
}

/** Starts an emulator of the sample tenancy, or of another one, and lists it. */
export async function listTenancy(
  options: Partial<OciEmulatorOptions> = {},
  changes: Partial<LiveEnvironment> = {},
): Promise<Listed> {
  const environment = testEnvironment({ readFile: caller.readFile, ...changes });
  const emulator = await startOciEmulator({ tenancy, callers: caller.callers, clock: environment.clock, ...options });
  const keys: ApiKey[] = [];
  const users: User[] = [];
  const notifications: Notification[] = [];
  try {
    for await (const item of ociSource("oci:DEFAULT", { endpoint: emulator.url }, environment).read()) {
      if (item.kind === "key") keys.push(item.key);
      if (item.kind === "user") users.push(item.user);
      if (item.kind === "notification") notifications.push(item.notification);
    }
  } finally {
    await emulator.close();
  }
  return { keys, users, notifications, emulator };
}

/** The keys that were listed, one by one, without those that stand for others. */
export function listedKeys(keys: readonly ApiKey[]): readonly string[] {
  return keys
    .filter(({ origin }) => origin.kind === "live" && origin.unlisted === undefined)
    .map(({ userName, fingerprint, timeCreated }) => JSON.stringify([userName, fingerprint, timeCreated]))
    .sort(byText);
}

/** The keys of the sample tenancy, or of some of its users, in the same form. */
export function expectedKeys(users = tenancy.users): readonly string[] {
  return users
    .flatMap(({ name, keys }) =>
      keys.map((key) => JSON.stringify([name, key.fingerprint, Date.parse(key.timeCreated)])),
    )
    .sort(byText);
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
