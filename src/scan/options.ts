import type { Config } from "../engine/config.ts";
import type { OptionValues } from "../options.ts";

/** What to read and how to judge it: every option with its value, and what only keylint.yaml says. */
export interface ScanOptions extends OptionValues {
  /** Live targets of the configuration file that this run reads. */
  readonly targets: NonNullable<Config["targets"]>;
  /** The settings of keylint.yaml, not the path of the file. */
  readonly settings: Pick<Config, "targets" | "rules" | "exceptions">;
  /** Judge by the rule with this id alone. */
  readonly only?: string;
  /** Read a configuration file without the others of its folder, as fixtures are. */
  readonly alone?: boolean;
}

/** What decides which sources a run reads, and how. */
export type SourceOptions = Pick<ScanOptions, "sources" | "targets" | "shard" | "varFiles" | "alone" | "settings">;
