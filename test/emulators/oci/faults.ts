import type { ServerResponse } from "node:http";
import { spoiled } from "../../kit/faults.ts";

/** Ways in which a service can fail its caller. */
export const faultKinds = [
  "401",
  "403",
  "404",
  "409",
  "429 for ever",
  "429 then fine",
  "500",
  "502",
  "503",
  "504",
  "malformed JSON",
  "truncated body",
  "connection reset",
  "hang",
  "page loop",
  "duplicate page",
  "no items per page",
  "wrong content type",
  "redirect to another host",
  "empty body",
  "wrong shape",
  "slow",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Operations of the emulator, by the name of Oracle's own. */
export const operations = [
  "ListRegionSubscriptions",
  "ListPolicies",
  "ListGroups",
  "ListUserGroupMemberships",
  "ListCompartments",
  "ListDomains",
  "ListUsers",
  "ListApiKeys",
  "SCIM Users",
  "SCIM ApiKeys",
] as const;
export type Operation = (typeof operations)[number];

/** A switch: how one operation fails. */
export interface Fault {
  readonly kind: FaultKind;
  readonly operation: Operation;
  /** Only calls whose URL holds this, or that go to the identity domain of this name. */
  readonly only?: string;
  /** So many calls work before. */
  readonly after?: number;
}

/** A reply as it would be without a fault. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const codes: Readonly<Record<string, string>> = {
  "401": "NotAuthenticated",
  "403": "NotAuthorized",
  "404": "NotAuthorizedOrNotFound",
  "409": "Conflict",
  "429": "TooManyRequests",
  "500": "InternalServerError",
  "502": "BadGateway",
  "503": "ServiceUnavailable",
  "504": "GatewayTimeout",
};

/** The body of an error, in the form of the interface. */
export function errorReply(status: number, code: string, scim: boolean, message = "No."): Reply {
  const extension = "urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error";
  return {
    status,
    headers: {},
    body: scim
      ? {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:Error", extension],
          detail: message,
          status: String(status),
          [extension]: { messageId: `error.${code}` },
        }
      : { code, message },
  };
}

interface Failing {
  readonly reply: Reply;
  readonly response: ServerResponse;
  readonly scim: boolean;
}

/** The ways that are more than a status: each sends its reply itself, or returns the one to send. */
const ways: Partial<Record<FaultKind, (failing: Failing) => Reply | "sent">> = {
  "malformed JSON": sending(spoiled.malformed),
  "truncated body": sending(spoiled.cutOff),
  "connection reset": sending(spoiled.reset),
  hang: sending(spoiled.silent),
  "redirect to another host": sending(spoiled.redirected),
  "empty body": sending(spoiled.empty),
  "wrong content type": sending(spoiled.notJson),
  "wrong shape": ({ reply, scim }) => ({ ...reply, body: scim ? { Resources: "none" } : { items: [] } }),
  "no items per page": ({ reply, scim }) =>
    scim ? { ...reply, body: { ...(reply.body as object), Resources: [], itemsPerPage: 0 } } : reply,
  slow: ({ reply, response }) => {
    setTimeout(() => response.writeHead(200, reply.headers).end(JSON.stringify(reply.body)), 60);
    return "sent";
  },
};

function sending(spoil: (typeof spoiled)[keyof typeof spoiled]): (failing: Failing) => "sent" {
  return ({ reply, response }) => {
    spoil({ response, headers: reply.headers, body: JSON.stringify(reply.body) });
    return "sent";
  };
}

/**
 * Fails in the way that the kind says.
 * @param times how often it has failed so, this time included
 * @returns `sent`, or the reply that is still to be sent
 */
export function fail(kind: FaultKind, times: number, failing: Failing): Reply | "sent" {
  const status = /^\d{3}/.exec(kind)?.[0];
  if (status === undefined) return ways[kind]?.(failing) ?? failing.reply;
  if (kind === "429 then fine" && times > 2) return failing.reply;
  return errorReply(Number(status), codes[status] ?? "", failing.scim);
}
