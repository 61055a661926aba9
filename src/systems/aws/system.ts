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
};
