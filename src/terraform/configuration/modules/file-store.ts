import { resolve } from "node:path";
import type { Location } from "../../../model/location.ts";
import { safePath } from "../../../secrecy/name.ts";
import { isInside } from "../../names.ts";
import type { FileAccess } from "../evaluation/scope.ts";
import type { ConfigurationOptions } from "../options.ts";

interface Missing {
  readonly reason: string;
  /** There is no such file. */
  readonly absent?: true;
}
type Content = Uint8Array | Missing;
type Listing = readonly string[] | Missing;

/**
 * The files that functions read. Evaluation does not wait: a file that was not read yet is noted as missing, and is there
 * for the next pass after {@link FileStore.load}.
 */
export class FileStore {
  readonly #options: ConfigurationOptions;
  readonly #contents = new Map<string, Content>();
  /** Paths by what the file holds. */
  readonly #texts = new Map<string, string>();
  readonly #missing = new Set<string>();
  readonly #listings = new Map<string, Listing>();
  readonly #unlisted = new Set<string>();
  /** While it is set nothing more is read: what was not read yet is not known. */
  stopped = false;

  constructor(options: ConfigurationOptions) {
    this.#options = options;
  }

  /** Access for the expressions of one root module; relative paths start at its folder, where Terraform runs. */
  accessFrom(folder: string): FileAccess {
    return {
      read: (path) => this.#get(resolve(folder, path)),
      exists: (path) => {
        const content = this.#get(resolve(folder, path));
        if (!("reason" in content)) return true;
        return content.absent === true ? false : content;
      },
      list: (path) => this.#list(resolve(folder, path)),
    };
  }

  /** The file of those that were read whose text this is, in all but blanks around it. */
  fileOf(text: string): string | undefined {
    const path = this.#texts.get(text.trim());
    return path === undefined ? undefined : this.#options.uriOf(path);
  }

  /** The first file of those that were read that holds a text. */
  holding(text: string): Location | undefined {
    for (const [path, content] of this.#contents)
      if (!("reason" in content) && Buffer.from(content.buffer, content.byteOffset, content.length).includes(text))
        return { uri: this.#options.uriOf(path) };
    return undefined;
  }

  /** Reads what was missed; tells whether anything was. */
  async load(): Promise<boolean> {
    const paths = [...this.#missing];
    this.#missing.clear();
    for (const path of paths) {
      const content = await this.#read(path);
      this.#contents.set(path, content);
      if (!("reason" in content)) this.#texts.set(new TextDecoder().decode(content).trim(), path);
    }
    const folders = [...this.#unlisted];
    this.#unlisted.clear();
    for (const folder of folders) this.#listings.set(folder, await this.#readFolder(folder));
    return paths.length + folders.length > 0;
  }

  #list(folder: string): Listing {
    if (!isInside(folder, this.#options.root)) return outside;
    const listing = this.#listings.get(folder);
    if (listing === undefined && this.stopped) return tooFar;
    if (listing === undefined) this.#unlisted.add(folder);
    return listing ?? [];
  }

  async #readFolder(folder: string): Promise<Listing> {
    const { listFiles, realPath, root } = this.#options;
    if (listFiles === undefined) return unlisted;
    try {
      return isInside(await realPath(folder), await realPath(root)) ? await listFiles(folder) : outside;
    } catch {
      // Terraform finds nothing in a folder that is not there.
      return [];
    }
  }

  #get(path: string): Content {
    if (!isInside(path, this.#options.root)) return outside;
    const content = this.#contents.get(path);
    if (content === undefined && this.stopped) return tooFar;
    if (content === undefined) this.#missing.add(path);
    return content ?? this.#absent(path);
  }

  #absent(path: string): Missing {
    const name = safePath(this.#options.uriOf(path), "");
    return { reason: `the file that it is read from${name === "" ? "" : `, ${name},`} does not exist`, absent: true };
  }

  async #read(path: string): Promise<Content> {
    const { readFile, realPath, root, sizeLimit } = this.#options;
    try {
      if (!isInside(await realPath(path), await realPath(root))) return outside;
      const bytes = await readFile(path);
      return bytes.length > sizeLimit ? { reason: "the file that it is read from is over the size limit" } : bytes;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      return code === "ENOENT" || code === "ENOTDIR"
        ? this.#absent(path)
        : { reason: "the file that it is read from can't be read" };
    }
  }
}

const outside: Missing = { reason: "it is read from a file outside the scanned folder" };
const unlisted: Missing = { reason: "it is taken from a folder that is not listed" };
const tooFar: Missing = { reason: "it is named by files that name each other in longer chains than keylint follows" };
