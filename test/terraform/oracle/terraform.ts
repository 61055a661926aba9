import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Reality, startProvider } from "./provider.ts";
import { type ProviderSchema, providers } from "./schemas.ts";

const run = promisify(execFile);

/** The version of the Terraform on PATH; undefined where there is none. */
export function terraformVersion(): string | undefined {
  try {
    const output: { terraform_version: string } = JSON.parse(
      execFileSync("terraform", ["version", "-json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
    return output.terraform_version;
  } catch {
    return undefined;
  }
}

/** A copy of a folder with configuration, and Terraform to run in it with the stand-in providers. */
export interface Workspace {
  /** Holds the copy as `configuration`. */
  readonly folder: string;
  readonly terraform: (...args: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

const obedient: Reality = { read: (_, attributes) => attributes, letsGo: () => true };

/**
 * @param configuration folder that is copied; without one it starts empty
 * @param reality by default all is as Terraform left it
 * @param schemas the providers, by their source addresses
 */
export async function openWorkspace(
  configuration: string | undefined,
  reality: Partial<Reality> = {},
  schemas: Readonly<Record<string, ProviderSchema>> = providers,
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-oracle-"));
  const cwd = join(folder, "configuration");
  if (configuration === undefined) await mkdir(cwd);
  else await cp(configuration, cwd, { recursive: true });
  const settings = join(folder, "terraformrc");
  await writeFile(settings, "");
  const running = await Promise.all(
    Object.entries(schemas).map(
      async ([name, schema]) => [name, await startProvider(schema, { ...obedient, ...reality })] as const,
    ),
  );
  const reattach = Object.fromEntries(
    running.map(([name, { port }]) => [
      name,
      {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
      },
    ]),
  );
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: settings,
    TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
  };
  return {
    folder,
    terraform: async (...args) => {
      const { stdout } = await run("terraform", args, { cwd, env, maxBuffer: 64 << 20 });
      return stdout;
    },
    close: async () => {
      for (const [, provider] of running) provider.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
