import type { EvaluationProblem, FileAccess } from "../evaluation/scope.ts";
import type { Sensitivity } from "../evaluation/sensitivity.ts";
import type { Libraries } from "../libraries.ts";
import type { SourceText } from "../syntax/source-text.ts";
import type { Block } from "../syntax/body.ts";
import type { ModuleSource, UnreadModule } from "./module-source.ts";

/** What the evaluation of one root module shares. */
export interface Context {
  readonly root: ModuleSource;
  readonly files: FileAccess;
  readonly libraries: Libraries;
  /** The file that a text was read from, as reports name it. */
  readonly fileOf: (text: string) => string | undefined;
  readonly sensitivity: Sensitivity;
  /** Notes that a file has a part in the outcome. */
  readonly touch: (source: SourceText) => void;
  /** Tells what is wrong in an expression of `block`; `what` names the thing that it leaves unknown. */
  readonly report: (problem: EvaluationProblem, what: string, block: Block) => void;
  /** Tells that what a module call or a block stands for is not followed to its end. */
  readonly abandon: (problem: EvaluationProblem, what: string, block: Block) => void;
  /** The module that a call goes to, or why it can't be read. */
  readonly callee: (caller: ModuleSource, call: Block) => ModuleSource | UnreadModule;
}
