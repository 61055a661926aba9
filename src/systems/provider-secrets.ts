import type { SourceItem } from "../model/source.ts";
import type { TerraformProvider } from "../model/terraform.ts";
import { isProviderSecret } from "../secrecy/provider-secret.ts";
import { maskSensitive } from "../secrecy/sensitive.ts";
import { valuesWithoutPrivateKeys } from "../secrecy/misplaced-private-key.ts";
import { wantedArgument } from "../terraform/names.ts";
import type { Provider, System } from "./system.ts";

/** What readers are to look for in `provider` blocks, as {@link wantedArgument} writes it. */
export function wantedArguments(systems: readonly System[]): readonly string[] {
  return systems.flatMap(({ providers = [] }) =>
    providers.flatMap(({ names, secretArguments }) =>
      names.flatMap((name) => Object.keys(secretArguments).map((argument) => wantedArgument(name, argument))),
    ),
  );
}

/** Makes the reader of `provider` blocks from what the systems say of their providers. */
export function providerReader(systems: readonly System[]): (block: TerraformProvider) => Iterable<SourceItem> {
  const described = new Map(
    systems.flatMap((system) =>
      (system.providers ?? []).flatMap((provider) =>
        provider.names.map((name) => [name, { system, provider }] as const),
      ),
    ),
  );
  return (block) => {
    const found = described.get(block.provider);
    return found === undefined ? [] : secretsOf(block, found.system, found.provider);
  };
}

function* secretsOf(block: TerraformProvider, system: System, provider: Provider): Iterable<SourceItem> {
  const { source, root, document, address, location, comments, places } = block;
  const names = Object.keys(provider.secretArguments);
  const { values, found } = valuesWithoutPrivateKeys(block.values, (name) => names.includes(name));
  const told = provider.read(maskSensitive(values, block.sensitive, names));
  const isSecret = (argument: string): boolean => {
    const [text, form] = [values[argument], provider.secretArguments[argument]];
    return typeof text === "string" && form !== undefined && isProviderSecret(text, form);
  };
  for (const argument of [...names.filter(isSecret), ...found]) {
    const [at = location, ...alsoAt] = places.get(argument) ?? [];
    yield {
      kind: "providerSecret",
      providerSecret: {
        system: system.id,
        type: provider.keyType,
        source,
        root,
        document,
        address,
        argument,
        account: undefined,
        realm: undefined,
        ...told,
        location: at,
        alsoAt,
        comments,
      },
    };
  }
}
