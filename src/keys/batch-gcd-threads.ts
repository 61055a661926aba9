import { Worker } from "node:worker_threads";
import { stepsOf } from "./batch-gcd.ts";

/** What a thread is given: the whole, or a block that waits for the products of the others. */
export interface GcdShare {
  readonly moduli: readonly bigint[];
  readonly isBlock: boolean;
}

/** What a thread sends back. */
export type GcdMessage =
  | { readonly kind: "step" }
  | { readonly kind: "product"; readonly product: bigint }
  | { readonly kind: "result"; readonly divisors: readonly bigint[] };

/**
 * {@link import("./batch-gcd.ts").batchGcd} in threads, each of which has one block of the moduli.
 * @param script the threads' own
 */
export async function gcdInThreads(
  script: URL,
  moduli: readonly bigint[],
  threads: number,
  onProgress: (done: number, total: number) => void,
): Promise<readonly bigint[]> {
  const size = Math.ceil(moduli.length / threads);
  const blocks = Array.from({ length: threads }, (_, index) => moduli.slice(index * size, (index + 1) * size));
  const total = blocks.reduce((sum, block) => sum + stepsOf(block), 0);
  let done = 0;
  const step = (): void => onProgress(Math.min(++done, total), total);
  const running = blocks.map((block) => runBlock(script, { moduli: block, isBlock: threads > 1 }, step));
  if (threads > 1) {
    const products = await Promise.all(running.map(({ product }) => product));
    running.forEach(({ give }, index) => give(products.filter((_, place) => place !== index)));
  }
  return (await Promise.all(running.map(({ divisors }) => divisors))).flat();
}

interface RunningBlock {
  readonly product: Promise<bigint>;
  readonly divisors: Promise<readonly bigint[]>;
  readonly give: (others: readonly bigint[]) => void;
}

function runBlock(script: URL, share: GcdShare, step: () => void): RunningBlock {
  const worker = new Worker(script, { workerData: share });
  const failed = (reject: (error: Error) => void): void => {
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the search for shared primes ended early (exit code ${code})`)));
  };
  const product = new Promise<bigint>((resolve, reject) => {
    failed(reject);
    worker.on("message", (message: GcdMessage) => {
      if (message.kind === "product") resolve(message.product);
      else if (message.kind === "step") step();
    });
  });
  const divisors = new Promise<readonly bigint[]>((resolve, reject) => {
    failed(reject);
    worker.on("message", (message: GcdMessage) => {
      if (message.kind === "result") resolve(message.divisors);
    });
  });
  // Both fail together; only the one that is waited for tells it.
  product.catch(() => undefined);
  divisors.catch(() => undefined);
  return { product, divisors, give: (others) => worker.postMessage(others, []) };
}
