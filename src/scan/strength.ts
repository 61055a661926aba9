import type { Ground } from "../facts/derive.ts";
import { lazyGroup } from "../facts/lazy-group.ts";
import type { ApiKey, GeneratedKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";
import { isUnknown, mapKnown } from "../model/unknown.ts";
import type { ScanOptions } from "../scan.ts";

/** What the tests of public keys give a run. */
interface TestedStrength {
  readonly ground: Pick<Ground, "publicKeyFactsOf" | "sharedFactorsOf">;
  readonly lists: readonly string[];
  readonly notifications: readonly Notification[];
}

const interim = lazyGroup<"publicKey", { key: ApiKey; generated: GeneratedKey | undefined }>({
  type: ({ key }) => mapKnown(key.publicKey, (reading) => (reading.kind === "key" ? reading.key.type : undefined)),
  bits: ({ key, generated }) =>
    isUnknown(key.publicKey) && generated
      ? generated.spec.bits
      : mapKnown(key.publicKey, (reading) => (reading.kind === "key" ? reading.key.bits : undefined)),
  curve: ({ key }) =>
    mapKnown(key.publicKey, (reading) =>
      reading.kind === "key" && reading.key.type === "EC" ? reading.key.curve : undefined,
    ),
});

export async function testStrength(
  _keys: readonly ApiKey[],
  _options: ScanOptions,
  _environment: unknown,
): Promise<TestedStrength> {
  return {
    ground: { publicKeyFactsOf: (key, generated) => interim({ key, generated }), sharedFactorsOf: () => [] },
    lists: [],
    notifications: [],
  };
}
