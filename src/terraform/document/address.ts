import { joinAddress, withKey } from "../configuration/modules/address.ts";

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
  return joinAddress(module, withKey(`${mode === "data" ? "data." : ""}${type}.${name}`, index));
}

/** `[0]`, `["key"]`, or nothing for an object without `count` and `for_each`. */
export function indexText(index: string | number | undefined): string {
  return withKey("", index);
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
