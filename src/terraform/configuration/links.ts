import type { Folder } from "./folders.ts";
import type { ConfigurationOptions } from "./options.ts";
import type { Project } from "./project.ts";

/** Modules that are called by a link to a scanned folder: the link's path and the folder's, both absolute. */
export async function linksOf(
  project: Project,
  folders: readonly Folder[],
  options: ConfigurationOptions,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  const unread = project.modules.flatMap((module) =>
    [...module.calls.values()].map((call) => {
      const callee = project.callee(module, call);
      return "reason" in callee ? callee.path : undefined;
    }),
  );
  const paths = new Set(unread.filter((path) => path !== undefined));
  if (paths.size === 0) return links;
  const realPath = (path: string): Promise<string | undefined> => options.realPath(path).catch(() => undefined);
  const real = new Map<string | undefined, string>();
  for (const folder of folders) real.set(await realPath(folder.path), folder.path);
  for (const path of paths) {
    const target = await realPath(path);
    const folder = target === undefined ? undefined : real.get(target);
    if (folder !== undefined) links.set(path, folder);
  }
  return links;
}
