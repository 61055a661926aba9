const mark = Symbol("keylint.unknown");

/** A value that another object provides: the absolute address of the object and the attribute that is read from it. */
export interface Reference {
  /** Absolute address of a resource or resource instance, e.g. `module.a["x"].tls_private_key.ci[0]`. Without an instance key when that is not known. */
  readonly address: string;
  /** Attribute path below it, e.g. `public_key_pem`. */
  readonly attribute: string;
}

/**
 * A value that exists, or will exist, but that the source does not tell. It is never a pass and never a failure:
 * a rule that needs it ends as `open` with {@link Unknown.reason}.
 */
export interface Unknown {
  readonly [mark]: true;
  /** Why it is not known, as a clause without a full stop: "known only after apply". */
  readonly reason: string;
  /** What it refers to, where the source says so: two keys with the same unknown user still share one user. */
  readonly reference?: Reference;
  /** What it is put together from, where it is another text: `replace(tls_private_key.ci.public_key_pem, "\r", "")`. */
  readonly from?: readonly Reference[];
}

/** `undefined` means: known to be unset. */
export type Maybe<T> = T | undefined | Unknown;

/** Makes an unknown value; `reason` is a clause without a full stop. */
export function unknown(reason: string, reference?: Reference): Unknown {
  return reference === undefined ? { [mark]: true, reason } : { [mark]: true, reason, reference };
}

/** An unknown text that is put together from what these references name. */
export function unknownFrom(reason: string, from: readonly Reference[]): Unknown {
  return from.length === 0 ? unknown(reason) : { [mark]: true, reason, from };
}

/** Tells an unknown value from every other one. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && mark in value;
}

/** The value when it is known and set, else `undefined`. */
export function known<T>(value: Maybe<T>): T | undefined {
  return isUnknown(value) ? undefined : value;
}

/** Applies `change` to a value that is known and set; unset stays unset, unknown keeps its reason. */
export function mapKnown<T, U>(value: Maybe<T>, change: (value: T) => Maybe<U>): Maybe<U> {
  if (value === undefined) return undefined;
  return isUnknown(value) ? value : change(value);
}
