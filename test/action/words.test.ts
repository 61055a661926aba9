import { expect, test } from "vitest";
import { runAction } from "../../src/action/action.ts";
import { machine } from "../../src/cli/machine.ts";
import { root } from "../cli/keylint.ts";
import { obeyed } from "./runner.ts";

const real = machine();

/** The messages of the errors that a step with these inputs shows. */
async function errors(
  inputs: Readonly<Record<string, string>>,
): Promise<{ status: number; messages: readonly string[] }> {
  let log = "";
  const output = { isTerminal: false, write: async (text: string) => void (log += text) };
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const status = await runAction({
    machine: { ...real, cwd: root, env: Object.fromEntries(variables), stdout: output, stderr: output },
    append: () => undefined,
    token: () => "token",
  });
  const shown = obeyed(log).filter(({ name }) => name === "error");
  return { status, messages: shown.map(({ data }) => data) };
}

const sources = "fixtures/rules/key-age/pass.tfstate";

test.each([
  [{ "fail-on": "sometimes" }, "input fail-on sometimes: give one of critical, high, medium, low, note, never"],
  [{ tier: "deepest" }, "input tier deepest: give one of standard, extended, deep"],
  [{ "as-of": "yesterday" }, "input as-of yesterday: not a moment in RFC 3339, such as 2026-11-01T00:00:00Z"],
  [{ concurrency: "0" }, "input concurrency: give a whole number from 1 to 1000"],
  [{ concurrency: "many" }, "input concurrency: give a whole number from 1 to 1000"],
  [{ "new-only": "true" }, "input new-only needs input baseline"],
  [{ "new-only": "maybe" }, 'input new-only: "maybe"; give true or false'],
  [{ baseline: "no.sarif" }, "input baseline no.sarif: can't be read"],
  [{ shard: "5/4" }, "input shard 5/4: give I/N"],
  [{ reports: "pdf=a.pdf" }, "input reports pdf: give one of text, sarif"],
  [{ reports: "json=a\nhtml=a" }, "input reports: two reports go to a;"],
])("%j is refused as an input, not as a flag", async (inputs, told) => {
  const { status, messages } = await errors({ sources, ...inputs });
  expect(status).toBe(2);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(told);
  expect(messages[0]).not.toContain("--");
});
