// Lists the tenancy of live-server.ts in a process of its own, so that its memory is its own: `list URL CONCURRENCY KEY_FILE` as keylint does,
// `plain URL CONCURRENCY USERS` with unsigned calls that nothing is done with.
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { ociSource } from "../../src/systems/oci/live/source.ts";

const [way = "", endpoint = "", concurrency = "", last = ""] = process.argv.slice(2);
const start = process.hrtime.bigint();
const counted = way === "plain" ? await plain(Number(last)) : await list(readFileSync(last, "utf8"));
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
process.stdout.write(JSON.stringify({ ...counted, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));

async function list(privateKey: string): Promise<{ keys: number; problems: number }> {
  const env = {
    OCI_CLI_TENANCY: "ocid1.tenancy.oc1..bench",
    OCI_CLI_USER: "ocid1.user.oc1..bench",
    OCI_CLI_FINGERPRINT: "aa:bb",
    OCI_CLI_KEY_CONTENT: privateKey,
  };
  const environment = {
    env,
    home: "/nonexistent",
    readFile: () => Promise.reject(Object.assign(new Error("no such file"), { code: "ENOENT" })),
    clock: Date.now,
    random: Math.random,
    sleep: (milliseconds: number) => wait(milliseconds),
    concurrency: Number(concurrency),
  };
  const counted = { keys: 0, problems: 0 };
  for await (const item of ociSource("oci:DEFAULT", { endpoint }, environment).read()) {
    if (item.kind === "view") counted.keys++;
    if (item.kind === "notification") counted.problems++;
  }
  return counted;
}

async function plain(users: number): Promise<{ keys: number; problems: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
  let keys = 0;
  const call = (user: number): Promise<void> =>
    new Promise((resolve, reject) => {
      get(`${endpoint}/20160918/users/${user}/apiKeys`, { agent }, (reply) => {
        reply.resume().once("end", resolve);
      }).once("error", reject);
    });
  const worker = async (): Promise<void> => {
    while (keys < users) await call(keys++);
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  agent.destroy();
  return { keys, problems: 0 };
}
