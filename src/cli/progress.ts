import { addProgress, formatProgress, noProgress, type ProgressEvent } from "../http/progress.ts";
import type { Environment } from "../scan/environment.ts";
import type { Machine } from "./machine.ts";

const refreshEvery = 100;

/** What a scan tells as it goes on, and the end of it. */
interface Progress {
  readonly watch: Pick<Environment, "progress" | "primesProgress">;
  readonly clear: () => Promise<void>;
}

/** A line on standard error that tells how far a scan is: on a terminal only, and gone when it is done. */
export function progressLine(machine: Machine, quiet: boolean): Progress {
  if (quiet || !machine.stderr.isTerminal) return { watch: {}, clear: () => Promise.resolve() };
  const began = machine.clock();
  let progress = noProgress;
  let shownAt = -Infinity;
  const show = (text: () => string): void => {
    const now = machine.clock();
    if (now - shownAt < refreshEvery) return;
    shownAt = now;
    void machine.stderr.write(`\r\u001b[K${text()}`);
  };
  return {
    watch: {
      progress: (event: ProgressEvent) => {
        progress = addProgress(progress, event);
        show(() => formatProgress(progress, machine.clock() - began));
      },
      primesProgress: (done, total) => show(() => `looking for shared primes: ${Math.floor((100 * done) / total)} %`),
    },
    clear: () => (shownAt === -Infinity ? Promise.resolve() : machine.stderr.write("\r\u001b[K")),
  };
}
