import { addProgress, formatProgress, noProgress, type ProgressEvent } from "../http/progress.ts";
import type { Machine } from "./machine.ts";

const refreshEvery = 100;

/** A line on standard error that tells how far live listings are: on a terminal only, and gone when they are done. */
export function progressLine(
  machine: Machine,
  quiet: boolean,
): { readonly show: ((event: ProgressEvent) => void) | undefined; clear(): Promise<void> } {
  if (quiet || !machine.stderr.isTerminal) return { show: undefined, clear: () => Promise.resolve() };
  const began = machine.clock();
  let progress = noProgress;
  let shownAt = -Infinity;
  return {
    show: (event) => {
      progress = addProgress(progress, event);
      const now = machine.clock();
      if (now - shownAt < refreshEvery) return;
      shownAt = now;
      void machine.stderr.write(`\r\u001b[K${formatProgress(progress, now - began)}`);
    },
    clear: () => (shownAt === -Infinity ? Promise.resolve() : machine.stderr.write("\r\u001b[K")),
  };
}
