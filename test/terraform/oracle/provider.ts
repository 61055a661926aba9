import { fileURLToPath } from "node:url";
import {
  type handleUnaryCall,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { AttributeSchema, ProviderSchema, TypeSchema } from "./schemas.ts";
import { type Attributes, attributesOf, type DynamicValue, dynamicValue, unknown } from "./values.ts";

/** A provider that plans what it is told: what it would compute is unknown while planning and made up when applied. */
export interface RunningProvider {
  readonly port: number;
  stop(): void;
}

interface TypedRequest {
  readonly type_name: string;
}

/** The system that the provider stands for. */
export interface Reality {
  /** What has become of an object outside of Terraform; null when it was deleted. */
  read(type: string, attributes: Attributes): Attributes | null;
  /** Whether the system lets an object be deleted. */
  letsGo(type: string, attributes: Attributes): boolean;
  /** What becomes of an object that is made or changed; by default what was planned, with made up values. `error`: why that failed. */
  makes?(
    type: string,
    planned: Attributes,
    prior: Attributes | null,
  ): { readonly state: Attributes | null; readonly error?: string };
  /** The object that an import names. */
  finds?(type: string, id: string): Attributes | null;
}

/** Serves one provider on a port of its own. */
export async function startProvider(schema: ProviderSchema, reality: Reality): Promise<RunningProvider> {
  const definition = loadSync(fileURLToPath(new URL("provider.proto", import.meta.url)), { keepCase: true });
  const loaded = loadPackageDefinition(definition) as unknown as { tfplugin6: { Provider: ServiceClientConstructor } };
  const server = new Server();
  const nothing = (): object => ({});
  const answers: Record<string, (request: never) => object> = {
    GetProviderSchema: () => ({
      provider: { version: 0, block: { attributes: [], block_types: [] } },
      resource_schemas: mapValues(schema.resources, schemaMessage),
      data_source_schemas: mapValues(schema.dataSources, schemaMessage),
    }),
    ValidateProviderConfig: nothing,
    ConfigureProvider: nothing,
    ValidateResourceConfig: nothing,
    ValidateDataResourceConfig: nothing,
    UpgradeResourceState: ({ raw_state }: { raw_state: { json: Uint8Array } }) => ({
      upgraded_state: { json: raw_state.json },
    }),
    ReadResource: ({ type_name, current_state }: TypedRequest & { current_state: DynamicValue }) => {
      const attributes = attributesOf(current_state);
      return { new_state: dynamicValue(attributes && reality.read(type_name, attributes)) };
    },
    PlanResourceChange: (request: TypedRequest & Record<"prior_state" | "proposed_new_state", DynamicValue>) =>
      planned(
        typeOf(schema.resources, request),
        attributesOf(request.prior_state),
        attributesOf(request.proposed_new_state),
      ),
    ApplyResourceChange: (request: TypedRequest & Record<"prior_state" | "planned_state", DynamicValue>) => {
      const [prior, planned] = [attributesOf(request.prior_state), attributesOf(request.planned_state)];
      if (prior !== null && planned === null && !reality.letsGo(request.type_name, prior))
        return { new_state: request.prior_state, diagnostics: [{ severity: "ERROR", summary: "It is in use" }] };
      const state = filled(planned, request.type_name);
      const made = state === null ? undefined : reality.makes?.(request.type_name, state, prior);
      if (made === undefined) return { new_state: dynamicValue(state) };
      const diagnostics = made.error === undefined ? [] : [{ severity: "ERROR", summary: made.error }];
      return { new_state: dynamicValue(made.state), diagnostics };
    },
    ImportResourceState: ({ type_name, id }: TypedRequest & { id: string }) => {
      const state = reality.finds?.(type_name, id) ?? null;
      if (state !== null) return { imported_resources: [{ type_name, state: dynamicValue(state) }] };
      return { diagnostics: [{ severity: "ERROR", summary: `There is no ${id}` }] };
    },
    ReadDataSource: (request: TypedRequest & { config: DynamicValue }) => ({
      state: dynamicValue(read(typeOf(schema.dataSources, request), attributesOf(request.config))),
    }),
    StopProvider: nothing,
  };
  const handlers: UntypedServiceImplementation = {};
  for (const [method, answer] of Object.entries(answers)) {
    const handle: handleUnaryCall<never, object> = (call, reply) => {
      try {
        reply(null, answer(call.request));
      } catch (error) {
        reply(error instanceof Error ? error : new Error(String(error)));
      }
    };
    handlers[method] = handle as UntypedHandleCall;
  }
  server.addService(loaded.tfplugin6.Provider.service, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

function typeOf(types: Readonly<Record<string, TypeSchema>>, { type_name }: TypedRequest): TypeSchema {
  return types[type_name] ?? { attributes: {} };
}

function planned(type: TypeSchema, prior: Attributes | null, proposed: Attributes | null): object {
  if (proposed === null) return { planned_state: dynamicValue(null) };
  const state: Attributes = { ...proposed };
  const replaced = Object.entries(type.attributes).filter(
    ([name, { replaces }]) =>
      replaces === true && prior !== null && JSON.stringify(prior[name]) !== JSON.stringify(state[name]),
  );
  if (prior === null || replaced.length > 0) leaveUnknown(state, type.attributes);
  for (const [name, attributes] of Object.entries(type.blocks ?? {}))
    for (const block of (state[name] ?? []) as Attributes[]) leaveUnknown(block, attributes);
  return {
    planned_state: dynamicValue(state),
    requires_replace: replaced.map(([name]) => ({ steps: [{ attribute_name: name }] })),
  };
}

/** What the user did not set and the provider may is known only after apply. */
function leaveUnknown(state: Attributes, attributes: Readonly<Record<string, AttributeSchema>>): void {
  for (const [name, { by }] of Object.entries(attributes)) {
    if (by !== "user" && (state[name] ?? null) === null) state[name] = unknown;
  }
}

function filled(state: Attributes | null, type: string): Attributes | null {
  if (state === null) return null;
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, value === unknown ? madeUp(type, name) : value]),
  );
}

function madeUp(type: string, name: string): unknown {
  return name === "rsa_bits" ? 2048 : name === "key_spec" ? [] : `${type}.${name}`;
}

function read(type: TypeSchema, config: Attributes | null): Attributes {
  const state: Attributes = { ...config };
  for (const [name, { by, type: own }] of Object.entries(type.attributes))
    if (by !== "user" && (state[name] ?? null) === null) state[name] = own === "string" ? `read-${name}` : [];
  return state;
}

function schemaMessage({ attributes, blocks = {} }: TypeSchema): object {
  return {
    version: 0,
    block: {
      attributes: attributeMessages(attributes),
      block_types: Object.entries(blocks).map(([name, inner]) => ({
        type_name: name,
        nesting: "LIST",
        block: { attributes: attributeMessages(inner), block_types: [] },
      })),
    },
  };
}

function attributeMessages(attributes: Readonly<Record<string, AttributeSchema>>): object[] {
  return Object.entries(attributes).map(([name, { type, by }]) => ({
    name,
    type: Buffer.from(JSON.stringify(type)),
    optional: by !== "provider",
    computed: by !== "user",
  }));
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
