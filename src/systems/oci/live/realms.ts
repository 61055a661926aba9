import { SourceError } from "../../../errors.ts";
import { member, nonEmptyTextOf } from "../../../http/json.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { expandHome } from "../../target-values.ts";

/** Second-level domains that do not follow from the realm's number (oci-go-sdk, common/regions.go). */
const realmDomains: Readonly<Record<string, string>> = {
  oc1: "oraclecloud.com",
  oc2: "oraclegovcloud.com",
  oc3: "oraclegovcloud.com",
  oc4: "oraclegovcloud.uk",
  oc19: "oraclecloud.eu",
};

/**
 * The second-level domain of the realm that a tenancy is in, as its OCID says: `ocid1.tenancy.oc1..aaaa` is in oc1. Realms that are in no
 * published list come from `OCI_REGION_METADATA` or `~/.oci/regions-config.json`, as Oracle's clients read them.
 * @throws {SourceError} when the realm is not known
 */
export async function realmDomain(tenancy: string, region: string, environment: LiveEnvironment): Promise<string> {
  const realm = tenancy.split(".")[2] ?? "";
  for (const entry of await describedRegions(environment)) {
    const domain = nonEmptyTextOf(member(entry, "realmDomainComponent"));
    if (domain !== undefined && nonEmptyTextOf(member(entry, "regionIdentifier")) === region) return domain;
  }
  const numbered = /^oc([1-9]\d*)$/.exec(realm)?.[1];
  const domain = realmDomains[realm] ?? (numbered === undefined ? undefined : `oraclecloud${numbered}.com`);
  if (domain !== undefined) return domain;
  throw new SourceError(
    `the tenancy ${tenancy} is in no realm that is known here; give the target an "endpoint", or describe the region in OCI_REGION_METADATA`,
  );
}

async function describedRegions({ env, home, readFile }: LiveEnvironment): Promise<readonly unknown[]> {
  const file = await readFile(expandHome("~/.oci/regions-config.json", home)).catch(() => "[]");
  return [env["OCI_REGION_METADATA"] ?? "null", file].flatMap((text) => {
    try {
      const json: unknown = JSON.parse(text);
      return Array.isArray(json) ? (json as unknown[]) : [json];
    } catch {
      return [];
    }
  });
}

/** The base URL of the Identity service in a region. */
export function identityEndpoint(region: string, domain: string): URL {
  return new URL(`https://identity.${region}.oci.${domain}`);
}

/**
 * The identifier of a region (`us-phoenix-1`) that may be given by its three-letter code (`PHX`), as resource principals do.
 * @throws {SourceError} when it is neither
 */
export async function regionIdentifier(given: string, environment: LiveEnvironment): Promise<string> {
  const region = given.trim().toLowerCase();
  for (const entry of await describedRegions(environment)) {
    const identifier = nonEmptyTextOf(member(entry, "regionIdentifier"));
    if (identifier !== undefined && nonEmptyTextOf(member(entry, "regionKey"))?.toLowerCase() === region)
      return identifier;
  }
  const identifier = regionCodes.get(region) ?? region;
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(identifier)) return identifier;
  throw new SourceError("the region is no identifier such as us-phoenix-1");
}

/** Published codes, each with its region (oci-typescript-sdk, lib/common/lib/region.ts). */
const regionCodes = new Map(
  `
lej=af-casablanca-1 jnb=af-johannesburg-1 hsg=ap-batam-1 nja=ap-chiyoda-1 yny=ap-chuncheon-1
bno=ap-chuncheon-2 wga=ap-dcc-canberra-1 dac=ap-dcc-gazipur-1 onm=ap-delhi-1 hyd=ap-hyderabad-1
ukb=ap-ibaraki-1 jbp=ap-kulai-2 mel=ap-melbourne-1 bom=ap-mumbai-1 kix=ap-osaka-1 icn=ap-seoul-1
dtz=ap-seoul-2 sin=ap-singapore-1 xsp=ap-singapore-2 dln=ap-suwon-1 syd=ap-sydney-1 nrt=ap-tokyo-1
yul=ca-montreal-1 yyz=ca-toronto-1 ams=eu-amsterdam-1 jsk=eu-budapest-1 avf=eu-crissier-1
ork=eu-dcc-dublin-1 snn=eu-dcc-dublin-2 bgy=eu-dcc-milan-1 mxp=eu-dcc-milan-2 dus=eu-dcc-rating-1
dtm=eu-dcc-rating-2 avz=eu-dcc-zurich-1 fra=eu-frankfurt-1 str=eu-frankfurt-2 beg=eu-jovanovac-1
mad=eu-madrid-1 vll=eu-madrid-2 orf=eu-madrid-3 mrs=eu-marseille-1 lin=eu-milan-1 cdg=eu-paris-1
arn=eu-stockholm-1 nrq=eu-turin-1 zrh=eu-zurich-1 mtz=il-jerusalem-1 auh=me-abudhabi-1 rkt=me-abudhabi-2
ahu=me-abudhabi-3 shj=me-abudhabi-4 rba=me-alain-1 vve=me-alrayyan-1 doh=me-dcc-doha-1
mct=me-dcc-muscat-1 dxb=me-dubai-1 ibr=me-ibri-1 jed=me-jeddah-1 ruh=me-riyadh-1 mty=mx-monterrey-1
qro=mx-queretaro-1 bog=sa-bogota-1 hnw=sa-riodejaneiro-1 scl=sa-santiago-1 gru=sa-saopaulo-1
vap=sa-valparaiso-1 vcp=sa-vinhedo-1 cwl=uk-cardiff-1 brs=uk-gov-cardiff-1 ltn=uk-gov-london-1
lhr=uk-london-1 iad=us-ashburn-1 yxj=us-ashburn-2 ord=us-chicago-1 ric=us-gov-ashburn-1
pia=us-gov-chicago-1 tus=us-gov-phoenix-1 lfi=us-langley-1 luf=us-luke-1 pgc=us-newark-1 phx=us-phoenix-1
aga=us-saltlake-2 sjc=us-sanjose-1 ebb=us-somerset-1 ebl=us-thames-1
`
    .trim()
    .split(/\s/)
    .map((pair): [string, string] => [pair.slice(0, 3), pair.slice(4)]),
);
