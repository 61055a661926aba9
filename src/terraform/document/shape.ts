import type { Region } from "../../model/location.ts";

/**
 * Which parts of a JSON document to select. A value without a shape is skipped without a look at its inside.
 * A shape without `take` is entered when its kind fits `members`/`others` (objects) or `items` (arrays).
 */
export interface Shape<Name extends string> {
  readonly members?: { readonly [key: string]: Shape<Name> };
  /** Shape of the members that `members` does not name. */
  readonly others?: Shape<Name>;
  readonly items?: Shape<Name>;
  /** Of an array that is entered: the name under which it is given, without text, that it is there. */
  readonly mark?: Name;
  /** Members whose values are remembered, and given with everything selected below this object. */
  readonly header?: readonly string[];
  /** Those of them without which nothing below is given: where they come later, all of it waits in memory. */
  readonly headerNeeds?: readonly string[];
  readonly take?: Take<Name>;
}

/** How a value is selected, and the name that it is selected under. */
export interface Take<Name extends string> {
  /**
   * `whole`: always. `mark`: always, but only that it is there. `typed`: an object whose member `type` is wanted.
   * `below-header`: when the `type` of the nearest header is wanted.
   */
  readonly when: "whole" | "mark" | "typed" | "below-header";
  readonly name: Name;
}

/** A selected value. */
export interface Selected<Name extends string> {
  readonly name: Name;
  /** Keys of the members around it, from the outside in; arrays add nothing. */
  readonly path: readonly string[];
  readonly header: ReadonlyMap<string, unknown>;
  /** The JSON text of the value; empty for a mark. */
  readonly text: string;
  /** Where the text stands. */
  readonly region: Region;
}
