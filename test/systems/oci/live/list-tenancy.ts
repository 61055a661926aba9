import type { LiveEnvironment } from "../../../../src/http/environment.ts";
import { fingerprintOf } from "../../../../src/model/credential.ts";
import type { Gap } from "../../../../src/model/gap.ts";
import type { Notification } from "../../../../src/model/notification.ts";
import type { Owner } from "../../../../src/model/owner.ts";
import type { View } from "../../../../src/model/view.ts";
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
  readonly views: readonly View[];
  readonly gaps: readonly Gap[];
  readonly owners: readonly Owner[];
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
  const views: View[] = [];
  const gaps: Gap[] = [];
  const owners: Owner[] = [];
  const notifications: Notification[] = [];
  try {
    for await (const item of ociSource("oci:DEFAULT", { endpoint: emulator.url }, environment).read()) {
      if (item.kind === "view") views.push(item.view);
      if (item.kind === "gap") gaps.push(item.gap);
      if (item.kind === "owner") owners.push(item.owner);
      if (item.kind === "notification") notifications.push(item.notification);
    }
  } finally {
    await emulator.close();
  }
  return { views, gaps, owners, notifications, emulator };
}

/** The keys that were listed, one by one. */
export function listedKeys(views: readonly View[]): readonly string[] {
  return views.map((view) => JSON.stringify([view.owner.name, fingerprintOf(view), view.timeCreated])).sort(byText);
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
