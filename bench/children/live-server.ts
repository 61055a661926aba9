// Answers like the Identity service of a tenancy of many users, each reply after 20 ms, in a process of its own: `USERS KEY_FILE`. Prints its port.
// It speaks the little HTTP that this takes by itself: a tenancy's own work is not done on the client's machine, and is kept small here.
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";

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

const owner = "ocid1.user.oc1..0";
const keys = JSON.stringify([
  {
    keyId: `ocid1.tenancy.oc1..bench/${owner}/00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff`,
    keyValue,
    fingerprint: "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff",
    timeCreated: "2026-01-01T00:00:00Z",
    lifecycleState: "ACTIVE",
  },
]);
const [beforeOwner = "", afterOwner = ""] = keys.split(owner);

function answer(target: string): string {
  const [path = "", query = ""] = target.split("?");
  const id = /\/users\/([^/]+)\/apiKeys$/.exec(path)?.[1];
  if (id !== undefined) return reply(`${beforeOwner}${id}${afterOwner}`);
  if (!path.endsWith("/users")) return reply("[]");
  const start = Number(new URLSearchParams(query).get("page") ?? 0);
  const listed = Array.from({ length: Math.min(page, users - start) }, (_, index) => user(start + index));
  return reply(JSON.stringify(listed), start + page < users ? `opc-next-page: ${start + page}\r\n` : "");
}

const reply = (body: string, header = ""): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${header}\r\n${body}`;

const server = createServer({ noDelay: true }, (socket) => {
  let received = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    if (!received.endsWith("\r\n\r\n")) return;
    const [, target = ""] = received.split(" ", 2);
    received = "";
    setTimeout(() => socket.write(answer(target), "latin1"), latency);
  });
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
