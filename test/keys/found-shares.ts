import { spawnSync } from "node:child_process";
import { rsaPublicKey } from "../../src/keys/rsa.ts";
import { tiers } from "../../src/keys/strength/outcomes.ts";
import { testRsa } from "../../src/keys/strength/tests.ts";
import { badkeysFinds, badkeysPython } from "./badkeys.ts";
import { classes } from "./defined-keys.ts";
import { isWeak, keysOf } from "./measure.ts";
import { randomFrom } from "./primes.ts";
import { sound } from "./weak-keys.ts";

/** Bits of the moduli of all classes, keys of each class, and the first of their seeds, which follow each other. */
const [bits, count, firstSeed] = [
  Number(process.argv[2] ?? 1024),
  Number(process.argv[3] ?? 20),
  Number(process.argv[4] ?? 1),
];
/** Sound keys for each tier. */
const soundCount = { standard: 500, extended: 500, deep: Number(process.argv[5] ?? 20) } as const;

const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
const python = badkeysPython();
const line = (cells: readonly (string | number)[]): void => void process.stdout.write(`| ${cells.join(" | ")} |\n`);

process.stdout.write(
  `RSA-${bits}, ${count} fresh keys of each class, seeds from ${firstSeed}; node ${process.version}\n\n`,
);
line(["class", ...tiers, "CPU s a key, deep", "badkeys"]);
line(["---", ...tiers.map(() => "---:"), "---:", "---:"]);
for (const keyClass of classes) {
  const keys = keysOf(keyClass, bits, seeds);
  let seconds = 0;
  const found = tiers.map((tier) => {
    const before = process.cpuUsage();
    const weak = keys.filter(({ n, e }) => isWeak(testRsa(rsaPublicKey(n, e), tier))).length;
    const used = process.cpuUsage(before);
    seconds = (used.user + used.system) / 1e6 / count;
    return weak;
  });
  const theirs = python === undefined ? "-" : badkeysFinds(python, keys).filter((isFound) => isFound).length;
  line([keyClass.name, ...found, seconds.toFixed(2), theirs]);
}

const random = randomFrom(firstSeed + 1_000_000);
for (const tier of tiers) {
  const keys = Array.from({ length: soundCount[tier] }, () => sound(random, bits));
  const before = process.cpuUsage();
  const weak = keys.filter(({ n, e }) => isWeak(testRsa(rsaPublicKey(n, e), tier))).length;
  const used = process.cpuUsage(before);
  process.stdout.write(
    `\nsound keys told as weak, ${tier}: ${weak} of ${keys.length}, ${((used.user + used.system) / 1e3 / keys.length).toFixed(2)} ms of CPU a key\n`,
  );
}
if (python === undefined)
  process.stdout.write("\nbadkeys was left out: no python3 with badkeys and gmpy2 (KEYLINT_PYTHON names one)\n");
else
  process.stdout.write(
    `\nbadkeys: ${spawnSync(python, ["-c", "import importlib.metadata as m; print(m.version('badkeys'))"], { encoding: "utf8" }).stdout}`,
  );
