/** What an absolute resource address is made of (Terraform `internal/addrs`). */
export interface AddressParts {
  /** Address of the module instance; empty for the root module. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number | undefined;
}

/** The absolute address as Terraform writes it. */
export function resourceAddress({ module, mode, type, name, index }: AddressParts): string {
  const resource = `${mode === "data" ? "data." : ""}${type}.${name}${indexText(index)}`;
  return module === "" ? resource : `${module}.${resource}`;
}

/** `[0]`, `["key"]`, or nothing for an object without `count` and `for_each`. */
export function indexText(index: string | number | undefined): string {
  return index === undefined ? "" : typeof index === "number" ? `[${index}]` : `[${quoted(index)}]`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["${", "$${"],
  ["%{", "%%{"],
]);

/** HCL's quoted form, as Terraform's `toHCLQuotedString` writes it: template signs doubled, what does not print as `\uXXXX`. */
function quoted(text: string): string {
  const body = text.replaceAll(
    /[\n\r\t"\\]|[$%]\{|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    (match) => escapes.get(match) ?? codePointEscape(match.codePointAt(0) ?? 0),
  );
  return `"${body}"`;
}

function codePointEscape(code: number): string {
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}

/** `[*]` stands for instances that are not known yet. */
const moduleStep = /module\.([^.[\]]+)(\[(?:\*|\d+|"(?:[^"\\]|\\.)*")\])?\./y;

/** One step of a module path. */
export interface ModuleStep {
  readonly name: string;
  /** The instance key in its written form, with brackets; empty without one. */
  readonly index: string;
}

/** The module steps that an absolute address (of a resource, or of a module) starts with. Dots and brackets inside quoted keys are no separators. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  const text = `${address}.`;
  const steps: ModuleStep[] = [];
  moduleStep.lastIndex = 0;
  for (let match = moduleStep.exec(text); match !== null; match = moduleStep.exec(text))
    steps.push({ name: match[1] ?? "", index: match[2] ?? "" });
  return steps;
}

/** The address of a module instance from its steps. */
export function moduleAddress(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, index }) => `module.${name}${index}`).join(".");
}
