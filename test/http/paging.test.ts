import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpClient } from "../../src/http/client.ts";
import { HttpError } from "../../src/http/http-error.ts";
import { type Pages, scimPages, singlePage, skipPages, tokenPages } from "../../src/http/paging.ts";
import { testEnvironment } from "./environment.ts";
import { listen } from "./server.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function serve(reply: (query: URLSearchParams, response: ServerResponse, request: IncomingMessage) => unknown) {
  const server = await listen((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    response.end(JSON.stringify(reply(searchParams, response, request)));
  });
  const client = createHttpClient({
    sign: () => ({}),
    allowed: () => true,
    errorOf: () => ({}),
    environment: testEnvironment(),
  });
  cleanups.push(() => client.close(), server.close);
  return { client, url: new URL(`${server.url}/list?filter=a%20b`) };
}

async function collect(pages: Pages): Promise<{ items: unknown[]; kind: string | undefined }> {
  const items: unknown[] = [];
  try {
    for await (const page of pages) items.push(...page);
  } catch (error) {
    if (error instanceof HttpError) return { items, kind: error.kind };
    throw error;
  }
  return { items, kind: undefined };
}

describe("pages by token", () => {
  const paging = { replyHeader: "next-page", queryParameter: "page" };
  const run = async (pages: Record<string, { body: unknown; next?: string }>) => {
    const { client, url } = await serve((query, response) => {
      const page = pages[query.get("page") ?? "first"];
      if (page?.next !== undefined) response.setHeader("next-page", page.next);
      expect(query.get("filter")).toBe("a b");
      return page?.body;
    });
    return collect(tokenPages(client, url, paging));
  };

  test("are followed through short and empty pages", async () => {
    const pages = { first: { body: [1, 2], next: "t+/=" }, "t+/=": { body: [], next: "u" }, u: { body: [3] } };
    expect(await run(pages)).toEqual({ items: [1, 2, 3], kind: undefined });
  });

  test("that point back are a loop; what came before is kept", async () => {
    const pages = { first: { body: [1], next: "t" }, t: { body: [2], next: "u" }, u: { body: [], next: "t" } };
    expect(await run(pages)).toEqual({ items: [1, 2], kind: "page-loop" });
  });

  test("that come again under another token are a loop", async () => {
    const pages = { first: { body: [1], next: "t" }, t: { body: [1], next: "u" }, u: { body: [2] } };
    expect(await run(pages)).toEqual({ items: [1], kind: "page-loop" });
  });

  test("that are empty a hundred times in a row are a loop, whatever their tokens", async () => {
    let token = 0;
    const { client, url } = await serve((_query, response) => {
      response.setHeader("next-page", String(token++));
      return [];
    });
    expect(await collect(tokenPages(client, url, paging))).toEqual({ items: [], kind: "page-loop" });
    expect(token).toBe(101);
  });

  test("where there should be one only are incomplete, and the first is kept", async () => {
    const { client, url } = await serve((_query, response) => {
      response.setHeader("next-page", "t");
      return [1];
    });
    expect(await collect(singlePage(client, url, paging))).toEqual({ items: [1], kind: "incomplete" });
  });

  test("must be lists", async () => {
    expect(await run({ first: { body: { items: [] } } })).toEqual({ items: [], kind: "malformed" });
  });
});

describe("SCIM pages", () => {
  const all = Array.from({ length: 7 }, (_, index) => ({ id: `k${index}` }));
  const server = (perPage: number) => (query: URLSearchParams) => {
    const start = Number(query.get("startIndex"));
    return {
      totalResults: all.length,
      Resources: all.slice(start - 1, start - 1 + perPage),
      startIndex: start,
      itemsPerPage: perPage,
    };
  };
  const run = async (reply: (query: URLSearchParams) => unknown) => {
    const { client, url } = await serve(reply);
    return collect(scimPages(client, url, 1000));
  };

  test.each([1, 2, 3, 7, 50])("of %i are all read, though more were asked for", async (perPage) => {
    expect(await run(server(perPage))).toEqual({ items: all, kind: undefined });
  });

  test("need no Resources when there are none", async () => {
    expect(await run(() => ({ totalResults: 0, startIndex: 1, itemsPerPage: 0 }))).toEqual({
      items: [],
      kind: undefined,
    });
  });

  test("of no items per page end", async () => {
    const { kind } = await run(() => ({ totalResults: 7, Resources: [], itemsPerPage: 0, startIndex: 1 }));
    expect(kind).toBe("page-loop");
  });

  test("that ignore startIndex are a loop", async () => {
    const fixed = new URLSearchParams({ startIndex: "1" });
    expect(await run(() => server(3)(fixed))).toEqual({ items: all.slice(0, 3), kind: "page-loop" });
  });

  test("that hold less than they say are incomplete", async () => {
    const hiding = (query: URLSearchParams) => {
      const page = server(3)(query);
      return { ...page, Resources: page.Resources.filter(({ id }) => id !== "k4") };
    };
    expect(await run(hiding)).toEqual({ items: all.filter(({ id }) => id !== "k4"), kind: "incomplete" });
  });

  test.each([{}, { totalResults: "7" }, { totalResults: 7, itemsPerPage: 3 }, [], null])(
    "of the shape %j are malformed",
    async (body) => {
      expect(await run(() => body)).toEqual({ items: [], kind: "malformed" });
    },
  );
});

