import { compareText } from "../../model/location.ts";
import type { Rule } from "../../model/rule.ts";
import { catalogueOf, weaknessTitle } from "./catalogues.ts";
import { guid } from "./guid.ts";

const cwe = { name: "CWE", guid: guid("CWE") };

/** The weaknesses and controls that the rules point to, one toolComponent per catalogue (SARIF 2.1.0, 3.19.3). */
export function taxonomies(rules: readonly Rule[]): object[] {
  const numbers = [...new Set(rules.flatMap((rule) => rule.cwe))].sort((a, b) => a - b);
  const controls = new Map<string, Set<string>>();
  for (const rule of rules) {
    for (const [id, entries] of Object.entries(rule.controls)) {
      controls.set(id, new Set([...(controls.get(id) ?? []), ...entries]));
    }
  }
  const catalogues = [...controls].sort(([a], [b]) => compareText(a, b)).map(([id, entries]) => catalogue(id, entries));
  return numbers.length === 0 ? catalogues : [weaknesses(numbers), ...catalogues];
}

function weaknesses(numbers: readonly number[]): object {
  return {
    name: cwe.name,
    guid: cwe.guid,
    organization: "MITRE",
    shortDescription: { text: "The MITRE Common Weakness Enumeration." },
    informationUri: "https://cwe.mitre.org/",
    isComprehensive: false,
    taxa: numbers.map((number) => ({
      id: `CWE-${number}`,
      guid: guid(`CWE-${number}`),
      shortDescription: { text: `${weaknessTitle(number)}.` },
      helpUri: `https://cwe.mitre.org/data/definitions/${number}.html`,
    })),
  };
}

function catalogue(id: string, entries: ReadonlySet<string>): object {
  const { name, version, organization, informationUri } = catalogueOf(id);
  return {
    name,
    version,
    guid: guid(id),
    organization,
    shortDescription: { text: `${name}${version === undefined ? "" : ` ${version}`}.` },
    informationUri,
    isComprehensive: false,
    taxa: [...entries].sort(compareText).map((entry) => ({
      id: entry,
      guid: guid(`${id}/${entry}`),
      shortDescription: { text: `${name} ${entry}.` },
    })),
  };
}

/** From a rule to its weaknesses, each more general than the rule, and to the controls that it serves (3.53). */
export function relationships(rule: Rule): object[] {
  const target = (id: string, component: { readonly name: string; readonly guid: string }, name: string) => ({
    id,
    guid: guid(name),
    toolComponent: component,
  });
  return [
    ...rule.cwe.map((number) => ({ target: target(`CWE-${number}`, cwe, `CWE-${number}`), kinds: ["superset"] })),
    ...Object.entries(rule.controls).flatMap(([id, entries]) =>
      entries.map((entry) => ({
        target: target(entry, { name: catalogueOf(id).name, guid: guid(id) }, `${id}/${entry}`),
        kinds: ["relevant"],
      })),
    ),
  ];
}

/** References from the driver to the taxonomies that {@link taxonomies} lists. */
export function supportedTaxonomies(components: readonly object[]): object[] {
  return components.map((component, index) => ({
    name: "name" in component ? component.name : undefined,
    guid: "guid" in component ? component.guid : undefined,
    index,
  }));
}
