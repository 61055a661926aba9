import { Region, SimpleAuthenticationDetailsProvider } from "oci-common";
import { IdentityClient } from "oci-identity";
import { IdentityDomainsClient } from "oci-identitydomains";
import { expect, test } from "vitest";
import { startOciEmulator } from "../../../emulators/oci/emulator.ts";
import { caller, expectedKeys, listedKeys, listTenancy, tenancy } from "./list-tenancy.ts";

/** Oracle's own clients, as an outside judge of the emulator: what it accepts of them it accepts of us, and both see the same keys. */
test("Oracle's own clients are accepted by the emulator and see the same keys", async () => {
  const [tenancyId = "", user = "", fingerprint = ""] = caller.keyId.split("/");
  const authenticationDetailsProvider = new SimpleAuthenticationDetailsProvider(
    tenancyId,
    user,
    fingerprint,
    caller.privateKey,
    null,
    Region.US_ASHBURN_1,
  );
  const emulator = await startOciEmulator({ tenancy, callers: caller.callers });
  const identity = new IdentityClient({ authenticationDetailsProvider });
  const domains = new IdentityDomainsClient({ authenticationDetailsProvider });
  try {
    identity.endpoint = emulator.url;
    const seen = new Map<string, string>();
    for await (const { id, name } of identity.listUsersRecordIterator({ compartmentId: tenancyId })) {
      const { items } = await identity.listApiKeys({ userId: id });
      for (const key of items)
        seen.set(
          `${id}/${key.fingerprint}`,
          JSON.stringify([name, key.fingerprint, Date.parse(String(key.timeCreated))]),
        );
    }
    const compartments = tenancy.compartments.filter(({ deleted }) => deleted !== true).map(({ id }) => id);
    for (const compartmentId of [tenancyId, ...compartments]) {
      for await (const { url } of identity.listDomainsRecordIterator({ compartmentId })) {
        domains.endpoint = url;
        for (let startIndex = 1, total = 1; startIndex <= total; ) {
          const { apiKeys } = await domains.listApiKeys({ startIndex, count: 1000 });
          total = apiKeys.totalResults ?? 0;
          startIndex += apiKeys.itemsPerPage ?? 1000;
          for (const { fingerprint, user, meta } of apiKeys.resources ?? []) {
            seen.set(
              `${user?.ocid}/${fingerprint}`,
              JSON.stringify([user?.name, fingerprint, Date.parse(meta?.created ?? "")]),
            );
          }
        }
      }
    }
    expect(emulator.requests.filter((line) => /^(?:refused|unknown)/.test(line))).toEqual([]);
    const official = [...seen.values()].sort((a, b) => (a < b ? -1 : 1));
    expect(official).toEqual(expectedKeys());
    expect(listedKeys((await listTenancy()).views)).toEqual(official);
  } finally {
    identity.close();
    domains.close();
    await emulator.close();
  }
});
