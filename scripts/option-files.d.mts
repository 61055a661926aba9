import type { OptionTable } from "../src/options/option.ts";

/** The schema of keylint.yaml. */
export function configSchema(options: OptionTable): Record<string, unknown>;
/** action.yml with the inputs that the options are. */
export function actionWithInputs(text: string, options: OptionTable, live: readonly string[]): string;
/** docs/options.md. */
export function optionsPage(options: OptionTable, stepOptions: OptionTable, live: readonly string[]): string;
/** The library's options, as TypeScript. */
export function scanInput(options: OptionTable): string;
/** The committed files, by path. */
export function optionFiles(): Promise<Readonly<Record<string, string>>>;
