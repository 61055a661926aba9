/** A command that takes options. */
export type Command = "scan" | "inventory" | "merge" | "rules list" | "rules explain" | "rules test";

/** One option: what it is, and each place where it may stand, with the name and the words that it has there. */
export interface Option {
  /** `moment`: a text in RFC 3339. */
  readonly type: "text" | "flag" | "number" | "moment";
  /** The only values that it can have. */
  readonly choices?: readonly string[];
  /**
   * It takes several values. Those of keylint.yaml come before those that are given (`adds`), or count only where none is given
   * (`replaces`). A text alone.
   */
  readonly repeatable?: "adds" | "replaces";
  /** Whole numbers, both included. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The value where no place gives one. */
  readonly default?: string | number | boolean;
  /** What help says instead of {@link default}. */
  readonly unset?: string;
  /** What its text names: a path; a source, which may be a path; or `FORMAT=PATH`. The Action's paths start at its working directory. */
  readonly holds?: "path" | "source" | "report";
  /** What it means, for help, documentation and the library. `{live}` stands for the names of live sources. */
  readonly meaning: string;
  readonly commandLine?: {
    /** Without dashes. */
    readonly name: string;
    readonly commands: readonly Command[];
    /** It is what stands in the command without a name. */
    readonly positional?: true;
  };
  /** In keylint.yaml: members joined by a dot. */
  readonly file?: { readonly at: string; readonly meaning?: string };
  /** As an input of the GitHub Action, described in its own words. */
  readonly input?: { readonly name: string; readonly meaning: string; readonly default?: string };
  /** For a program: `false` where it has no part in a scan; else what its value may be beside the type above, in TypeScript, and its meaning. */
  readonly library?: false | { readonly also: string; readonly meaning: string };
}

export type OptionTable = Readonly<Record<string, Option>>;

/** The value of an option as a run has it; `undefined` where nothing gives one. */
export type OptionValue<O extends Option> = O extends { readonly repeatable: string }
  ? readonly string[]
  : O extends { readonly type: "flag" }
    ? boolean
    : O extends { readonly type: "number" | "moment" }
      ? number
      :
          | (O extends { readonly choices: readonly (infer C)[] } ? C : string)
          | (O extends { readonly default: string } ? never : undefined);
