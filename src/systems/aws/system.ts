import type { System } from "../system.ts";
import { accessKeyTypes } from "./access-key.ts";
import { accessKeyType } from "./key-type.ts";
import { userTypes } from "./user.ts";

/** Amazon Web Services: access keys of IAM users, read from Terraform. */
export const aws: System = {
  id: "aws",
  title: "AWS",
  keyTypes: [accessKeyType],
  terraformTypes: [...accessKeyTypes, ...userTypes],
  providers: [
    {
      names: ["aws"],
      keyType: accessKeyType.id,
      // Emulators take any words in place of a secret: a real one has 40 characters.
      secretArguments: { secret_key: /^\s*[A-Za-z0-9/+=]{40}\s*$/, token: /\S{40}/ },
      read: () => ({ owner: { kind: "user", id: undefined, name: undefined } }),
    },
  ],
};
