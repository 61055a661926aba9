// Loaded into a child process before keylint: Oracle's package makes the auth service's address from the region alone, and is told the emulated one here.
import { createRequire } from "node:module";

const { InstancePrincipalsAuthenticationDetailsProviderBuilder: Builder } = createRequire(import.meta.url)(
  "oci-common",
);
const shared = Object.getPrototypeOf(Builder.prototype);
const detect = shared.autoDetectEndpointUsingMetadataUrl;
shared.autoDetectEndpointUsingMetadataUrl = async function () {
  await detect.call(this);
  this._federationEndpoint = process.env.TEST_AUTH_SERVICE;
};
