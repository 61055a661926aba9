import { options } from "../options.ts";
import { systems } from "../systems/registry.ts";

const live = systems.flatMap(({ id, live }) =>
  live === undefined ? [] : [{ name: `${id}:${live.argument}`, ...live }],
);

/** What a source can be, for `--help`. */
export const sourceHelp = options.sources.meaning.replace(
  "{live}",
  live.map(({ name, meaning }) => `${name} (${meaning})`).join(", "),
);

/** The name of one live source, for `--help`. */
export const liveExample = live[0]?.name ?? "";
