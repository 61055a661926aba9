// Answers like the Identity service of a tenancy of many users, each reply after 20 ms, in a process of its own: `USERS KEY_FILE`. Prints its port.
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const [count = "0", keyFile = ""] = process.argv.slice(2);
const users = Number(count);
const keyValue = readFileSync(keyFile, "utf8");
const page = 1000;
const latency = 20;

const user = (index: number): unknown => ({
  id: `ocid1.user.oc1..${index}`,
  name: `user-${index}`,
  lifecycleState: "ACTIVE",
  capabilities: { canUseApiKeys: true, canUseConsolePassword: true },
});

function answer(url: URL, response: ServerResponse): unknown {
  const owner = /\/users\/([^/]+)\/apiKeys$/.exec(url.pathname)?.[1];
  if (owner !== undefined) {
    const fingerprint = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff";
    const keyId = `ocid1.tenancy.oc1..bench/${owner}/${fingerprint}`;
    return [{ keyId, keyValue, fingerprint, timeCreated: "2026-01-01T00:00:00Z", lifecycleState: "ACTIVE" }];
  }
  if (!url.pathname.endsWith("/users")) return [];
  const start = Number(url.searchParams.get("page") ?? 0);
  if (start + page < users) response.setHeader("opc-next-page", String(start + page));
  return Array.from({ length: Math.min(page, users - start) }, (_, index) => user(start + index));
}

const server = createServer((request, response) => {
  setTimeout(() => response.end(JSON.stringify(answer(new URL(request.url ?? "", "http://x"), response))), latency);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
