import { dirname, join, posix } from "node:path";
import type { Notification } from "../../../src/model/notification.ts";
import type { TerraformResource } from "../../../src/model/terraform.ts";
import { readConfiguration } from "../../../src/terraform/configuration/read.ts";

const root = "/project";

/** What reading some files gives; paths are relative to the root, contents text or bytes. */
export async function readText(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {
    readonly types?: readonly string[];
    readonly varFiles?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
    readonly links?: Readonly<Record<string, string>>;
    readonly sizeLimit?: number;
    /** Paths that can't be read. */
    readonly unreadable?: ReadonlySet<string>;
  } = {},
): Promise<{ resources: TerraformResource[]; notifications: Notification[] }> {
  const folders = new Map<string, string[]>();
  for (const path of Object.keys(files)) {
    if (!/\.(?:tf|tfvars)(?:\.json)?$/.test(path)) continue;
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), join(root, path)]);
  }
  const readFile = (path: string): Promise<Uint8Array> => {
    const content = files[posix.relative(root, path)];
    if (options.unreadable?.has(posix.relative(root, path)) === true)
      return Promise.reject(Object.assign(new Error("not allowed"), { code: "EACCES" }));
    if (content === undefined) return Promise.reject(Object.assign(new Error("no such file"), { code: "ENOENT" }));
    return Promise.resolve(typeof content === "string" ? new TextEncoder().encode(content) : content);
  };
  const resources: TerraformResource[] = [];
  const notifications: Notification[] = [];
  const items = readConfiguration(
    { folders },
    {
      source: "here",
      root,
      wantedTypes: new Set(options.types ?? ["key"]),
      varFiles: (options.varFiles ?? []).map((path) => join(root, path)),
      environment: options.environment ?? {},
      readFile,
      realPath: (path) => Promise.resolve(options.links?.[path] ?? path),
      listFiles: (folder) =>
        Promise.resolve(
          Object.keys(files)
            .map((path) => posix.relative(folder, join(root, path)))
            .filter((path) => !path.startsWith("..")),
        ),
      uriOf: (path) => posix.relative(root, path),
      sizeLimit: options.sizeLimit ?? 2_000_000,
    },
  );
  for await (const item of items) {
    if (item.kind === "resource") resources.push(item.resource);
    else if (item.kind === "notification") notifications.push(item.notification);
  }
  return { resources, notifications };
}
