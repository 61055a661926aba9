import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = 11;

/** Starting keylint against starting Node with nothing to do, in turn, so that a machine that slows down slows both. */
export async function bench(): Promise<BenchLine[]> {
  const commands = {
    node: ["-e", "0"],
    version: ["dist/main.js", "--version"],
    state: ["dist/main.js", "scan", "fixtures/rules/key-age/pass.tfstate", "--fail-on", "never"],
    configuration: ["dist/main.js", "scan", "fixtures/rules/key-age/open.tf", "--fail-on", "never"],
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const began = performance.now();
      spawnSync(process.execPath, args, { cwd: root, stdio: "ignore" });
      (times[name] ??= []).push(performance.now() - began);
    }
  }
  const median = (name: string): number => times[name]?.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  const line = (name: string, claim: string): BenchLine => ({
    claim,
    ratio: median(name) / median("node"),
    detail: `${median(name).toFixed(0)} ms against ${median("node").toFixed(0)} ms of bare node (medians of ${rounds})`,
  });
  return [
    line("version", "keylint --version takes this many times as long as bare node"),
    line("state", "scanning a small state takes this many times as long as bare node"),
    line(
      "configuration",
      "scanning a small configuration, WebAssembly included, takes this many times as long as bare node",
    ),
  ];
}
