import { calls } from "./calls.ts";
import { Random } from "./random.ts";

/** What an expression is meant to give; a generated one may give anything. */
export type Kind = "text" | "number" | "bool" | "list" | "map" | "any";

/** Names that loops around a place have bound there. */
type Names = readonly string[];

const plainTexts = [
  "",
  "a",
  "b",
  "ab",
  "A",
  "1",
  "2.5",
  "-3",
  "true",
  "false",
  " x ",
  "a,b,c",
  "é",
  "e\u0301",
  "ß",
  "Σσς",
  "İ",
  "漢字",
  "😀",
  "👨‍👩‍👧",
  "🇩🇪🇫🇷",
  "a\u0300\u0301b",
  "x\\ny",
  "x\\r\\ny",
  "tab\\there",
  'q\\"q',
  "b\\\\s",
  "<&>",
  "$${a}",
  "%%{b}",
  "null",
  "1e3",
  "0x1F",
  "01",
  "inf",
  "\u00a0x\u2003",
  "ǆ",
  "ﬁ",
  "ộ",
  "각",
  "\\u00e9",
  "\\U0001F600",
  "yes",
  "10.0.0.0/8",
  "2020-02-29T12:30:00Z",
  '{\\"a\\":1}',
  "- a\\n- b",
  "k: v",
];
const numbers = [
  "0",
  "1",
  "2",
  "3",
  "7",
  "10",
  "255",
  "1024",
  "0.1",
  "0.5",
  "2.5",
  "1e3",
  "1e-7",
  "1.5e10",
  "9007199254740993",
  "123456789012345678901234567890",
  "0.30000000000000004",
  "1e21",
  "3.14159265358979323846264338327950288",
];
const keys = ["a", "b", "c", '"x y"', '"é"', '"Z"', '"1"', '"z"', '("k")'];

