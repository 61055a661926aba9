import { isPrivateKey } from "../keys/private-key.ts";

/** Stands for an instance key that is a secret: its kind and a number, which says nothing of it. */
export function numberedKey(kind: "private key" | "sensitive", number: number): string {
  return `(${kind} ${number})`;
}

const quotedKey = /\["(?:[^"\\]|\\.)*"\]/g;

/**
 * Makes the numbering of one run: the function puts a number in place of every private key that names an instance in an address. Instances
 * that are named by different keys stay apart, and each has one number in all documents of the run.
 */
export function privateKeysNumbered(): (address: string) => string {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
  return (address) =>
    address.replace(quotedKey, (key) => (isPrivateKey(key) ? `["${numberedKey("private key", numberOf(key))}"]` : key));
}
