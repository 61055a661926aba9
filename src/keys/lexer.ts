import { normalise } from "./normalise.ts";
import { holdsPrivateKey } from "./private-key.ts";

/** What stands where a public key belongs, before its encoding is read. */
export type Lexed =
  | {
      readonly kind: "block";
      /** `PUBLIC KEY`, `RSA PUBLIC KEY`; empty for base64 without a label. */
      readonly label: string;
      /** DER, or an SSH key's fields. */
      readonly der: Buffer;
      readonly deviations: readonly string[];
      /** Set when it is a container of another kind, from which the key is taken. */
      readonly container?: string;
      /** What stands after the block; unset for the last one. */
      readonly rest?: string;
    }
  | { readonly kind: "json-web-key"; readonly text: string; readonly container: string }
  | { readonly kind: "private-key" }
  | { readonly kind: "unreadable"; readonly reason: string; readonly container?: string };

/** Characters; a real RSA-16384 key in PEM has 2,900. */
const longestInput = 65_536;

// Repetitions are bounded: a hostile text costs no more time than its length.
const begin = /-{2,9}[ \t]{0,9}BEGIN[ \t]{1,9}([A-Z0-9][A-Z0-9 _]{0,60}?)[ \t]{0,9}-{2,9}/;
const header = /^[ \t]*[A-Za-z][A-Za-z0-9-]*:.*$/gm;
const strictBlock = /^-----BEGIN ([A-Z0-9 ]+)-----\n((?:[A-Za-z0-9+/]+\n)*[A-Za-z0-9+/]+={0,2}\n)-----END \1-----\n*$/;

/** A line of an `authorized_keys` file, or of a `.pub` file. */
const sshLine =
  /^[^\n]{0,200}?\b(?:ssh-(?:rsa|dss|ed25519|ed448)(?:-cert-v01@openssh\.com)?|(?:sk-)?ecdsa-sha2-[a-z0-9@.-]{1,40}|sk-ssh-[a-z0-9@.-]{1,40})[ \t]+([A-Za-z0-9+/]+={0,2})/m;
const sshName = "an OpenSSH public key";

/** Containers without a PEM label of which nothing is read. */
const xmlKey = /<RSAKeyValue>/i;
/** DER of a SEQUENCE in hexadecimal digits, with colons or spaces between the bytes. */
const hexadecimal = /^(?:0x)?30(?:[\s:]?[0-9a-fA-F]{2}){30,}$/;
/** Base64 of `-----BEGIN `. */
const wrappedPem = /LS0tLS1CRUdJTi[A-Za-z0-9+/=\s]+/;

const publicKeyLabel = /^(?:[A-Z0-9]+ )?PUBLIC KEY$/;
/** What a text in PEM is called that holds a certificate. */
export const certificate = "a certificate";

const labelContainers: readonly (readonly [RegExp, string])[] = [
  [/^(?:X509 |TRUSTED )?CERTIFICATE$/, certificate],
  [/^(?:NEW )?CERTIFICATE REQUEST$/, "a certificate signing request"],
  [/^SSH2 PUBLIC KEY$/, "an RFC 4716 public key"],
];
const openPgp = /^PGP PUBLIC KEY BLOCK$/;

/**
 * Finds the first key in a text as people paste it, and tells where the rest starts when there are more. Private keys are looked for before anything is decoded; on a hit nothing of the text is kept.
 * Tolerates text around the block, other line ends, indentation, missing or odd dashes and footers: each with a deviation.
 */
export function lex(given: string): Lexed {
  const strict = given.length <= longestInput ? strictBlock.exec(given) : null;
  const { text, deviations } = strict === null ? normalise(given) : { text: given, deviations: [] };
  if (holdsPrivateKey(text)) return { kind: "private-key" };
  if (given.length > longestInput) return { kind: "unreadable", reason: "longer than 64 KiB" };
  if (text.trim() === "") return { kind: "unreadable", reason: "empty" };
  const opening = begin.exec(text);
  if (opening === null) return lexUnlabelled(text, deviations);
  const label = opening[1] ?? "";
  const container = labelContainers.find(([pattern]) => pattern.test(label));
  if (container !== undefined) return inContainer(lexBlock(text, opening, label, []), container[1]);
  if (openPgp.test(label)) return wrongContainer("an OpenPGP public key");
  if (!publicKeyLabel.test(label)) return { kind: "unreadable", reason: "a PEM block of another kind" };
  if (strict !== null) return { kind: "block", label, der: Buffer.from(strict[2] ?? "", "base64"), deviations };
  return lexBlock(text, opening, label, deviations);
}

