import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { isReportFormat, type ReportFormat, reporters } from "../src/reporters/registry.ts";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const rounds = 3;
const many = 1_000_000;
const fewer = 100_000;
const formats = Object.keys(reporters).filter(
  (name): name is ReportFormat => isReportFormat(name) && name !== "sarif-full",
);

/** Writing a million results as SARIF, against a tenth of them built as one object: each in processes of their own. */
export async function bench(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-bench-"));
  try {
    const child = join(folder, "child.mjs");
    await build({
      entryPoints: ["bench/children/reporters.ts"],
      outfile: child,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20.19",
      logLevel: "error",
    });
    const run = (way: ReportFormat | "whole", count: number): Measured =>
      JSON.parse(
        execFileSync(process.execPath, [child, way, String(count), join(folder, "out")], { encoding: "utf8" }),
      );
    const measured = { streamed: [] as Measured[], fewerStreamed: [] as Measured[], whole: [] as Measured[] };
    for (let round = 0; round < rounds; round++) {
      measured.fewerStreamed.push(run("sarif-full", fewer));
      measured.whole.push(run("whole", fewer));
      measured.streamed.push(run("sarif-full", many));
    }
    const [streamed, fewerStreamed, whole] = [
      middle(measured.streamed),
      middle(measured.fewerStreamed),
      middle(measured.whole),
    ];
    return [
      {
        claim: "a million SARIF results need less memory than a tenth of them built as one object",
        ratio: whole.megabytes / streamed.megabytes,
        detail: `1,000,000 streamed: peak ${streamed.megabytes.toFixed(0)} MB; 100,000 at once: peak ${whole.megabytes.toFixed(0)} MB`,
      },
      {
        claim: "ten times as many SARIF results need about the same memory (ratio near 1)",
        ratio: streamed.megabytes / fewerStreamed.megabytes,
        detail: `100,000: peak ${fewerStreamed.megabytes.toFixed(0)} MB, 1,000,000: peak ${streamed.megabytes.toFixed(0)} MB`,
      },
      {
        claim: "SARIF results are streamed faster than they are built as one object and written",
        ratio: rate(streamed, many) / rate(whole, fewer),
        detail: `${rate(streamed, many).toFixed(0)} against ${rate(whole, fewer).toFixed(0)} results a second`,
      },
      ...formats.map((format) => {
        const [less, more] = [run(format, fewer / 2), run(format, many / 2)];
        return {
          claim: `ten times as many results need about the same memory as ${format} (ratio near 1)`,
          ratio: more.megabytes / less.megabytes,
          detail: `50,000: peak ${less.megabytes.toFixed(0)} MB, 500,000: peak ${more.megabytes.toFixed(0)} MB`,
        };
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rate({ milliseconds }: Measured, count: number): number {
  return (count / milliseconds) * 1000;
}

/** The median of each figure. */
function middle(all: readonly Measured[]): Measured {
  const median = (of: (one: Measured) => number): number => all.map(of).sort((a, b) => a - b)[all.length >> 1] ?? 0;
  return { milliseconds: median((one) => one.milliseconds), megabytes: median((one) => one.megabytes) };
}
