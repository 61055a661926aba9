// Entry point of the threads that look for shared primes; started by batch-gcd-threads.ts.
import { parentPort, workerData } from "node:worker_threads";
import { batchGcd, startBlock } from "./batch-gcd.ts";
import type { GcdMessage, GcdShare } from "./batch-gcd-threads.ts";

const { moduli, isBlock }: GcdShare = workerData;
const send = (message: GcdMessage): void => parentPort?.postMessage(message, []);
const step = (): void => send({ kind: "step" });
if (isBlock) {
  const block = startBlock(moduli, step);
  send({ kind: "product", product: block.product });
  parentPort?.once("message", (others: readonly bigint[]) => send({ kind: "result", divisors: block.finish(others) }));
} else {
  send({ kind: "result", divisors: batchGcd(moduli, { onProgress: step }) });
}
