import { member, nonEmptyTextOf } from "../../../http/json.ts";

/** Where a secret, or what belongs to one, is: the configuration itself never holds it. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** An account to list; target.schema.json says what each setting means. */
export type IntersightTarget = Partial<ReturnType<typeof intersightTargetOf>>;

/** Reads the settings of a target, whose form the schema checked. */
export function intersightTargetOf(settings: Readonly<Record<string, unknown>>) {
  const secret = (name: string): SecretReference | undefined => {
    const [env, file] = [nonEmptyTextOf(member(settings[name], "env")), nonEmptyTextOf(member(settings[name], "file"))];
    return env !== undefined ? { env } : file !== undefined ? { file } : undefined;
  };
  return {
    endpoint: nonEmptyTextOf(settings["endpoint"]),
    apiKey: secret("apiKey"),
    secretKey: secret("secretKey"),
    clientId: secret("clientId"),
    clientSecret: secret("clientSecret"),
    caFile: nonEmptyTextOf(settings["caFile"]),
  };
}
