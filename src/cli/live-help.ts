import { systems } from "../systems/registry.ts";

const live = systems.flatMap(({ id, live }) =>
  live === undefined ? [] : [{ name: `${id}:${live.argument}`, ...live }],
);

/** What a source can be, for `--help`. */
export const sourceHelp = [
  "Folder of Terraform, plan or state JSON, raw state, inventory, - for standard input",
  ...live.map(({ name, meaning }) => `${name} (${meaning})`),
].join(", ");

/** The name of one live source, for `--help`. */
export const liveExample = live[0]?.name ?? "";
