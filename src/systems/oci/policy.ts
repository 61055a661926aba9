/** Who a policy statement makes an administrator of the tenancy. */
export interface AdminGrant {
  /** Every user of the tenancy, or one group by OCID or by name. */
  readonly to: "everyone" | { readonly ocid: string } | { readonly name: string; readonly domain: string | undefined };
  /** The statement goes on, with a `where`: whether it holds depends on the request. */
  readonly conditional: boolean;
}

const statementPattern =
  /^\s*allow\s+(?:(any-user|any-group)|group\s+(.+?))\s+to\s+manage\s+all-resources\s+in\s+(?:tenancy\b|compartment\s+id\s+ocid1\.tenancy\.\S+)\s*(\S.*)?$/is;

/**
 * The grants of `manage all-resources in tenancy`, or in its root compartment by id, in policy statements. Oracle's policy syntax: names may be
 * quoted and stand behind their identity domain's, several groups are separated by commas.
 */
export function adminGrants(statements: readonly string[]): readonly AdminGrant[] {
  return statements.flatMap((statement): readonly AdminGrant[] => {
    const match = statementPattern.exec(statement);
    if (match === null) return [];
    const conditional = match[3] !== undefined;
    if (match[1] !== undefined) return [{ to: "everyone", conditional }];
    return splitOutsideQuotes(match[2] ?? "").map((group) => ({ to: parseGroup(group), conditional }));
  });
}

/** The grant that every tenancy has and nobody can delete (Tenant Admin Policy). */
export const defaultGrant: AdminGrant = { to: { name: "Administrators", domain: undefined }, conditional: false };

/** A grant for people: `group Administrators: manage all-resources in tenancy`. */
export function describeGrant(group: string): string {
  return `${group}: manage all-resources in tenancy`;
}

/** The default domain's groups may be named with or without it. */
export function grantNames(grant: AdminGrant, domain: string | undefined, group: string): boolean {
  if (typeof grant.to === "string" || !("name" in grant.to)) return false;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return same(grant.to.name, group) && same(grant.to.domain ?? "Default", domain ?? "Default");
}

function parseGroup(text: string): Exclude<AdminGrant["to"], string> {
  const ocid = /^id\s+['"]?([^\s'"]+)['"]?$/i.exec(text)?.[1];
  if (ocid !== undefined) return { ocid };
  const parts = /^(?:(?:'([^']*)'|"([^"]*)"|([^'"/]*))\/)?(?:'([^']*)'|"([^"]*)"|([^'"]*))$/.exec(text);
  return { name: parts?.[4] ?? parts?.[5] ?? parts?.[6] ?? text, domain: parts?.[1] ?? parts?.[2] ?? parts?.[3] };
}

function splitOutsideQuotes(text: string): readonly string[] {
  return (text.match(/(?:'[^']*'|"[^"]*"|[^,'"])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== "");
}
