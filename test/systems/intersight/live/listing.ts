import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { LiveEnvironment } from "../../../../src/http/environment.ts";
import type { Gap } from "../../../../src/model/gap.ts";
import type { Notification } from "../../../../src/model/notification.ts";
import type { Account, Owner } from "../../../../src/model/owner.ts";
import type { Source } from "../../../../src/model/source.ts";
import type { View } from "../../../../src/model/view.ts";
import { intersightSource } from "../../../../src/systems/intersight/live/list.ts";
import type { IntersightTarget } from "../../../../src/systems/intersight/live/target.ts";
import { sampleAccount } from "../../../emulators/intersight/sample.ts";
import {
  type IntersightEmulator,
  type IntersightEmulatorOptions,
  startIntersightEmulator,
} from "../../../emulators/intersight/emulator.ts";
import { testEnvironment } from "../../../http/environment.ts";

/** The moment of every listing in these tests. */
export const now = Date.parse("2026-11-21T12:00:00Z");

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

export const account = sampleAccount("plant");
export const keyIds = { rsa: `${account.moid}/caller/rsa`, ec: `${account.moid}/caller/ec` };
export const secrets = { rsa: pem(rsa.privateKey), ec: pem(ec.privateKey) };
/** What the emulator knows of the callers. */
export const clientKeys = [
  { id: keyIds.rsa, publicKey: rsa.publicKey },
  { id: keyIds.ec, publicKey: ec.publicKey },
];

export interface Listed {
  readonly views: readonly View[];
  readonly gaps: readonly Gap[];
  readonly owners: readonly Owner[];
  readonly accounts: readonly Account[];
  readonly notifications: readonly Notification[];
}

/** Reads a source to its end. */
export async function collect(source: Source): Promise<Listed> {
  const listed = { views: [], gaps: [], owners: [], accounts: [], notifications: [] } as {
    views: View[];
    gaps: Gap[];
    owners: Owner[];
    accounts: Account[];
    notifications: Notification[];
  };
  for await (const item of source.read()) {
    if (item.kind === "view") listed.views.push(item.view);
    else if (item.kind === "gap") listed.gaps.push(item.gap);
    else if (item.kind === "owner") listed.owners.push(item.owner);
    else if (item.kind === "account") listed.accounts.push(item.account);
    else if (item.kind === "notification") listed.notifications.push(item.notification);
  }
  return listed;
}

/** A clock that sleeping moves, shared by the caller and the emulator. */
export function sharedClock(changes: Partial<LiveEnvironment> = {}): ReturnType<typeof testEnvironment> {
  let time = now;
  return testEnvironment({
    clock: () => time,
    sleep: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
    env: { INTERSIGHT_API_KEY: keyIds.rsa, INTERSIGHT_SECRET_KEY: secrets.rsa },
    timeout: 5000,
    ...changes,
  });
}

/** Lists an emulated account and stops the emulator. */
export async function list(
  options: Partial<IntersightEmulatorOptions> = {},
  target: IntersightTarget = {},
  changes: Partial<LiveEnvironment> = {},
): Promise<Listed & { readonly emulator: IntersightEmulator }> {
  const environment = sharedClock(changes);
  const emulator = await startIntersightEmulator({ account, keys: clientKeys, clock: environment.clock, ...options });
  try {
    const source = intersightSource("intersight:plant", { endpoint: emulator.url, ...target }, environment);
    return { ...(await collect(source)), emulator };
  } finally {
    await emulator.close();
  }
}
