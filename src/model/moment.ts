/**
 * When what a view shows is, or was, true. `declared`: configuration asks for it. `recorded`: the state held it when it was written. `current`: it was
 * so when the plan refreshed it, or a live system listed it. `planned`: it will be so once the plan is applied.
 */
export type Moment = "declared" | "recorded" | "current" | "planned";
