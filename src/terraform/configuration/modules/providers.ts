import type { Location } from "../../../model/location.ts";
import type { TerraformProvider } from "../../../model/terraform.ts";
import { wantedArgument } from "../../names.ts";
import type { Attribute, Block } from "../syntax/body.ts";
import { commentsBeside } from "../syntax/keylint-comments.ts";
import { regionOf } from "../syntax/source-text.ts";
import { joinAddress } from "./address.ts";
import type { Module } from "./module.ts";
import type { ModuleSource } from "./module-source.ts";
import { providerName } from "./required-providers.ts";
import { childOf, inOrder, listed, type Wanted } from "./resources.ts";
import { configuredValues } from "./values.ts";

/** Finds the file that a stretch of text was taken from. */
export type FindText = (text: string) => Location | undefined;

/** The `provider` blocks of a module that have a wanted argument. */
export function wantedProviders(module: ModuleSource, types: ReadonlySet<string>): readonly Block[] {
  return inOrder(module.providers.values()).filter((block) => wantedArguments(module, block, types).length > 0);
}

function wantedArguments(module: ModuleSource, block: Block, types: ReadonlySet<string>): readonly Attribute[] {
  const provider = providerOf(module, block);
  return block.body.attributes.filter(({ name }) => types.has(wantedArgument(provider, name)));
}

/** A module may call a provider by a name of its own. */
function providerOf({ requiredProviders }: ModuleSource, { labels: [local = ""] }: Block): string {
  return requiredProviders.get(local) ?? local;
}

/** The `provider` blocks of a module and of those that it calls, with what files tell of their arguments. */
export function* providersOf(module: Module, wanted: Wanted, find: FindText): Generator<TerraformProvider> {
  for (const block of wantedProviders(module.source, wanted.types)) yield providerIn(module, block, wanted, find);
  for (const call of inOrder(module.source.calls.values())) {
    const callee = module.context.callee(module.source, call);
    if ("reason" in callee || !wanted.within(callee)) continue;
    for (const { key, repetition } of listed(module.expansion(call))) {
      const child = childOf(module, call, callee, key, repetition);
      if (child !== undefined) yield* providersOf(child, wanted, find);
    }
  }
}

function providerIn(module: Module, block: Block, wanted: Wanted, find: FindText): TerraformProvider {
  // What can't be evaluated is Terraform's to refuse: no key is left unjudged by it.
  const { values, sensitive } = configuredValues(
    module,
    { ...block, body: { ...block.body, blocks: [] } },
    {},
    () => {},
  );
  const places = block.body.attributes.map(
    (attribute) => [attribute.name, placesOf(attribute, values[attribute.name], find)] as const,
  );
  return {
    source: wanted.source,
    root: module.context.root.uri,
    document: "configuration",
    provider: providerOf(module.source, block),
    address: joinAddress(module.address, `provider.${providerName(block)}`),
    values,
    ...(sensitive.size === 0 ? {} : { sensitive }),
    location: { uri: block.source.uri, region: regionOf(block.source, block.header) },
    comments: commentsBeside(block, module.source.comments.get(block.source) ?? []),
    places: new Map(places),
  };
}

/** Where the text of an argument stands, by its longest line: quotation and indentation leave that as it is. */
function placesOf(attribute: Attribute, value: unknown, find: FindText): readonly Location[] {
  const { source, start, end } = attribute;
  const own: Location = { uri: source.uri, region: regionOf(source, attribute) };
  const lines = typeof value === "string" ? value.split("\n").map((line) => line.trim()) : [];
  const longest = lines.reduce((best, line) => (line.length > best.length ? line : best), "");
  if (longest === "" || source.text.slice(start, end).includes(longest)) return [own];
  const elsewhere = find(longest);
  return elsewhere === undefined ? [own] : [elsewhere, own];
}
