import { UsageError } from "../errors.ts";

/** The inputs of a step, by the names that action.yml gives them. */
export interface Inputs {
  /** The value without blanks around it; `undefined` when it is empty or absent. */
  text(name: string): string | undefined;
  /** One value per line; blank lines and lines that start with `#` are left out. */
  lines(name: string): readonly string[];
  /** @throws {UsageError} when the value is neither true nor false */
  flag(name: string): boolean | undefined;
  /** `NaN` when the value is no whole number. */
  number(name: string): number | undefined;
}

/** Reads what the runner hands over as `INPUT_*`: upper case, blanks as `_`, hyphens kept (GitHub Docs, "Metadata syntax"). */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): Inputs {
  const text = (name: string): string | undefined =>
    environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim() || undefined;
  return {
    text,
    lines: (name) =>
      (text(name) ?? "")
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#")),
    flag(name) {
      const value = text(name)?.toLowerCase();
      if (value === undefined) return undefined;
      if (value !== "true" && value !== "false") throw new UsageError(`input ${name}: "${value}"; give true or false`);
      return value === "true";
    },
    number(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    },
  };
}
