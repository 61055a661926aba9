import { execFile, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

interface Listed {
  readonly keys: number;
  readonly problems: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

const execute = promisify(execFile);
/** `KEYLINT_BENCH_USERS` makes it quicker, or longer. */
const users = Number(process.env["KEYLINT_BENCH_USERS"] ?? 50_000);
const concurrency = 50;
const latency = 20;

/** Listing a live tenancy of many users, one call for each, against what the latency of the service alone allows; server and client each in a process of their own. */
export async function bench(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-bench-"));
  try {
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const publicKey = join(folder, "public.pem");
    const privateKey = join(folder, "private.pem");
    await Promise.all([writeFile(publicKey, pair.publicKey), writeFile(privateKey, pair.privateKey)]);
    const [server, client] = [join(folder, "server.mjs"), join(folder, "client.mjs")];
    await Promise.all([bundle("live-server", server), bundle("live-client", client)]);
    const run = async (way: "list" | "plain", count: number): Promise<Listed> => {
      const serving = spawn(process.execPath, [server, String(count), publicKey], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        const [port] = (await once(serving.stdout, "data")) as [Buffer];
        const url = `http://127.0.0.1:${port.toString().trim()}`;
        const last = way === "list" ? privateKey : String(count);
        const { stdout } = await execute(process.execPath, [client, way, url, String(concurrency), last]);
        return JSON.parse(stdout) as Listed;
      } finally {
        serving.kill();
      }
    };
    const quarter = await run("list", Math.ceil(users / 4));
    const plain = await run("plain", users);
    const whole = await run("list", users);
    if (whole.keys !== users || whole.problems > 0) throw new Error(`${whole.keys} keys listed of ${users}`);
    const bound = (users * latency) / concurrency;
    return [
      {
        claim: `${users} users at ${latency} ms and ${concurrency} calls at once are listed in the time that the latency alone takes (share of it, 0.8 or more)`,
        ratio: bound / whole.milliseconds,
        detail: `${(whole.milliseconds / 1000).toFixed(1)} s, the latency alone takes ${(bound / 1000).toFixed(1)} s`,
      },
      {
        claim: "listing takes hardly longer than as many plain calls, unsigned and unread, at once (ratio near 1)",
        ratio: plain.milliseconds / whole.milliseconds,
        detail: `${(whole.milliseconds / 1000).toFixed(1)} s against ${(plain.milliseconds / 1000).toFixed(1)} s`,
      },
      {
        claim: "four times as many users need about the same memory (ratio near 1)",
        ratio: whole.megabytes / quarter.megabytes,
        detail: `${quarter.keys} users: peak ${quarter.megabytes.toFixed(0)} MB, ${whole.keys} users: peak ${whole.megabytes.toFixed(0)} MB`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(name: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [`bench/children/${name}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    external: ["oci-common"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
}