/** Makes expressions of the Terraform language out of its grammar and its functions; one seed gives one sequence. */
export class Generator {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  next(): string {
    const random = this.#random;
    // Half of all are a function with plain arguments.
    if (random.chance(0.5)) return this.#call("any", 1, []);
    return this.#make(
      random.pick(["text", "number", "bool", "list", "map", "any", "any"] as const),
      1 + random.below(4),
      [],
    );
  }

  /** An expression of a kind that may use some names. */
  make(kind: Kind, depth: number, names: Names): string {
    return this.#make(kind, depth, names);
  }

  #make(kind: Kind, depth: number, names: Names): string {
    const random = this.#random;
    // Now and then something of another kind stands where this one is meant.
    if (random.chance(0.06))
      return this.#make(random.pick(["text", "number", "bool", "list", "map"] as const), depth, names);
    if (names.length > 0 && random.chance(0.4)) return random.pick(names);
    if (random.chance(0.03)) return "null";
    if (depth <= 0) return this.#leaf(kind, names);
    const general = random.below(12);
    if (general === 0)
      return `${this.#operand("bool", depth - 1, names)} ? ${this.#make(kind, depth - 1, names)} : ${this.#make(kind, depth - 1, names)}`;
    if (general === 1) return `try(${random.list(2, () => this.#make(kind, depth - 1, names), 1).join(", ")})`;
    if (general === 2) return `(${this.#make(kind, depth - 1, names)})`;
    if (general === 3) return this.#element(kind, depth, names);
    if (general < 8) return this.#call(kind, depth, names);
    return this.#own(kind, depth, names);
  }

  #leaf(kind: Kind, names: Names): string {
    const random = this.#random;
    switch (kind) {
      case "text":
        return `"${random.pick(plainTexts)}"`;
      case "number":
        return random.chance(0.2) ? `-${random.pick(numbers)}` : random.pick(numbers);
      case "bool":
        return random.pick(["true", "false"]);
      case "list":
        return random.pick([
          "[]",
          "[1, 2]",
          '["b", "a"]',
          '[1, "a", true]',
          "[[1], [2]]",
          "[{a = 1}, {a = 2}]",
          "[null]",
        ]);
      case "map":
        return random.pick([
          "{}",
          "{a = 1}",
          '{b = "x", a = "y"}',
          '{a = 1, b = "x"}',
          "{a = {b = 1}}",
          "{a = null}",
          "{a = [1]}",
        ]);
      case "any":
        return this.#leaf(random.pick(["text", "number", "bool", "list", "map"] as const), names);
    }
  }

  /** What is written out or worked out without a function. */
  #own(kind: Kind, depth: number, names: Names): string {
    const random = this.#random;
    const inner = (of: Kind): string => this.#make(of, depth - 1, names);
    const operand = (of: Kind): string => this.#operand(of, depth - 1, names);
    switch (kind) {
      case "text":
        return this.#template(depth, names);
      case "number":
        return random.chance(0.2)
          ? `-${operand("number")}`
          : `${operand("number")} ${random.pick(["+", "-", "*", "/", "%"])} ${operand("number")}`;
      case "bool": {
        const form = random.below(4);
        if (form === 0) return `!${operand("bool")}`;
        if (form === 1) return `${operand("bool")} ${random.pick(["&&", "||"])} ${operand("bool")}`;
        if (form === 2) return `${operand("number")} ${random.pick(["<", ">", "<=", ">="])} ${operand("number")}`;
        const of = random.pick(["text", "number", "bool", "list", "map", "any"] as const);
        return `${operand(of)} ${random.pick(["==", "!="])} ${operand(of)}`;
      }
      case "list": {
        const form = random.below(4);
        if (form < 2) return `[${random.list(4, () => inner(random.chance(0.5) ? "any" : "text")).join(", ")}]`;
        if (form === 2) return `[${this.#loop(depth, names, (bound) => this.#make("any", depth - 1, bound))}]`;
        return `${operand(random.pick(["list", "map", "any"] as const))}[*]${random.pick(["", ".a", "[0]"])}`;
      }
      case "map": {
        if (random.chance(0.7)) return `{${random.list(3, () => `${random.pick(keys)} = ${inner("any")}`).join(", ")}}`;
        const group = random.chance(0.3) ? "..." : "";
        return `{${this.#loop(depth, names, (bound) => `${this.#make("text", depth - 1, bound)} => ${this.#make("any", depth - 1, bound)}${group}`)}}`;
      }
      case "any":
        return this.#own(random.pick(["text", "number", "bool", "list", "map"] as const), depth, names);
    }
  }

  #operand(kind: Kind, depth: number, names: Names): string {
    const made = this.#make(kind, depth, names);
    return /^(?:[\w.]+|"[^"]*"|\w+\([^()]*\))$/.test(made) ? made : `(${made})`;
  }

  #loop(depth: number, names: Names, body: (names: Names) => string): string {
    const random = this.#random;
    const at = names.length;
    const collection = this.#make(random.pick(["list", "map"] as const), depth - 1, names);
    const bound = random.chance(0.5) ? [`k${at}`, `v${at}`] : [`v${at}`];
    const inside = [...names, ...bound];
    const condition = random.chance(0.3) ? ` if ${this.#make("bool", depth - 1, inside)}` : "";
    return `for ${bound.join(", ")} in ${collection} : ${body(inside)}${condition}`;
  }

  #element(kind: Kind, depth: number, names: Names): string {
    const random = this.#random;
    if (random.chance(0.5))
      return `[${random.list(3, () => this.#make(kind, depth - 1, names), 1).join(", ")}][${random.pick(["0", "1", '"0"', "0.5", "-1"])}]`;
    const key = random.pick(["a", "b", "é"]);
    const object = `{${["a", "b", "é"].map((name) => `${name} = ${this.#make(kind, depth - 1, names)}`).join(", ")}}`;
    return random.chance(0.5) ? `${object}.${key}` : `${object}["${key}"]`;
  }

  #template(depth: number, names: Names): string {
    const random = this.#random;
    const part = (): string => {
      const form = random.below(6);
      if (form < 2) return random.pick(plainTexts);
      if (form === 2)
        return `%{ if ${this.#make("bool", depth - 2, names)} }${random.pick(plainTexts)}%{ else }${random.pick(plainTexts)}%{ endif }`;
      if (form === 3) {
        const name = `t${names.length}`;
        return `%{ for ${name} in ${this.#make("list", depth - 2, names)} ~} \${${this.#make("any", depth - 2, [...names, name])}} %{ endfor }`;
      }
      const strip = random.pick(["", "~"]);
      return `\${${strip} ${this.#make(random.chance(0.7) ? "text" : "any", depth - 1, names)} ${strip}}`;
    };
    return `"${random.list(3, part, 1).join("")}"`;
  }

  #call(kind: Kind, depth: number, names: Names): string {
    const random = this.#random;
    const fitting = calls.filter((call) => kind === "any" || call.gives === kind || call.gives === "any");
    const call = random.pick(random.chance(0.05) ? calls : fitting);
    const given = call.takes.map((taken) =>
      Array.isArray(taken) ? random.pick(taken) : this.#make(taken as Kind, depth - 1, names),
    );
    if (call.more !== undefined)
      for (let at = random.below(3); at > 0; at--) given.push(this.#make(call.more, depth - 1, names));
    if (random.chance(0.01)) given.pop();
    return `${call.name}(${given.join(", ")})`;
  }
}
