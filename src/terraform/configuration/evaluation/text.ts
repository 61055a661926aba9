/** Text in normalization form C, as all text of Terraform is; what is no Unicode text has its signs replaced. */
export function normalized(text: string): string {
  return isAscii(text) ? text : text.replaceAll(/[\ud800-\udfff]/gu, "\ufffd").normalize("NFC");
}

export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** The order of the bytes of UTF-8, which is the order of the code points. */
export function inByteOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
