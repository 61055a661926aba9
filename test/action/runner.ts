// How GitHub's runner reads what a step leaves, written from its source (actions/runner, ActionCommand.cs, ActionCommandManager.cs) and from GitHub Docs.

/** A command that the runner obeyed. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const known =
  /^(?:set-env|set-output|save-state|add-mask|add-path|add-matcher|remove-matcher|debug|warning|error|notice|group|endgroup|echo|stop-commands)$/i;

function unescape(text: string): string {
  const signs: Readonly<Record<string, string>> = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (code) => signs[code] ?? code);
}

function propertiesOf(text: string, separator: string): Readonly<Record<string, string>> {
  const pairs = text.split(separator).filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), unescape(pair.slice(pair.indexOf("=") + 1))]),
  );
}

/** The commands in a log: `::name properties::data` as a line, else `##[name]data` anywhere in one, unless commands are stopped. */
export function obeyed(log: string): readonly Command[] {
  const commands: Command[] = [];
  let resumeAt: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const found =
      /^\s*::(?<name>[^ :]+)(?: (?<properties>.*?))?::(?<data>.*)$/su.exec(line) ??
      /##\[(?<name>[^ \]]+)(?: (?<properties>[^\]]*))?\](?<data>.*)$/su.exec(line);
    const { name = "", properties = "", data = "" } = found?.groups ?? {};
    if (resumeAt !== undefined) {
      if (name === resumeAt) resumeAt = undefined;
      continue;
    }
    if (!known.test(name)) continue;
    if (name === "stop-commands") resumeAt = data;
    commands.push({
      name,
      properties: propertiesOf(properties, line.trimStart().startsWith("::") ? "," : ";"),
      data: unescape(data),
    });
  }
  return commands;
}

/** The file of `GITHUB_OUTPUT`: `name<<delimiter`, the value, the delimiter. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  while (lines.length > 1) {
    const [name = "", delimiter] = (lines.shift() ?? "").split("<<");
    const end = lines.indexOf(delimiter ?? "");
    if (delimiter === undefined || end === -1) throw new Error(`the output ${name} is not written as one`);
    outputs[name] = lines.slice(0, end).join("\n");
    lines.splice(0, end + 1);
  }
  return outputs;
}
