/** A resource or module address with an instance key, as Terraform writes it: `a.b`, `a.b[0]`, `a.b["x"]`. */
export function withKey(address: string, key: string | number | undefined): string {
  if (key === undefined) return address;
  return typeof key === "number" ? `${address}[${key}]` : `${address}[${quoteKey(key)}]`;
}

/** A child's address below a module's; the root module's is empty. */
export function joinAddress(module: string, address: string): string {
  return module === "" ? address : `${module}.${address}`;
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** An instance key as an HCL string (Terraform, internal/addrs/instance_key.go, toHCLQuotedString). */
function quoteKey(key: string): string {
  const escaped = key
    .replaceAll(/["\\\n\r\t]/g, (character) => escapes[character] ?? character)
    .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)
    .replaceAll(/[^\P{C}]|[^\P{Z} ]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
    });
  return `"${escaped}"`;
}
