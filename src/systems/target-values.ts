import { SourceError } from "../errors.ts";
import type { LiveEnvironment } from "../http/environment.ts";

/**
 * Reads a file that the user named.
 * @param name what messages call it: a path may be the secret itself, put there by mistake
 * @throws {SourceError} with Node's code, when it can't be read
 */
export async function readUserFile(
  path: string,
  name: string,
  { home, readFile }: Pick<LiveEnvironment, "home" | "readFile">,
): Promise<string> {
  return readFile(expandHome(path, home)).catch((error: unknown) => {
    throw new SourceError(`${name} can't be read (${codeOf(error)})`);
  });
}

/** The path with `~` replaced by the home folder. */
export function expandHome(path: string, home: string): string {
  return path.replace(/^~(?=$|[\\/])/, () => home);
}

/** Node's code of an error, e.g. `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}

/**
 * The base URL that a target names. It is not repeated in messages: it may hold credentials.
 * @throws {SourceError} when it is none
 */
export function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new SourceError("the endpoint is no URL: give it as https://host");
  if (url.username !== "" || url.password !== "") throw new SourceError("the endpoint must not hold credentials");
  return url;
}
