import { joinDocuments } from "../join/documents.ts";
import { joinLive } from "../join/live.ts";
import { joinSightings } from "../join/sightings.ts";
import type { Ground } from "../facts/derive.ts";
import type { ApiKey } from "../model/api-key.ts";
import { compareLocations, compareText } from "../model/location.ts";
import { known } from "../model/unknown.ts";
import { nameOf } from "./judge.ts";
import type { Collected } from "./collect.ts";

/** Makes one key of the several views of it, and puts all in the order of reports: by place, then by name. */
export function join(collected: Collected): Pick<Ground, "keys" | "declaredOf" | "foundOf"> {
  const live = joinLive(joinDocuments(joinSightings(collected.keys)), listedTenancies(collected));
  return {
    keys: live.keys.toSorted(inReportOrder),
    declaredOf: live.declaredOf,
    foundOf: live.foundOf,
  };
}

function inReportOrder(a: ApiKey, b: ApiKey): number {
  return (
    compareLocations(a.location, b.location) ||
    compareText(nameOf(a), nameOf(b)) ||
    compareText(a.existence, b.existence)
  );
}

/** Each tenancy or account that a live source listed, and whether the listing is whole. */
function listedTenancies({ accounts, notifications }: Collected): ReadonlyMap<string, boolean> {
  const broken = new Set(notifications.filter((told) => told.level === "error").map((told) => told.source));
  return new Map(
    accounts.flatMap((account) => {
      const id = known(account.id);
      return id === undefined ? [] : [[`${account.system} ${id}`, !broken.has(account.source)]];
    }),
  );
}
