import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";

/** The public half of a key pair of the world. */
export interface Pair {
  readonly pem: string;
  /** MD5 of the SubjectPublicKeyInfo, as Oracle Cloud shows it. */
  readonly fingerprint: string;
}

const made = new Map<string, Pair>();

/** The pair of that name: `weak` is too short, those that start with `tls` are Terraform's own. One name is one pair as long as the process lives. */
export function pairOf(name: string): Pair {
  const known = made.get(name);
  if (known !== undefined) return known;
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: name === "weak" ? 1024 : 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const digest = createHash("md5").update(createPublicKey(pem).export({ type: "spki", format: "der" }));
  const pair = { pem, fingerprint: digest.digest("hex").match(/../g)?.join(":") ?? "" };
  made.set(name, pair);
  return pair;
}

export const pairNames = ["p1", "p2", "p3", "p4", "p5", "p6", "weak"] as const;
