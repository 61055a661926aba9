import { isGap, isKey, type Subject } from "./gap.ts";

/** What people call a key, the same in every report: the address that declares it, else the live system's names from the outside in. */
export function nameOf(subject: Subject): string {
  if (isGap(subject)) return [...subject.path, "keys that could not be listed"].join("/");
  if (!isKey(subject)) return `${subject.address}.${subject.argument}`;
  const { terraform, live } = subject;
  if (terraform !== undefined)
    return terraform.address + (terraform.deposed === undefined ? "" : ` (deposed ${terraform.deposed})`);
  return live?.path.join("/") ?? "";
}