function lexBlock(text: string, opening: RegExpExecArray, label: string, found: readonly string[]): Lexed {
  const deviations = [...found];
  const rest = text.slice(opening.index + opening[0].length);
  const closing = /-{2,9}[ \t]{0,9}(END[^-\n]{0,99})(-{0,9})/.exec(rest);
  if (closing === null) deviations.push("no footer");
  else if (closing[1] !== `END ${label}` || closing[2] !== "-----") deviations.push("a footer unlike its header");
  if (/[ \t]$/.test(text.slice(0, opening.index))) deviations.push("an indented header");
  if (!/^-{5}BEGIN [A-Z0-9 ]+-{5}$/.test(opening[0])) deviations.push("a header not of five dashes");
  const after = closing === null ? "" : rest.slice(closing.index + closing[0].length);
  const fileLabel = /\b[A-Z]{2,12}(?:_[A-Z]{2,12}){0,3}_KEY\b/.exec(after)?.[0];
  if (fileLabel !== undefined) deviations.push(`the label ${fileLabel}, which belongs to a private key's file`);
  let body = rest.slice(0, closing?.index);
  if (body.includes(":")) {
    body = body.replace(header, "");
    deviations.push("header lines inside the block");
  }
  if (/^[^\n]*\S/.test(body) || (closing !== null && !/\n[ \t]*$/.test(body))) deviations.push("not broken into lines");
  else if (/[ \t]\n|\n[ \t]|\n\n./.test(body)) deviations.push("indentation, blank lines or spaces at line ends");
  const lexed = decode(body, label, deviations);
  const before = text.slice(0, opening.index);
  const isMore = begin.test(after) || sshLine.test(after) || sshLine.test(before);
  return lexed.kind === "block" && isMore ? { ...lexed, rest: `${after}\n${before}` } : lexed;
}

function lexUnlabelled(text: string, deviations: readonly string[]): Lexed {
  const line = sshLine.exec(text);
  if (line !== null) return lexSshLine(text, line);
  if (/"kty"\s*:/.test(text)) return { kind: "json-web-key", text, container: "a JSON Web Key" };
  if (xmlKey.test(text)) return wrongContainer("an XML key");
  const wrapped = wrappedPem.exec(text);
  if (wrapped !== null)
    return inContainer(lex(Buffer.from(wrapped[0], "base64").toString("latin1")), "base64 around a PEM text");
  const trimmed = text.trim();
  if (hexadecimal.test(trimmed)) {
    const der = Buffer.from(trimmed.replace(/^0x|[\s:]/g, ""), "hex");
    return { kind: "block", label: "", der, deviations, container: "hexadecimal digits of a key" };
  }
  if (/^[\sA-Za-z0-9+/_=-]{32,}$/.test(text) && !/[A-Za-z] [A-Za-z]+ /.test(text))
    return decode(text, "", [...deviations, "base64 without a PEM label"]);
  return { kind: "unreadable", reason: "no PEM block" };
}

function lexSshLine(text: string, line: RegExpExecArray): Lexed {
  const after = text.slice(line.index + line[0].length);
  return {
    kind: "block",
    label: "",
    der: Buffer.from(line[1] ?? "", "base64"),
    deviations: [],
    container: sshName,
    ...(sshLine.test(after) ? { rest: after } : {}),
  };
}

function inContainer(lexed: Lexed, container: string): Lexed {
  if (lexed.kind === "block") return { ...lexed, deviations: [], container };
  return lexed.kind === "unreadable" ? wrongContainer(container) : lexed;
}

/** What is told of a container from which no key could be read. */
export function wrongContainer(container: string): Extract<Lexed, { kind: "unreadable" }> {
  return { kind: "unreadable", reason: `${container}, not a public key in PEM`, container };
}

/** base64 in either alphabet, with white space anywhere. */
function decode(body: string, label: string, found: readonly string[]): Lexed {
  const deviations = [...found];
  let base64 = body.replace(/\s+/g, "");
  if (/[-_]/.test(base64)) {
    base64 = base64.replaceAll("-", "+").replaceAll("_", "/");
    deviations.push("the URL alphabet of base64");
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    return { kind: "unreadable", reason: base64 === "" ? "an empty PEM block" : "characters that are not base64" };
  const digits = base64.replace(/=+$/, "").length;
  if (digits % 4 === 1) return { kind: "unreadable", reason: "truncated base64" };
  if (base64.length % 4 !== 0) deviations.push("base64 without its padding");
  return { kind: "block", label, der: Buffer.from(base64, "base64"), deviations };
}
