/** Runs the built program as a user would. */
export function smoke(node: string, program: string): readonly { readonly name: string; readonly passed: boolean }[];
