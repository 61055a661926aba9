import type { Instant } from "./instant.ts";

/** What a plan says of itself, beside its objects. */
export interface PlanInfo {
  /** The source, as the user gave it. */
  readonly source: string;
  /** Path as locations have it: the root of its objects' addresses. */
  readonly uri: string;
  /** Lower hex SHA-256 over what was read of it: equal for two copies. */
  readonly digest: string;
  /** When it was made, where it says so. */
  readonly time?: Instant;
  /**
   * Of a plan of the whole configuration: its resource blocks of the types that are read, as `MODULE TYPE.NAME` without instance keys. A block that
   * makes no object in it makes none. Absent for a plan of a part (`-target`, `-refresh-only`, errored, deferred).
   */
  readonly blocks?: readonly string[];
}

/** What a state file says of itself (Terraform, `internal/states/statefile/version4.go`). */
export interface StateInfo {
  /** The source, as the user gave it. */
  readonly source: string;
  /** Path as locations have it. */
  readonly uri: string;
  /** Equal for all states of one root module and workspace. */
  readonly lineage: string;
  /** Grows with every change of the state. */
  readonly serial: number;
}

/** A `moved` block: what stands at one address of a root module in the state belongs to another one now. */
export interface Move {
  readonly source: string;
  /** Folder of the root module. */
  readonly root: string;
  /** Absolute addresses of resources, resource instances or modules. */
  readonly from: string;
  readonly to: string;
}
