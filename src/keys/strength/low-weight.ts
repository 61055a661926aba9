import type { Finding } from "./finding.ts";
import { bitLength } from "./integers.ts";

/** The leading bits of both primes, guessed. */
interface Guess {
  /** Bits still missing. */
  readonly missing: number;
  readonly p: bigint;
  readonly q: bigint;
  readonly weight: number;
  /** Smaller is better: bits of n not yet explained, and five for each bit set. */
  readonly cost: number;
}

/** Steps after which a search without promise ends, and after which any search ends. */
const [patience, limit] = [2_500, 20_000];

/**
 * Best-first search for primes with few bits set, from the top; suspected when it got further than it does for random moduli without
 * reaching the end. Idea and constants: Paranoid.
 */
export function lowWeightPrimes(n: bigint): Finding {
  const bits = bitLength(n);
  const size = (bits + 1) >> 1;
  const first = { missing: size - 1, p: 1n, q: 1n, weight: 2 };
  const queue: Guess[] = [];
  push(queue, { ...first, cost: bitLength(n - (1n << BigInt(2 * size - 2))) + 10 });
  let best = bits * 2;
  for (let step = 1; step <= limit; step++) {
    const guess = pop(queue);
    if (guess === undefined || (step === patience && best >= bits)) break;
    best = Math.min(best, guess.cost);
    if (extend(n, guess, queue)) return "factored";
  }
  return best <= bits - 12 ? "suspected" : "none";
}

/** Appends zeros to both guesses as long as that explains n, and queues each place where a one may stand. */
function extend(n: bigint, guess: Guess, queue: Guess[]): boolean {
  let { p, q, missing } = guess;
  while (missing > 0) {
    [p, q, missing] = [p << 1n, q << 1n, missing - 1];
    const known = n >> BigInt(2 * missing);
    let over = false;
    for (const [inP, inQ] of [
      [0n, 1n],
      [1n, 0n],
      [1n, 1n],
    ] as const) {
      const [nextP, nextQ] = [p + inP, q + inQ];
      const rest = known - nextP * nextQ;
      over = rest < 0n;
      if (over) break;
      if (missing === 0 && rest === 0n) return nextP > 1n;
      if (missing === 0 || rest > nextP + nextQ || nextP > nextQ) continue;
      const weight = guess.weight + Number(inP + inQ);
      push(queue, { missing, p: nextP, q: nextQ, weight, cost: bitLength(rest) + 2 * missing + 5 * weight });
    }
    if (!over && known - (p + 1n) * (q + 1n) > 0n) return false;
  }
  return false;
}

function before(a: Guess | undefined, b: Guess | undefined): boolean {
  return a !== undefined && b !== undefined && (a.cost < b.cost || (a.cost === b.cost && a.weight < b.weight));
}

/** A binary heap. */
function push(heap: Guess[], guess: Guess): void {
  heap.push(guess);
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!before(heap[index], heap[parent])) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function pop(heap: Guess[]): Guess | undefined {
  const [top] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  heap[0] = last;
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    const child = before(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!before(heap[child], heap[index])) return top;
    swap(heap, index, child);
    index = child;
  }
}

function swap(heap: Guess[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}
