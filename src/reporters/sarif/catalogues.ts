/** Titles of the weaknesses that rules on keys point to (MITRE, Common Weakness Enumeration). Others are shown by number. */
const weaknesses: Readonly<Record<number, string>> = {
  250: "Execution with Unnecessary Privileges",
  256: "Plaintext Storage of a Password",
  257: "Storing Passwords in a Recoverable Format",
  262: "Not Using Password Aging",
  263: "Password Aging with Long Expiration",
  269: "Improper Privilege Management",
  284: "Improper Access Control",
  287: "Improper Authentication",
  310: "Cryptographic Issues",
  312: "Cleartext Storage of Sensitive Information",
  320: "Key Management Errors",
  321: "Use of Hard-coded Cryptographic Key",
  323: "Reusing a Nonce, Key Pair in Encryption",
  324: "Use of a Key Past its Expiration Date",
  325: "Missing Cryptographic Step",
  326: "Inadequate Encryption Strength",
  327: "Use of a Broken or Risky Cryptographic Algorithm",
  328: "Use of Weak Hash",
  330: "Use of Insufficiently Random Values",
  331: "Insufficient Entropy",
  334: "Small Space of Random Values",
  335: "Incorrect Usage of Seeds in Pseudo-Random Number Generator (PRNG)",
  338: "Use of Cryptographically Weak Pseudo-Random Number Generator (PRNG)",
  344: "Use of Invariant Value in Dynamically Changing Context",
  345: "Insufficient Verification of Data Authenticity",
  347: "Improper Verification of Cryptographic Signature",
  522: "Insufficiently Protected Credentials",
  613: "Insufficient Session Expiration",
  654: "Reliance on a Single Factor in a Security Decision",
  693: "Protection Mechanism Failure",
  778: "Insufficient Logging",
  798: "Use of Hard-coded Credentials",
  1104: "Use of Unmaintained Third Party Components",
  1240: "Use of a Cryptographic Primitive with a Risky Implementation",
  1391: "Use of Weak Credentials",
  1394: "Use of Default Cryptographic Key",
};

/** `CWE-326: Inadequate Encryption Strength`, or the number alone where the title is not known here. */
export function weaknessTitle(number: number): string {
  const title = weaknesses[number];
  return title === undefined ? `CWE-${number}` : `CWE-${number}: ${title}`;
}

/** A catalogue of controls that rules refer to. */
export interface Catalogue {
  /** Without the version. */
  readonly name: string;
  readonly version?: string;
  readonly organization: string;
  readonly informationUri?: string;
}

const publishers = [
  {
    pattern: /^cis-oci$/,
    name: "CIS Oracle Cloud Infrastructure Foundations Benchmark",
    organization: "Center for Internet Security",
    informationUri: "https://www.cisecurity.org/benchmark/oracle_cloud",
  },
  {
    pattern: /^cis-aws$/,
    name: "CIS Amazon Web Services Foundations Benchmark",
    organization: "Center for Internet Security",
    informationUri: "https://www.cisecurity.org/benchmark/amazon_web_services",
  },
  {
    pattern: /^cis-gcp$/,
    name: "CIS Google Cloud Platform Foundation Benchmark",
    organization: "Center for Internet Security",
    informationUri: "https://www.cisecurity.org/benchmark/google_cloud_computing_platform",
  },
  {
    pattern: /^nist-(?:sp-)?(\d+-\d+[a-z]*)$/,
    name: "NIST SP",
    organization: "National Institute of Standards and Technology",
    informationUri: "https://csrc.nist.gov/publications/sp",
  },
] as const;

/** Reads a catalogue's id as rules write it: `cis-oci-3.1`, `nist-800-53-r5`. One of another publisher keeps its id as its name. */
export function catalogueOf(id: string): Catalogue {
  const [, base = id, version] = /^(.+?)(?:-([rv]?\d+(?:\.\d+)*))?$/.exec(id) ?? [];
  for (const [candidate, edition] of [
    [base, version],
    [id, undefined],
  ] as const) {
    for (const { pattern, name, organization, informationUri } of publishers) {
      const match = pattern.exec(candidate);
      if (match === null) continue;
      const number = match[1] === undefined ? "" : ` ${match[1].toUpperCase()}`;
      const versioned = edition === undefined ? {} : { version: edition };
      return { name: `${name}${number}`, organization, informationUri, ...versioned };
    }
  }
  return { name: base, organization: base, ...(version === undefined ? {} : { version }) };
}
