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
  const pair = pairOfPem(publicKey.export({ type: "spki", format: "pem" }).toString());
  made.set(name, pair);
  return pair;
}

/** Gives names the pairs that they had in a world that was kept. */
export function adoptPairs(pems: Readonly<Record<string, string>>): void {
  for (const [name, pem] of Object.entries(pems)) made.set(name, pairOfPem(pem));
}

function pairOfPem(pem: string): Pair {
  const digest = createHash("md5").update(createPublicKey(pem).export({ type: "spki", format: "der" }));
  return { pem, fingerprint: digest.digest("hex").match(/../g)?.join(":") ?? "" };
}

export const pairNames = ["p1", "p2", "p3", "p4", "p5", "p6", "weak"] as const;

/** Those that `tls_private_key` makes. */
export const generatedPairs: readonly string[] = Array.from({ length: 9 }, (_, at) => `tls${at}`);