describe("OData pages", () => {
  const all = Array.from({ length: 5 }, (_, index) => ({ Moid: `m${index}` }));
  const run = async (reply: (query: URLSearchParams) => unknown) => {
    const { client, url } = await serve(reply);
    return collect(skipPages(client, url, 100));
  };

  test("are read to the count, though the server gives fewer at a time", async () => {
    const reply = (query: URLSearchParams) => {
      const skip = Number(query.get("$skip"));
      return { Count: 5, Results: all.slice(skip, skip + 2) };
    };
    expect(await run(reply)).toEqual({ items: all, kind: undefined });
  });

  test("may be null when there are none", async () => {
    expect(await run(() => ({ Count: 0, Results: null }))).toEqual({ items: [], kind: undefined });
  });

  test("that ignore $skip are a loop, that stop early are incomplete", async () => {
    expect((await run(() => ({ Count: 5, Results: all.slice(0, 2) }))).kind).toBe("page-loop");
    const stopping = (query: URLSearchParams) => ({
      Count: 5,
      Results: query.get("$skip") === "0" ? all.slice(0, 2) : [],
    });
    expect(await run(stopping)).toEqual({ items: all.slice(0, 2), kind: "incomplete" });
  });
});

describe("pages by position, while items come and go", () => {
  const before = Array.from({ length: 9 }, (_, index) => `k${index}`);
  const kinds = {
    SCIM: {
      pages: scimPages,
      reply: (items: readonly string[], query: URLSearchParams) => {
        const start = Number(query.get("startIndex")) - 1;
        const page = items.slice(start, start + 4).map((id) => ({ id }));
        return { totalResults: items.length, Resources: page, startIndex: start + 1, itemsPerPage: 4 };
      },
      named: (id: string) => ({ id }),
    },
    OData: {
      pages: skipPages,
      reply: (items: readonly string[], query: URLSearchParams) => {
        const skip = Number(query.get("$skip"));
        return { Count: items.length, Results: items.slice(skip, skip + 4).map((Moid) => ({ Moid })) };
      },
      named: (Moid: string) => ({ Moid }),
    },
  };
  /** `change` is asked before each call, with the number of the calls before it, for what there is from then on. */
  const run = async (kind: keyof typeof kinds, change: (items: string[], calls: number) => string[]) => {
    const { pages, reply, named } = kinds[kind];
    let items = before;
    let calls = 0;
    const { client, url } = await serve((query) => {
      items = change(items, calls++);
      return reply(items, query);
    });
    const listed = await collect(pages(client, url, 4));
    const lost = items.filter((id) => !listed.items.some((item) => JSON.stringify(item) === JSON.stringify(named(id))));
    return { lost, kind: listed.kind };
  };

  test.each(["SCIM", "OData"] as const)("%s: a deleted one makes none of the others lost", async (kind) => {
    expect(await run(kind, (items, calls) => (calls === 1 ? items.slice(1) : items))).toEqual({
      lost: [],
      kind: undefined,
    });
  });

  test.each(["SCIM", "OData"] as const)("%s: a new one may be missed, and nothing else", async (kind) => {
    expect(await run(kind, (items, calls) => (calls === 1 ? ["new", ...items] : items))).toEqual({
      lost: ["new"],
      kind: undefined,
    });
  });

  test.each(["SCIM", "OData"] as const)("%s: a listing that never stays is incomplete", async (kind) => {
    const shrinking = (items: string[], calls: number) => (calls % 2 === 1 ? items.slice(1) : items);
    expect((await run(kind, shrinking)).kind).toBe("incomplete");
  });
});
