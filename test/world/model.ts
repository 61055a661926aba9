/** The services that keys are made in. */
export type Service = "classic" | "domain" | "intersight";

/** A user as the service knows it. */
export interface RealUser {
  /** `u1`: the name that the world has for it, and the service too. */
  readonly name: string;
  readonly service: Service;
  /** OCID or moid. */
  readonly id: string;
  /** Of a user of an identity domain. */
  readonly scimId?: string;
  active: boolean;
  /** False as long as a block that makes it was not applied. */
  exists: boolean;
}

/** A key as the service knows it. */
export interface RealKey {
  /** `K1`: the name that the world has for it, whatever the views call it. */
  readonly name: string;
  readonly service: Service;
  readonly user: string;
  /** Name of its pair; Intersight makes the pair and shows its size only. */
  readonly pair: string;
  /** The service's id; of a key in a domain, the SCIM id. */
  readonly id: string;
  readonly created: number;
  active: boolean;
  readonly hash: string;
  /** When it went. */
  gone?: number;
}

/** A resource block of the configuration that declares a key. */
export interface Block {
  name: string;
  readonly service: Service;
  readonly user: string;
  /** Whether the user is named by a reference to the block that makes it. */
  readonly byReference: boolean;
  /** Name of the pair that is pasted, or `tls:NAME` for the block that makes one; for Intersight the number of bits. */
  pair: string;
  /** Whether `count = 1` stands in it. */
  count: boolean;
  createBeforeDestroy: boolean;
  ignoreChanges: boolean;
  /** Intersight alone: `admin_status = "disable"`. */
  disabled: boolean;
  /** Intersight alone. */
  hash: string;
}

/** A block that makes a user; its name is the user's. */
export interface UserBlock {
  readonly user: string;
  readonly service: Service;
}

/** A `tls_private_key`. */
export interface PairBlock {
  readonly name: string;
  bits: number;
}

export interface Place {
  readonly type: string;
  readonly name: string;
  readonly index?: number;
}

export interface Configuration {
  readonly blocks: Block[];
  readonly users: UserBlock[];
  readonly pairs: PairBlock[];
  readonly moved: { readonly from: Place; readonly to: Place }[];
  readonly removed: Place[];
  readonly imports: { readonly to: Place; readonly key: string }[];
}

export type Attributes = Readonly<Record<string, unknown>>;

/** What an object of a state is: a key (`K1`), a user (`u1`), or a pair that Terraform made. */
export interface Thing {
  readonly kind: "key" | "user" | "pair";
  readonly name: string;
}

/** An object of a state. */
export interface Stored extends Place {
  readonly thing: Thing;
  readonly deposed?: string;
  readonly tainted?: boolean;
  readonly attributes: Attributes;
}

export interface State {
  readonly serial: number;
  readonly at: number;
  readonly objects: readonly Stored[];
}

/** What a plan does to one object. */
export interface Change extends Place {
  readonly previous?: Place;
  readonly deposed?: string;
  readonly actions: readonly string[];
  readonly before?: Attributes;
  readonly after?: Attributes;
  readonly unknown: Attributes;
  readonly importing?: string;
  readonly reason?: string;
  /** What was there before. */
  readonly from?: Thing;
  /** What will be there: a name of the future as long as it is to be made. */
  readonly to?: Thing;
  readonly tainted?: boolean;
}

export interface Drift extends Place {
  readonly previous?: Place;
  readonly deposed?: string;
  readonly before: Attributes;
  readonly after?: Attributes;
  readonly thing: Thing;
}

export interface Plan {
  readonly number: number;
  readonly at: number;
  /** Serial of the state that it was made over. */
  readonly serial: number;
  readonly changes: readonly Change[];
  readonly drift: readonly Drift[];
  readonly prior: readonly Stored[];
  /** The configuration that it was made of. */
  readonly configuration: Configuration;
  readonly mode: PlanMode;
  /** Whether it was applied, wholly or until it failed. */
  applied: boolean;
}

/** A listing, or what a data source shows: the keys and users that were there at the moment. */
export interface Listing {
  readonly at: number;
  readonly keys: readonly RealKey[];
  readonly users: readonly RealUser[];
}

export interface World {
  readonly users: Map<string, RealUser>;
  readonly keys: Map<string, RealKey>;
  readonly configuration: Configuration;
  state: State;
  backup?: State;
  plan?: Plan;
  listing?: Listing;
  shown?: Listing;
  /** What became of the keys that plans would make: by name of the future. */
  readonly made: Map<string, string>;
  /** Milliseconds since 1970. */
  now: number;
  count: number;
}

/** `refresh`: -refresh-only, `destroy`: -destroy, `target`: -target of one block. */
export type PlanMode = "normal" | "refresh" | "destroy" | "target";

/** One thing that happens. What can't happen in a world as it is, is passed over: so events can be left out. */
export type Event =
  | { readonly kind: "user"; readonly service: Service; readonly managed: boolean }
  | {
      readonly kind: "declare";
      readonly service: Service;
      readonly user: number;
      readonly pair: string;
      readonly createBeforeDestroy: boolean;
      readonly ignoreChanges: boolean;
      readonly count: boolean;
      readonly generated: boolean;
    }
  | { readonly kind: "rotate"; readonly block: number; readonly pair: string; readonly createBeforeDestroy: boolean }
  | { readonly kind: "rename"; readonly block: number; readonly moved: boolean }
  | { readonly kind: "count" | "drop" | "forget" | "disable" | "taint"; readonly block: number }
  | { readonly kind: "import" | "deleteByHand" | "stateByHand"; readonly key: number }
  | { readonly kind: "makeByHand"; readonly service: Service; readonly user: number; readonly pair: string }
  | { readonly kind: "userState"; readonly user: number }
  | { readonly kind: "plan"; readonly mode?: PlanMode; readonly block?: number }
  | { readonly kind: "list" | "show" }
  /** `failAt`: at the how manieth step the service fails. */
  | { readonly kind: "apply"; readonly saved: boolean; readonly failAt?: number }
  | { readonly kind: "wait"; readonly days: number };
