import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { program } from "./keylint.ts";
import { targetAt } from "./live-tenancy.ts";

/** A folder with a target that never replies, and a promise of the first call to it. */
async function silentTarget(): Promise<{ readonly folder: string; readonly called: Promise<unknown> }> {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { folder: await targetAt(`http://127.0.0.1:${port}`), called: once(server, "request") };
}

describe("a run that is interrupted", () => {
  test.skipIf(process.platform === "win32").each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s ends with %i, and leaves no report", async (signal, status) => {
    const { folder, called } = await silentTarget();
    const child = spawn(process.execPath, [program, "scan", "--report", "json=out.json", "--report", "text"], {
      cwd: folder,
      env: { HOME: folder },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    await called;
    child.kill(signal);
    expect(await once(child, "close")).toEqual([status, null]);
    expect(output).toBe("");
    expect(existsSync(join(folder, "out.json"))).toBe(false);
  });

  // util-linux's script gives it a terminal of its own, in which Ctrl-C is a key.
  const script = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
  test.skipIf(!script)("by Ctrl-C leaves no progress line behind (only where Linux's script is)", async () => {
    const { folder, called } = await silentTarget();
    const child = spawn("script", ["-qec", `"${process.execPath}" "${program}" inventory`, "/dev/null"], {
      cwd: folder,
      env: { ...process.env, HOME: folder, TERM: "xterm" },
    });
    let screen = "";
    let pressed = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      screen += text;
      if (!pressed && screen.includes("requests")) pressed = child.stdin.write("\u0003");
    });
    await called;
    expect((await once(child, "close"))[0]).toBe(130);
    expect(screen).toContain("requests");
    expect(screen.slice(screen.lastIndexOf("\r\u001b[K"))).toBe("\r\u001b[K");
  });
});
