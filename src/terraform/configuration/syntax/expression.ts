import type { Span } from "./source-text.ts";

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

/** What may stand in a template between its literal texts. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "interpolation"; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly whenTrue: readonly TemplatePart[];
      readonly whenFalse: readonly TemplatePart[];
    }
  | {
      readonly kind: "for";
      readonly names: LoopNames;
      readonly collection: Expression;
      readonly parts: readonly TemplatePart[];
    };

export interface LoopNames {
  readonly key: string | undefined;
  readonly item: string;
}

/** An expression of HCL 2 (HCL Native Syntax Specification, "Expressions"). */
export type Expression = Span &
  (
    | { readonly kind: "literal"; readonly value: null | boolean | string }
    /** A number as it is written: it may have more digits than a double. */
    | { readonly kind: "number"; readonly digits: string }
    | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
    /** The first name of a traversal: `var`, `local`, a resource type, a loop's name. */
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
    | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
    /** `each` is applied to every element, which it reaches as the name `*`. */
    | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
    | {
        readonly kind: "call";
        readonly name: string;
        readonly arguments: readonly Expression[];
        /** The last argument is followed by `...`. */
        readonly expand: boolean;
      }
    | { readonly kind: "tuple"; readonly items: readonly Expression[] }
    | { readonly kind: "object"; readonly items: readonly { readonly key: Expression; readonly value: Expression }[] }
    | {
        readonly kind: "for";
        readonly names: LoopNames;
        readonly collection: Expression;
        /** Set for `{for ... : key => value}`. */
        readonly key: Expression | undefined;
        readonly value: Expression;
        readonly condition: Expression | undefined;
        /** `value...`: values of equal keys are gathered in a list. */
        readonly group: boolean;
      }
    | {
        readonly kind: "conditional";
        readonly condition: Expression;
        readonly whenTrue: Expression;
        readonly whenFalse: Expression;
      }
    | {
        readonly kind: "binary";
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Expression }
  );
