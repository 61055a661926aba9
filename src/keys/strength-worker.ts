// Entry point of the threads that test keys; started by test-many.ts.
import { parentPort, workerData } from "node:worker_threads";
import { testShare, type KeyShare } from "./test-many.ts";

const share: KeyShare = workerData;
testShare(share).then(
  (tested) => parentPort?.postMessage(tested, []),
  (error: unknown) => {
    throw error;
  },
);
