import type { System } from "../../../src/systems/system.ts";
import { apiKey } from "./api-key.ts";
import { toyKeyType } from "./key-type.ts";
import { user } from "./user.ts";

/** The smallest system that there can be: keys and users, read from Terraform. No service has this name. */
export const toy: System = {
  id: "toy",
  title: "Toybox",
  keyTypes: [toyKeyType],
  terraformTypes: [apiKey, user],
};
