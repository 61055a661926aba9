import type { Notification } from "../../model/notification.ts";
import type { SourceItem } from "../../model/source.ts";
import { readFolders } from "./folders.ts";
import { linksOf } from "./links.ts";
import { refusedBlock, refusedBlocks, ignoredComments, unreadModules } from "./notifications.ts";
import type { ConfigurationFiles, ConfigurationOptions } from "./options.ts";
import { projectOf } from "./project.ts";
import { readVariableFiles, RootReader } from "./root.ts";
import type { Block } from "./syntax/body.ts";
import { followBlocks } from "./syntax/scanner.ts";
import { SyntaxCheck } from "./syntax-check.ts";

export type { ConfigurationFiles, ConfigurationOptions } from "./options.ts";

/**
 * Reads the Terraform configuration of some folders and yields every instance of the wanted resource types, with what is
 * known of its values. A folder that no other one calls as a local module is a root module; called modules are read
 * through their calls. What can't be read is yielded as a notification of level `error`, and the rest is still read.
 */
export async function* readConfiguration(
  files: ConfigurationFiles,
  options: ConfigurationOptions,
): AsyncIterable<SourceItem> {
  const notifications: Notification[] = [];
  const report = (notification: Notification): void => void notifications.push(notification);
  const told = function* (): Generator<SourceItem> {
    for (const notification of notifications.splice(0)) yield { kind: "notification", notification };
  };
  const folders = await readFolders(files, options, report);
  const syntax = new SyntaxCheck(options, report);
  const misplaced: Block[] = [];
  const visit = (block: Block): void => {
    if (block.type === "resource" && options.wantedTypes.has(block.labels[0] ?? "")) misplaced.push(block);
  };
  for (const { files } of folders)
    for (const file of files)
      if (file.problem !== undefined) await syntax.check(file.source, file.problem);
      else if (followBlocks(file, visit) !== undefined) await syntax.check(file.source);
  const reading = { options, syntax, report };
  const links = await linksOf(projectOf(folders, options.wantedTypes, syntax.refused), folders, options);
  const reader = new RootReader(reading, folders, links, await readVariableFiles(options.varFiles, reading));
  yield* told();
  for (const root of reader.project.roots) {
    const items = await reader.read(root.folder);
    yield* told();
    yield* items;
  }
  const { project } = reader;
  for (const module of project.modules)
    notifications.push(...refusedBlocks(module, project, options), ...ignoredComments(module, options));
  for (const block of misplaced)
    if (!syntax.refused.has(block.source))
      notifications.push(refusedBlock({ block, why: "stands inside another block" }, options.source));
  notifications.push(...unreadModules(project, options.source));
  yield* told();
}
