import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { compareText } from "../model/location.ts";

/** What a folder and the folders below it hold, all as absolute paths in a fixed order. */
export interface FolderContent {
  /** Folders with configuration, and their files: .tf, .tf.json, .tfvars, .tfvars.json. */
  readonly configurations: ReadonlyMap<string, readonly string[]>;
  /** All other files. */
  readonly others: readonly string[];
  /** What is left out though Terraform might read it. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly path: string;
  readonly level: "error" | "note";
  readonly id: string;
  /** Continues the path: "leads out of the folder". */
  readonly message: string;
}

const configurationFile = /\.(?:tf|tf\.json|tfvars|tfvars\.json)$/;

/** Whether Terraform reads the file as configuration or as values for its variables. */
export function isConfigurationFile(path: string): boolean {
  const name = basename(path);
  return configurationFile.test(name) && !/^\.|~$|^#.*#$/.test(name);
}

function isTofuFile(path: string): boolean {
  return /\.tofu(?:\.json)?$/.test(path) && !basename(path).startsWith(".");
}

/**
 * Lists a folder and all folders below it, but for hidden ones and `node_modules`. Links are followed only to files inside the folder,
 * and never to folders: what is inside is met under its own name.
 */
export async function listFolder(root: string): Promise<FolderContent> {
  const realRoot = await realpath(root);
  const configurations = new Map<string, string[]>();
  const others: string[] = [];
  const leftOut: LeftOut[] = [];

  const visitFile = (path: string, isLink: boolean): void => {
    if (isTofuFile(path)) {
      leftOut.push({
        path,
        level: "error",
        id: "file-unsupported",
        message: "is configuration that only OpenTofu reads. Scan its plan, as `tofu show -json` prints it",
      });
      return;
    }
    if (!isConfigurationFile(path)) {
      if (!isLink) others.push(path);
      return;
    }
    const files = configurations.get(dirname(path)) ?? [];
    configurations.set(dirname(path), files);
    files.push(path);
  };

  const visitLink = async (path: string): Promise<void> => {
    const target = await targetOf(path);
    if (target?.isFolder === true) return;
    if (target === undefined) {
      if (isConfigurationFile(path))
        leftOut.push({
          path,
          level: "error",
          id: "file-unreadable",
          message: "is a link that leads nowhere. Mend it, or remove it: Terraform refuses it too",
        });
    } else if (isInside(realRoot, target.path)) visitFile(path, true);
    else if (isConfigurationFile(path))
      leftOut.push({
        path,
        level: "error",
        id: "file-outside",
        message: "is a link that leads out of the folder. Scan the folder that holds both",
      });
  };

  const visitFolder = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => compareText(a.name, b.name));
    const names = new Set(entries.map((entry) => entry.name));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) await visitLink(path);
      else if (entry.isFile() && isBackup(entry, names))
        leftOut.push({ path, level: "note", id: "state-backup", message: "is the backup of the state beside it" });
      else if (entry.isFile()) visitFile(path, false);
      else if (entry.isDirectory() && !isPassedOver(entry.name))
        await visitFolder(path).catch((error: unknown) =>
          leftOut.push({
            path,
            level: "error",
            id: "folder-unreadable",
            message: `can't be read: ${error instanceof Error ? error.message : String(error)}`,
          }),
        );
    }
  };

  await visitFolder(root);
  return { configurations, others, leftOut };
}

/** Whether the file holds values of variables. */
export function isVariableFile(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

/** Whether a folder of this name, in a folder that is scanned, is left alone: tools keep what they fetch and derive there. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** `terraform.tfstate.backup` beside `terraform.tfstate` is the state before the last change. */
function isBackup(entry: Dirent, names: ReadonlySet<string>): boolean {
  return extname(entry.name) === ".backup" && names.has(basename(entry.name, ".backup"));
}

async function targetOf(link: string): Promise<{ readonly path: string; readonly isFolder: boolean } | undefined> {
  try {
    const path = await realpath(link);
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch {
    return undefined; // The link leads nowhere, or in a circle.
  }
}

/** Whether a real path is the folder's or below it. */
export function isInside(realRoot: string, realPath: string): boolean {
  const path = relative(realRoot, realPath);
  return path === "" || (path !== ".." && !path.startsWith(`..${sep}`) && !/^(?:[A-Za-z]:)?[\\/]/.test(path));
}
