import { readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareText } from "../model/location.ts";
import { followLink, type LeftOut, mayBeRead, notRegular } from "./links.ts";
import type { Overlaps } from "./overlaps.ts";
import { isConfigurationFile, isPassedOver, isTofuFile } from "./names.ts";

/** What a folder and the folders below it hold, all as absolute paths in a fixed order. */
export interface FolderContent {
  /** Folders with configuration, and their files: .tf, .tf.json, .tfvars, .tfvars.json. */
  readonly configurations: ReadonlyMap<string, readonly string[]>;
  /** All other files. */
  readonly others: readonly string[];
  /** What is left out though Terraform might read it. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Lists a folder and all folders below it, but for hidden ones and `node_modules`. Links are followed only to files inside the folder,
 * and never to folders: what is inside is read under its own name, and what is outside is reported.
 * @param isRead Whether another source reads what a link leads to.
 */
export async function listFolder(root: string, isRead: Overlaps["isRead"] = () => false): Promise<FolderContent> {
  const realRoot = await realpath(root);
  const configurations = new Map<string, string[]>();
  const others: string[] = [];
  const leftOut: LeftOut[] = [];

  const visitFile = (path: string): void => {
    if (isTofuFile(path)) {
      leftOut.push({
        kind: "left-out",
        path,
        level: "error",
        id: "file-unsupported",
        message: "is configuration that only OpenTofu reads. Scan its plan, as `tofu show -json` prints it",
      });
      return;
    }
    if (!isConfigurationFile(path)) {
      others.push(path);
      return;
    }
    const files = configurations.get(dirname(path)) ?? [];
    configurations.set(dirname(path), files);
    files.push(path);
  };

  const visitFolder = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => compareText(a.name, b.name));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        const followed = await followLink(path, realRoot, isRead);
        if (followed.kind === "file") visitFile(path);
        if (followed.kind === "left-out") leftOut.push(followed);
      } else if (entry.isFile()) visitFile(path);
      else if (!entry.isDirectory()) {
        if (mayBeRead(path) === "yes") leftOut.push(notRegular(path));
      } else if (!isPassedOver(entry.name))
        await visitFolder(path).catch((error: unknown) =>
          leftOut.push({
            kind: "left-out",
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
