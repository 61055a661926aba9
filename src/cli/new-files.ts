import { UsageError } from "../errors.ts";

/** Writes files of the user's project. */
export interface ProjectWriter {
  /** Writes a new file and the folders above it. Rejects with the code `EEXIST` when the file is there already. */
  create(path: string, text: string): Promise<void>;
  /** Tells the user. */
  readonly write: (text: string) => void;
}

/** Creates the files that are not there yet, never overwriting one, and tells which. @returns whether all were new */
export async function createFiles(files: Readonly<Record<string, string>>, project: ProjectWriter): Promise<boolean> {
  let allNew = true;
  for (const [path, text] of Object.entries(files)) {
    try {
      await project.create(path, text);
      project.write(`created  ${path}\n`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      if (error.code !== "EEXIST") throw new UsageError(`${path}: can't be written: ${error.message}`);
      project.write(`kept     ${path} (it is there already)\n`);
      allNew = false;
    }
  }
  return allNew;
}
