import { expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { reporters } from "../../src/reporters/registry.ts";
import { runOf, sampleOptions, sampleRun } from "./sample-run.ts";

const live = [...sampleRun().results()].filter(({ location }) => location.virtual === true);

test.each(["sarif", "sarif-full", "json", "csv", "text", "gitlab"] as const)(
  "%s tells the first results before it has read the last ones",
  async (format) => {
    let read = 0;
    let iterations = 0;
    function* endless(): Generator<Result> {
      // The summary of the run is counted from the first iteration, which ends; what the reporter reads has no end.
      const last = iterations++ === 0 ? live.length : Number.POSITIVE_INFINITY;
      while (read < last) {
        read++;
        yield Object.assign({}, live[read % live.length], { fingerprint: read.toString(16).padStart(64, "0") });
      }
    }
    const run = runOf(endless);
    const reporter = await reporters[format]();
    let pieces = 0;
    for (const _ of reporter(run, sampleOptions)) if (++pieces === 2000) break;
    expect(pieces).toBe(2000);
    expect(read).toBeLessThan(10_000);
  },
);
