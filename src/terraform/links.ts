import { opendir, realpath, stat } from "node:fs/promises";
import { basename, extname, join, relative, sep } from "node:path";
import type { Overlaps } from "./overlaps.ts";
import { isConfigurationFile, isInside, isNamedPlan, isNamedState, isPassedOver, isTofuFile } from "./names.ts";

/** A file or folder that is not read though Terraform might read it. */
export interface LeftOut {
  readonly kind: "left-out";
  readonly path: string;
  readonly level: "error" | "warning";
  readonly id: string;
  /** Continues the path: "leads out of the folder". */
  readonly message: string;
}

/** What a link in a scanned folder leads to: a file to read under the link's name, or something that is left out. */
export type Followed = { readonly kind: "file" } | { readonly kind: "nothing" } | LeftOut;

const nothing: Followed = { kind: "nothing" };

/** Follows a link to a file inside the scanned folder. What leads out of it, or nowhere, is told where Terraform's files may be lost with it. */
export async function followLink(path: string, realRoot: string, isRead: Overlaps["isRead"]): Promise<Followed> {
  const target = await targetOf(path);
  if (target === undefined) return dangling(path);
  const inside = isInside(target.path, realRoot);
  if (target.kind === "file") {
    if (!inside) return !isConfigurationFile(path) && isRead(target.path, "document") ? nothing : outsideFile(path);
    // What is read under its own name is not read twice; a module's file counts under both.
    return isConfigurationFile(path) || isTofuFile(path) || !isReadElsewhere(realRoot, target.path)
      ? { kind: "file" }
      : nothing;
  }
  if (target.kind === "other") return mayBeRead(path) === "yes" ? notRegular(path) : nothing;
  if ((inside && isReadElsewhere(realRoot, join(target.path, "x"))) || isPassedOver(basename(path))) return nothing;
  if (isRead(target.path, "folder")) return nothing;
  const holds = await holdsTerraform(target.path);
  if (holds === "no") return nothing;
  return {
    kind: "left-out",
    path,
    level: holds === "yes" ? "error" : "warning",
    id: "file-outside",
    message: `is a link to a folder that is not scanned${holds === "yes" ? "" : ", and may hold Terraform's files"}. Scan it too, or the folder that holds both`,
  };
}

/** A pipe, a socket or a device by a name that Terraform reads. */
export function notRegular(path: string): LeftOut {
  return {
    kind: "left-out",
    path,
    level: "error",
    id: "file-unreadable",
    message: "is no regular file, so that it is not read. Write its content to a file",
  };
}

/** Whether a file of this name would be read in a folder: `maybe` where its content decides. */
export function mayBeRead(path: string): "yes" | "maybe" | "no" {
  if (isConfigurationFile(path) || isTofuFile(path) || isNamedState(path) || isNamedPlan(path)) return "yes";
  return /\.(?:json|ndjson)$/.test(path) ? "maybe" : "no";
}

function dangling(path: string): Followed {
  const read = mayBeRead(path);
  // Editors keep their locks as links that lead nowhere; a name without an ending may be a folder's.
  const hidden = basename(path).startsWith(".");
  if (read === "no" && (hidden || extname(path) !== "" || isPassedOver(basename(path)))) return nothing;
  return {
    kind: "left-out",
    path,
    level: read === "yes" ? "error" : "warning",
    id: "file-unreadable",
    message: `is a link that leads nowhere. Mend it, or remove it${isConfigurationFile(path) ? ": Terraform refuses it too" : ""}`,
  };
}

function outsideFile(path: string): Followed {
  const read = mayBeRead(path);
  if (read === "no") return nothing;
  return {
    kind: "left-out",
    path,
    level: read === "yes" ? "error" : "warning",
    id: "file-outside",
    message: "is a link that leads out of the folder, and is not read. Scan the folder that holds both",
  };
}

/** How much of a folder outside is looked at: entries, and levels below it. */
const bounds = { entries: 2000, depth: 4 };

/** Looks for names that would be read, without opening a file and without following a link. */
async function holdsTerraform(folder: string): Promise<"yes" | "maybe" | "no"> {
  let seen = 0;
  let maybe = false;
  const levels: (readonly string[])[] = [[folder]];
  for (const level of levels) {
    const below: string[] = [];
    for (const path of level) {
      const entries = await opendir(path).catch(() => undefined);
      if (entries === undefined) maybe = true;
      for await (const entry of entries ?? []) {
        seen += 1;
        if (seen > bounds.entries) return "maybe";
        if (entry.isDirectory()) {
          if (!isPassedOver(entry.name)) below.push(join(path, entry.name));
        } else if (mayBeRead(entry.name) === "yes") return "yes";
      }
    }
    if (below.length > 0 && levels.length > bounds.depth) return "maybe";
    if (below.length > 0) levels.push(below);
  }
  return maybe ? "maybe" : "no";
}

interface LinkTarget {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
}

async function targetOf(link: string): Promise<LinkTarget | undefined> {
  try {
    const path = await realpath(link);
    const stats = await stat(path);
    return { path, kind: stats.isDirectory() ? "folder" : stats.isFile() ? "file" : "other" };
  } catch {
    return undefined; // The link leads nowhere, or in a circle.
  }
}

/** Whether a file inside the folder is read under its own name. */
function isReadElsewhere(realRoot: string, realPath: string): boolean {
  return !relative(realRoot, realPath).split(sep).slice(0, -1).some(isPassedOver);
}
