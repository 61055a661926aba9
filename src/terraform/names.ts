import { basename, isAbsolute, relative, sep } from "node:path";

/** Whether Terraform reads the file as configuration or as values for its variables. */
export function isConfigurationFile(path: string): boolean {
  const name = basename(path);
  return /\.(?:tf|tf\.json|tfvars|tfvars\.json)$/.test(name) && !/^\.|~$|^#.*#$/.test(name);
}

/** Whether the file holds values of variables. */
export function isVariableFile(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

/** How readers are told, among the types that they look for, to look for an argument in `provider` blocks. */
export function wantedArgument(provider: string, argument: string): string {
  return `provider.${provider}.${argument}`;
}

/** Whether OpenTofu reads the file, and Terraform does not. */
export function isTofuFile(path: string): boolean {
  return /\.tofu(?:\.json)?$/.test(path) && !basename(path).startsWith(".");
}

/** Whether the name says that the file is a state. */
export function isNamedState(path: string): boolean {
  return /\.tfstate(?:\.backup)?$/.test(path);
}

/** Whether the name says that the file is a plan, as JSON or binary: `plan.json`, `prod-plan.json`, `tfplan`, `a.tfplan`. */
export function isNamedPlan(path: string): boolean {
  return /(?:^|[^a-z])(?:tf)?plan(?:[^a-z].*)?\.json$|(?:^|\.)tfplan$/i.test(basename(path));
}

/** Whether a folder of this name, in a folder that is scanned, is left alone: tools keep what they fetch and derive there. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** Whether a path is the folder's or lies below it; both absolute, and both real where links matter. */
export function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === "" || (!isAbsolute(steps) && steps !== ".." && !steps.startsWith(`..${sep}`));
}
