/** A curve as its object identifier tells it. */
export interface Curve {
  /** `P-256` for the curves of NIST, else the name of the document that defines it. */
  readonly name: string;
  /** Name in OpenSSL, which tests the points; empty for a curve that it does not have. */
  readonly openssl: string;
  /** Bit length of the field. */
  readonly bits: number;
}

const nist: Readonly<Record<string, string>> = {
  prime192v1: "P-192",
  secp224r1: "P-224",
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

/** Names by the last part of the object identifiers of one authority; a field's bits are the first number in a name. */
function family(arc: string, names: Readonly<Record<number, string>>): readonly (readonly [string, Curve])[] {
  return Object.entries(names).map(([last, openssl]) => [
    `${arc}.${last}`,
    { name: nist[openssl] ?? openssl, openssl, bits: Number(/\d{3}/.exec(openssl)?.[0]) },
  ]);
}

const brainpoolBits = [160, 192, 224, 256, 320, 384, 512];

/** Curves by object identifier: X9.62, SEC 2, RFC 5639, WTLS, ANSSI's. */
export const curves: Readonly<Record<string, Curve>> = Object.fromEntries([
  ...family("1.2.840.10045.3.1", {
    1: "prime192v1",
    2: "prime192v2",
    3: "prime192v3",
    4: "prime239v1",
    5: "prime239v2",
    6: "prime239v3",
    7: "prime256v1",
  }),
  ...family("1.2.840.10045.3.0", {
    1: "c2pnb163v1",
    2: "c2pnb163v2",
    3: "c2pnb163v3",
    4: "c2pnb176v1",
    5: "c2tnb191v1",
    6: "c2tnb191v2",
    7: "c2tnb191v3",
    10: "c2pnb208w1",
    11: "c2tnb239v1",
    12: "c2tnb239v2",
    13: "c2tnb239v3",
    16: "c2pnb272w1",
    17: "c2pnb304w1",
    18: "c2tnb359v1",
    19: "c2pnb368w1",
    20: "c2tnb431r1",
  }),
  ...family("1.3.132.0", {
    1: "sect163k1",
    2: "sect163r1",
    3: "sect239k1",
    4: "sect113r1",
    5: "sect113r2",
    6: "secp112r1",
    7: "secp112r2",
    8: "secp160r1",
    9: "secp160k1",
    10: "secp256k1",
    15: "sect163r2",
    16: "sect283k1",
    17: "sect283r1",
    22: "sect131r1",
    23: "sect131r2",
    24: "sect193r1",
    25: "sect193r2",
    26: "sect233k1",
    27: "sect233r1",
    28: "secp128r1",
    29: "secp128r2",
    30: "secp160r2",
    31: "secp192k1",
    32: "secp224k1",
    33: "secp224r1",
    34: "secp384r1",
    35: "secp521r1",
    36: "sect409k1",
    37: "sect409r1",
    38: "sect571k1",
    39: "sect571r1",
  }),
  ...family(
    "1.3.36.3.3.2.8.1.1",
    Object.fromEntries(
      brainpoolBits.flatMap((bits, index) => [
        [2 * index + 1, `brainpoolP${bits}r1`],
        [2 * index + 2, `brainpoolP${bits}t1`],
      ]),
    ),
  ),
  ...Object.entries({
    1: 113,
    3: 163,
    4: 113,
    5: 163,
    6: 112,
    7: 160,
    8: 112,
    9: 160,
    10: 233,
    11: 233,
    12: 224,
  }).map(([last, bits]): readonly [string, Curve] => {
    const name = `wap-wsg-idm-ecid-wtls${last}`;
    return [`2.23.43.1.4.${last}`, { name, openssl: name, bits }];
  }),
  ["1.2.250.1.223.101.256.1", { name: "FRP256v1", openssl: "", bits: 256 }],
]);

/** The object identifier of a curve by its name here. */
export function objectIdentifierOf(name: string): string | undefined {
  return Object.entries(curves).find(([, curve]) => curve.name === name)?.[0];
}
