import type { FaultKind } from "./faults.ts";
import type { Managed, SampleAccount } from "./sample.ts";

export interface Reply {
  readonly status: number;
  readonly json: unknown;
}

const known = new Set([
  "$filter",
  "$orderby",
  "$top",
  "$skip",
  "$select",
  "$expand",
  "$apply",
  "$count",
  "$inlinecount",
  "at",
  "tags",
]);

/** One page of a listing; `undefined` for a path that is none. */
export function listReply(
  url: URL,
  account: SampleAccount,
  pageSize: number,
  fault: FaultKind | undefined,
): Reply | undefined {
  const lists: Readonly<Record<string, readonly [string, readonly Managed[]]>> = {
    "/api/v1/iam/ApiKeys": ["iam.ApiKey.List", account.keys],
    "/api/v1/iam/Users": ["iam.User.List", account.users],
    "/api/v1/iam/ResourceLimits": ["iam.ResourceLimits.List", account.limits],
  };
  const list = lists[url.pathname];
  if (list === undefined) return undefined;
  const wrong = queryError(url.searchParams);
  if (wrong !== undefined) return { status: 400, json: { code: "InvalidRequest", message: wrong } };
  const [ObjectType, all] = list;
  if (url.searchParams.get("$count") === "true")
    return { status: 200, json: { ObjectType: "mo.DocumentCount", Count: all.length } };
  const top = Math.min(Number(url.searchParams.get("$top") ?? 100), pageSize);
  const skip = Number(url.searchParams.get("$skip") ?? 0);
  const page = faulty(all.slice(skip, skip + top), all, top, fault);
  const Count = url.searchParams.get("$inlinecount") === "none" ? {} : { Count: all.length };
  return { status: 200, json: { ObjectType, ...Count, Results: page.length === 0 ? null : page } };
}

function queryError(query: URLSearchParams): string | undefined {
  for (const name of query.keys()) if (!known.has(name)) return "a query parameter that does not exist";
  const wholeNumber = (name: string, most: number): boolean => {
    const value = query.get(name);
    return value === null || (/^\d+$/.test(value) && Number(value) <= most);
  };
  if (!wholeNumber("$top", 1000)) return "$top must be a whole number up to 1000";
  if (!wholeNumber("$skip", Number.MAX_SAFE_INTEGER)) return "$skip must be a whole number";
  if (!["allpages", "none", null].includes(query.get("$inlinecount"))) return "$inlinecount must be allpages or none";
  return undefined;
}

/** The faults that change what a listing holds. */
function faulty(
  page: readonly Managed[],
  all: readonly Managed[],
  top: number,
  fault: FaultKind | undefined,
): readonly unknown[] {
  if (fault === "page-loop") return all.slice(0, Math.min(top, Math.max(1, all.length - 1)));
  if (fault === "missing-item") return page.slice(1);
  if (fault === "strange-item")
    return page.map((item, index) => (index === 0 ? { ObjectType: item["ObjectType"] } : item));
  return page;
}
