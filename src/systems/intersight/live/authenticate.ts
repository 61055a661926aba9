import { SourceError } from "../../../errors.ts";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { member, nonEmptyTextOf } from "../../../http/json.ts";
import type { IntersightAccess } from "./config.ts";
import { signIntersightCall } from "./sign.ts";

/** Makes the client that signs the calls to one account, and sends its credentials nowhere else. */
export function intersightClient(access: IntersightAccess, environment: LiveEnvironment): HttpClient {
  const { endpoint, credentials, ca } = access;
  const common: Omit<HttpClientOptions, "sign"> = {
    allowed: (url) => url.origin === endpoint.origin,
    errorOf: (body, headers) => ({
      code: nonEmptyTextOf(member(body, "code")),
      requestId: nonEmptyTextOf(member(body, "traceId")) ?? nonEmptyTextOf(headers["x-starship-traceid"]),
    }),
    environment,
    ...(ca === undefined ? {} : { ca }),
  };
  if (credentials.kind === "key") {
    return createHttpClient({
      ...common,
      sign: (request) => signIntersightCall(request, credentials.key, environment.clock()),
    });
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
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64");
  const token = { text: Promise.resolve(""), expires: Number.NEGATIVE_INFINITY };
  const request = async (): Promise<string> => {
    const reply = await client.postForm(url, { grant_type: "client_credentials" }, { authorization: `Basic ${basic}` });
    const text = nonEmptyTextOf(member(reply.json, "access_token"));
    if (text === undefined || !/^[\x21-\x7e]+$/.test(text))
      throw new SourceError(`POST ${url.href}: the reply holds no access_token`);
    const seconds = member(reply.json, "expires_in");
    token.expires = clock() + (typeof seconds === "number" ? seconds - 60 : usualSeconds) * 1000;
    return text;
  };
  return () => {
    if (clock() >= token.expires) {
      token.expires = Number.POSITIVE_INFINITY;
      // Its own call was tried often enough: as another kind of error it is not tried again with each call that waits for it.
      token.text = request().catch((error: unknown) => {
        throw error instanceof SourceError ? new SourceError(error.message) : error;
      });
    }
    return token.text;
  };
}
