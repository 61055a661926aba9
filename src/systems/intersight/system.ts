import { UsageError } from "../../errors.ts";
import type { System } from "../system.ts";
import { apiKeyTypes } from "./api-key.ts";
import { apiKeyType } from "./key-type.ts";

/** Cisco Intersight, in the cloud or on an appliance. */
export const intersight: System = {
  id: "intersight",
  title: "Cisco Intersight",
  keyTypes: [apiKeyType],
  terraformTypes: apiKeyTypes,
  providers: [
    {
      names: ["intersight"],
      keyType: apiKeyType.id,
      secretArguments: { secretkey: "private-key" },
      read: () => ({ owner: { kind: "user", id: undefined, name: undefined } }),
    },
  ],
  live: {
    argument: "NAME",
    meaning: "a target of keylint.yaml; without targets, the account of the INTERSIGHT_* variables",
    unnamedTarget: (name, others) => {
      // The variables may mean another account than the target that was misspelt.
      if (others.length === 0) return {};
      const known = others.map((other) => `intersight:${other}`).join(", ");
      throw new UsageError(`intersight:${name} is no target of keylint.yaml; its targets are ${known}`);
    },
    open: async (name, target, environment) =>
      (await import("./live/list.ts")).intersightSource(name, target, environment),
  },
};
