import type { Shape } from "./shape.ts";
import { stateModule } from "./state.ts";

/** The parts of a plan that are read. */
export type PlanPart =
  | "errored"
  | "complete"
  | "time"
  | "deferral"
  | "changes"
  | "change"
  | "drift"
  | "prior"
  | "planned"
  | "configuration"
  | "provider"
  | "variable";

const change: Shape<PlanPart> = { take: { when: "typed", name: "change" } };
const whole: Shape<PlanPart> = { take: { when: "whole", name: "configuration" } };

const configurationModule: Shape<PlanPart> = {
  members: {
    resources: { items: { take: { when: "typed", name: "configuration" } } },
    outputs: { others: whole },
    module_calls: {
      others: {
        members: {
          expressions: whole,
          get module() {
            return configurationModule;
          },
        },
      },
    },
  },
};

/** Where these parts stand (JSON output format, "Plan representation"). */
export const planShape: Shape<PlanPart> = {
  members: {
    errored: { take: { when: "whole", name: "errored" } },
    complete: { take: { when: "whole", name: "complete" } },
    timestamp: { take: { when: "whole", name: "time" } },
    deferred_changes: {
      items: { members: { reason: { take: { when: "mark", name: "deferral" } }, resource_change: change } },
    },
    resource_changes: { items: change, mark: "changes" },
    resource_drift: { items: { take: { when: "typed", name: "drift" } } },
    prior_state: { members: { values: { members: { root_module: stateModule("prior") } } } },
    planned_values: { members: { root_module: stateModule("planned") } },
    configuration: {
      members: {
        provider_config: { others: { take: { when: "whole", name: "provider" } } },
        root_module: {
          members: {
            ...configurationModule.members,
            variables: { others: { take: { when: "whole", name: "variable" } } },
          },
        },
      },
    },
  },
};
