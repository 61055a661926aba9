import { isPrivateKey } from "../keys/private-key.ts";

/**
 * A path as messages may show it. Whoever puts a key or a token where its path belongs must not find it in a report: a text that is no
 * plain path is named by where it stands.
 * @param where e.g. `the file that key_file names`
 */
export function safePath(path: string, where: string): string {
  const plain = path.length <= 300 && /^[^\p{Cc}]+$/u.test(path) && !isPrivateKey(path);
  const token = /^(?:ST\$)?[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(path);
  return plain && !token ? path : where;
}

/**
 * The address that a module is called by, without user, password and query: addresses of Git modules may carry a password or a key
 * (`git::https://user:password@host/path?sshkey=...`). A password may hold a stray `@` or `?`: all before the last `@` of the host's part goes.
 */
export function safeAddress(source: string): string {
  return source.replace(/^((?:[\w+.-]+::)*[\w+.-]+:\/\/)[^/]*@/, "$1").replace(/\?.*$/s, "");
}
