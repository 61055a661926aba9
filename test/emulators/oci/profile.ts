import type { LiveEnvironment } from "../../../src/http/environment.ts";
import { makeKeyPair, publicKeyOf } from "./tenancy.ts";

/** Somebody who may call an emulator: the public key for its side, the configuration file and the key file for the caller's. */
export function makeCaller(
  tenancy: string,
  bits?: number,
): {
  readonly callers: ReadonlyMap<string, string>;
  readonly keyId: string;
  readonly privateKey: string;
  /** Reads `~/.oci/config`, whose DEFAULT profile is the caller's, and the key that it names. */
  readonly readFile: LiveEnvironment["readFile"];
} {
  const { publicKey, privateKey } = makeKeyPair(bits);
  const { fingerprint } = publicKeyOf(publicKey);
  const user = "ocid1.user.oc1..aaaaaaaascanner";
  const files = new Map([
    [
      "/home/nobody/.oci/config",
      `[DEFAULT]\nuser=${user}\nfingerprint=${fingerprint}\ntenancy=${tenancy}\nregion=us-phoenix-1\nkey_file=~/.oci/key.pem\n`,
    ],
    ["/home/nobody/.oci/key.pem", privateKey],
  ]);
  return {
    callers: new Map([[`${tenancy}/${user}/${fingerprint}`, publicKey]]),
    keyId: `${tenancy}/${user}/${fingerprint}`,
    privateKey,
    readFile: async (path) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return text;
    },
  };
}
