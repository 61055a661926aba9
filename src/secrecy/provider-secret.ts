import { isPrivateKey } from "../keys/private-key.ts";

/** Whether a text in an argument of a provider is a secret; `private-key`: all else there is a path. */
export function isProviderSecret(text: string, form: RegExp | "private-key"): boolean {
  return form === "private-key" ? isPrivateKey(text) : form.test(text);
}
