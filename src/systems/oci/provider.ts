import { textOf } from "../../terraform/values.ts";
import type { Provider } from "../system.ts";
import { apiKeyType } from "./key-type.ts";

/** The provider `oracle/oci`: with `private_key_path` it reads the key from a file of the machine, which is no argument's text. */
export const provider: Provider = {
  names: ["oci"],
  keyType: apiKeyType.id,
  secretArguments: { private_key: /\S/, private_key_password: /\S/ },
  read: (values) => ({
    account: textOf(values, "tenancy_ocid"),
    owner: { kind: "user", id: textOf(values, "user_ocid"), name: undefined },
  }),
};
