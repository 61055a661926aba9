/** The one part of node-forge that keylint loads: all of it costs three times as much at start-up. */
declare module "node-forge/lib/asn1.js" {
  import type forge from "node-forge";
  interface ReadOptions {
    readonly strict: boolean;
    readonly parseAllBytes: boolean;
    readonly decodeBitStrings: boolean;
  }
  const asn1: Omit<typeof forge.asn1, "fromDer"> & {
    fromDer(bytes: forge.util.ByteStringBuffer, options: ReadOptions): forge.asn1.Asn1;
  };
  export default asn1;
}

declare module "node-forge/lib/util.js" {
  import type forge from "node-forge";
  const util: typeof forge.util;
  export default util;
}
