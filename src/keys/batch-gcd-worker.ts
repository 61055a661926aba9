// Entry point of the thread that looks for shared primes; started by shared-factors.ts.
import { parentPort, workerData } from "node:worker_threads";
import { batchGcd } from "./batch-gcd.ts";
import type { WorkerMessage } from "./shared-factors.ts";

const moduli = Array.isArray(workerData) ? workerData.filter((value: unknown) => typeof value === "bigint") : [];
const send = (message: WorkerMessage): void => parentPort?.postMessage(message, []);
send({
  kind: "result",
  divisors: batchGcd(moduli, { onProgress: (done, total) => send({ kind: "progress", done, total }) }),
});
