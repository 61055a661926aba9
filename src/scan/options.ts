import type { Config } from "../engine/config.ts";
import type { Instant } from "../model/instant.ts";

/** What to read and how to judge it. */
export interface ScanOptions {
  /** Folders, files, `-`, names of live targets. */
  readonly sources: readonly string[];
  /** Live targets of the configuration file. */
  readonly targets: NonNullable<Config["targets"]>;
  /** `I/N`: read only this share of the targets. */
  readonly shard?: string;
  /** Folders of rules beside the shipped ones. */
  readonly ruleDirectories: readonly string[];
  readonly config: Config;
  /** Judge by the rule with this id alone. */
  readonly only?: string;
  /** Read a configuration file without the others of its folder, as fixtures are. */
  readonly alone?: boolean;
  readonly asOf: Instant;
  readonly tier: "standard" | "extended" | "deep";
  readonly varFiles: readonly string[];
  /** Path of a badkeys `blocklist.dat`. */
  readonly blocklist?: string;
  /** Path of an earlier SARIF report. */
  readonly baseline?: string;
}

/** What decides which sources a run reads, and how. */
export type SourceOptions = Pick<ScanOptions, "sources" | "targets" | "shard" | "varFiles" | "alone" | "config">;
