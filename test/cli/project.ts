import type { ProjectWriter } from "../../src/cli/new-files.ts";

/** A project in memory. */
export function memoryProject(files: Record<string, string> = {}): ProjectWriter & {
  readonly files: Record<string, string>;
  readonly told: () => string;
} {
  let told = "";
  return {
    files,
    told: () => told,
    write: (text) => {
      told += text;
    },
    create: async (path, text) => {
      if (Object.hasOwn(files, path)) throw Object.assign(new Error("file already exists"), { code: "EEXIST" });
      files[path] = text;
    },
  };
}
