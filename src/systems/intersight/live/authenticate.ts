import { createHttpClient, type HttpClient, type HttpClientOptions } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { HttpError } from "../../../http/http-error.ts";
import { member, textOf } from "../../../http/json.ts";
import type { IntersightAccess } from "./config.ts";
import { signCall } from "./sign.ts";

/** Makes the client that signs the calls to one account, and sends its credentials nowhere else. */
export function intersightClient(access: IntersightAccess, environment: LiveEnvironment): HttpClient {
  const { endpoint, credentials, ca } = access;
  const common: Omit<HttpClientOptions, "sign"> = {
    allowed: (url) => url.origin === endpoint.origin,
    errorOf: (body, headers) => ({
      code: textOf(member(body, "code")),
      requestId: textOf(member(body, "traceId")) ?? textOf(headers["x-starship-traceid"]),
    }),
    environment,
    ...(ca === undefined ? {} : { ca }),
  };
  if (credentials.kind === "key") {
    return createHttpClient({ ...common, sign: (request) => signCall(request, credentials.key, environment.clock()) });
  }
  // Calls wait for the token while they hold their turn: its own call must not wait for a turn among them.
  const tokens = createHttpClient({ ...common, sign: () => ({}) });
  const token = tokenSource(tokens, new URL("/iam/token", endpoint), credentials, environment);
  const client = createHttpClient({ ...common, sign: async () => ({ authorization: `Bearer ${await token()}` }) });
  return {
    ...client,
    close() {
      tokens.close();
      client.close();
    },
  };
}

/** For a token whose life the reply does not tell. */
const usualSeconds = 300;

/** OAuth 2 client credentials (RFC 6749, 4.4): one token for all calls, renewed a minute before it expires. */
function tokenSource(
  client: HttpClient,
  url: URL,
  { id, secret }: { readonly id: string; readonly secret: string },
  { clock }: LiveEnvironment,
): () => Promise<string> {
  let token: { readonly text: Promise<string>; expires: number } | undefined;
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64");
  const request = async (): Promise<string> => {
    const reply = await client.postForm(url, { grant_type: "client_credentials" }, { authorization: `Basic ${basic}` });
    const text = textOf(member(reply.json, "access_token"));
    if (text === undefined || !/^[\x21-\x7e]+$/.test(text))
      throw new HttpError({ kind: "malformed", call: `POST ${url.href}`, reason: "the reply holds no access_token" });
    const seconds = member(reply.json, "expires_in");
    if (token !== undefined)
      token.expires = clock() + (typeof seconds === "number" ? seconds - 60 : usualSeconds) * 1000;
    return text;
  };
  return () => {
    if (token === undefined || clock() >= token.expires) token = { text: request(), expires: Number.POSITIVE_INFINITY };
    return token.text;
  };
}
