/** Where a secret, or what belongs to one, is: the configuration itself never holds it. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** A live Intersight account to list. What is absent comes from `INTERSIGHT_API_KEY`, `INTERSIGHT_SECRET_KEY` and `INTERSIGHT_ENDPOINT_URL`. */
export interface IntersightTarget {
  /** Base URL: `https://intersight.com`, `https://eu-central-1.intersight.com`, or that of an appliance. */
  readonly endpoint?: string;
  /** The id of the API key, `ACCOUNT/USER/KEY`. */
  readonly apiKey?: SecretReference;
  /** Its private key, PEM. */
  readonly secretKey?: SecretReference;
  /** Client id of an app registration, to authenticate by OAuth 2 instead. */
  readonly clientId?: SecretReference;
  readonly clientSecret?: SecretReference;
  /** PEM file of the certificate authority of an appliance. */
  readonly caFile?: string;
}
