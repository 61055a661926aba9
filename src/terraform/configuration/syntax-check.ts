import type { Notification } from "../../model/notification.ts";
import { invalidFile, uncheckedFile } from "./notifications.ts";
import type { ConfigurationOptions } from "./options.ts";
import { UnclosedComment } from "./syntax/body.ts";
import { gateCost, mostGateCost } from "./syntax/gate-cost.ts";
import { openSyntaxGate, type SyntaxGate } from "./syntax/gate.ts";
import { nestingProblemOf } from "./syntax/nesting.ts";
import type { SourceText } from "./syntax/source-text.ts";

/** Hands each file to the gate at most once, and keeps those that it refused. */
export class SyntaxCheck {
  readonly refused = new Set<SourceText>();
  readonly #checked = new Set<SourceText>();
  readonly #options: ConfigurationOptions;
  readonly #report: (notification: Notification) => void;
  #gate: Promise<SyntaxGate> | undefined;

  constructor(options: ConfigurationOptions, report: (notification: Notification) => void) {
    this.#options = options;
    this.#report = report;
  }

  /** `problem`: what keeps the file from being read whatever the gate says. */
  async check(source: SourceText, problem?: { readonly message: string; readonly offset: number }): Promise<void> {
    if (this.refused.has(source)) return;
    const isNew = !this.#checked.has(source);
    this.#checked.add(source);
    const asked = isNew && !source.path.endsWith(".json") && !(problem instanceof UnclosedComment);
    let places = asked ? await this.#ask(source) : [];
    if (places.length === 0 && problem !== undefined)
      places = [{ message: problem.message, start: problem.offset, end: problem.offset }];
    if (places.length === 0) return;
    this.refused.add(source);
    this.#report(invalidFile(source, places, this.#options.source));
  }

  async #ask(source: SourceText): ReturnType<SyntaxGate> {
    const nesting = nestingProblemOf(source);
    if (nesting !== undefined) return [{ message: nesting.message, start: nesting.offset, end: nesting.offset }];
    if (gateCost(source.text) > mostGateCost) {
      this.#report(uncheckedFile(source, this.#options.source));
      return [];
    }
    this.#gate ??= (this.#options.openSyntaxGate ?? openSyntaxGate)();
    return await (await this.#gate)(source);
  }
}
