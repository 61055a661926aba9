import { EvaluationProblem } from "./problem.ts";

/** How much work may be done: steps, each of some tenths of a microsecond, and bytes of texts and collections that are made. */
export interface Allowance {
  readonly steps: number;
  readonly bytes: number;
}

/** What one pass over a root module may take in all: more than ten thousand blocks of the usual kind take. */
export const rootAllowance: Allowance = { steps: 4_000_000, bytes: 96_000_000 };
/** What one value of it may take, so that a value that takes too much leaves something to the others. */
export const valueAllowance: Allowance = { steps: 1_000_000, bytes: 32_000_000 };

/** Work that keylint does not do to its end. It is no error of the configuration: `try` and `can` do not hear of it. */
export class UnfinishedWork extends EvaluationProblem {
  override readonly name = "UnfinishedWork";
}

/** Work that is counted, so that its end is the same on every machine. */
export class Budget {
  #steps: number;
  #bytes: number;
  /** What is left at the end of the share that is being spent. */
  #floor: Allowance = { steps: 0, bytes: 0 };

  constructor(whole: Allowance = rootAllowance) {
    this.#steps = whole.steps;
    this.#bytes = whole.bytes;
  }

  get left(): Allowance {
    return { steps: this.#steps, bytes: this.#bytes };
  }

  /** Works one value out on a share of what is left; a value that needs others gives each of them a share of its own. */
  share<T>(work: () => T, { steps, bytes }: Allowance = valueAllowance): T {
    const before = this.#floor;
    this.#floor = { steps: Math.max(0, this.#steps - steps), bytes: Math.max(0, this.#bytes - bytes) };
    const start = this.left;
    try {
      return work();
    } finally {
      // What another value took is not taken from the share of the one that needs it.
      this.#floor = {
        steps: Math.max(0, before.steps - (start.steps - this.#steps)),
        bytes: Math.max(0, before.bytes - (start.bytes - this.#bytes)),
      };
    }
  }

  /** @throws {UnfinishedWork} when this is more than is left. */
  spend(steps: number, bytes = 0): void {
    this.#steps = Math.max(0, this.#steps - steps);
    this.#bytes = Math.max(0, this.#bytes - bytes);
    if (this.#steps <= this.#floor.steps) {
      this.#steps = this.#floor.steps;
      throw new UnfinishedWork("it takes more steps to work out than keylint spends on it");
    }
    if (this.#bytes <= this.#floor.bytes) {
      this.#bytes = this.#floor.bytes;
      throw new UnfinishedWork("it makes more text or elements than keylint spends on it");
    }
  }
}

let current: Budget | undefined;

/** Spends of the budget that is in force; where there is none, work is not counted. */
export function spend(steps: number, bytes = 0): void {
  current?.spend(steps, bytes);
}

/** Does something on a budget. Evaluation never waits, so that nothing else runs meanwhile. */
export function onBudget<T>(budget: Budget, work: () => T): T {
  const before = current;
  current = budget;
  try {
    return work();
  } finally {
    current = before;
  }
}

let depth = 0;
/** The deepest nesting of expressions and of what they refer to; the stack of every machine holds it. */
const deepest = 1_200;

/** Goes one level down. @throws {UnfinishedWork} */
export function deeper<T>(work: () => T): T {
  if (depth >= deepest) throw new UnfinishedWork("it is nested more deeply than keylint follows");
  depth++;
  try {
    return work();
  } finally {
    depth--;
  }
}

/** Works one value out on its share of the budget that is in force. */
export function onShare<T>(work: () => T): T {
  return current === undefined ? work() : current.share(work);
}
