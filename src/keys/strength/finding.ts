/** `suspected`: what was found is no accident, but did not lead to the factors by this method. */
export type Finding = "factored" | "suspected" | "none";
