import { posix } from "node:path";

/**
 * The URI reference of a path, relative to the top of the checkout, percent-encoded segment by segment: code scanning refuses
 * other schemes, colons in the first segment and absolute places, and shows no file for `./` and `//`.
 * @param path as locations have it: relative to `root`, or absolute; `-` is standard input.
 * @param root folder that relative paths start at: absolute.
 * @param top folder that the URI is to be relative to: absolute.
 */
export function artifactUri(path: string, root: string, top: string): string {
  if (path === "-") return "standard-input";
  const whole = /^(?:[A-Za-z]:[/\\]|\/)/.test(path) ? path : `${root}/${path}`;
  const relative = posix.relative(absolute(top), absolute(whole));
  return encodePath(relative === "" ? "." : relative);
}

/** The URI reference of a live key's virtual path. Segments that would climb are turned into underscores. */
export function virtualUri(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  return encodePath(segments.map((segment) => segment.replace(/^\.+$/, (dots) => "_".repeat(dots.length))).join("/"));
}

/** A Windows path becomes one below a folder named like the drive, so that all paths are of one kind. */
function absolute(path: string): string {
  const slashed = /^[A-Za-z]:/.test(path) ? `/${path.replaceAll("\\", "/")}` : path;
  return posix.normalize(slashed.startsWith("/") ? slashed : `/${slashed}`);
}

function encodePath(path: string): string {
  if (/^[\w.~/-]*$/.test(path)) return path;
  return path
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map((segment) =>
      encodeURIComponent(segment).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join("/");
}
