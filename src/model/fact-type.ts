/** The CEL type of a fact. `int` facts are whole JavaScript numbers, `double` facts may have a fraction. */
export type FactType = "string" | "bool" | "int" | "double" | "list<string>";

/** What a rule's author needs to know of one fact; also the source of the rule reference. */
export interface FactDefinition {
  readonly type: FactType;
  /** What the value means, its unit, and when it is unset. */
  readonly doc: string;
}

export type FactGroupSchema = Readonly<Record<string, FactDefinition>>;
