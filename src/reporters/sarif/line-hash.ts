const lineFeed = 10;
const carriageReturn = 13;
const tab = 9;
const space = 32;
const endOfFile = 65_535;
const windowLength = 100;
const multiplier = 37;
const half = 2 ** 32;

/**
 * `primaryLocationLineHash` of every line, as GitHub's upload-sarif computes it where the file is at hand (github/codeql-action,
 * src/fingerprints.ts): a polynomial in 64 bits over the first 100 characters from the line's start that are neither blank nor tab
 * (line ends count as one LF, the end of the file as 65535, then zeros), in hex, and which occurrence of that value in the file it is.
 * The hash of line 1 is at index 0.
 */
export function lineHashes(text: string): string[] {
  const { units, starts } = withoutBlanks(text);
  const occurrences = new Map<string, number>();
  return starts.map((start) => {
    const value = hashOf(units, start);
    const occurrence = (occurrences.get(value) ?? 0) + 1;
    occurrences.set(value, occurrence);
    return `${value}:${occurrence}`;
  });
}

function withoutBlanks(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts: number[] = [];
  let length = 0;
  let atStart = true;
  for (let index = 0; index <= text.length; index++) {
    let unit = index === text.length ? endOfFile : text.charCodeAt(index);
    if (unit === space || unit === tab) continue;
    if (unit === lineFeed && index > 0 && text.charCodeAt(index - 1) === carriageReturn) continue;
    if (unit === carriageReturn) unit = lineFeed;
    if (atStart) starts.push(length);
    atStart = unit === lineFeed;
    units[length++] = unit;
  }
  return { units: units.subarray(0, length), starts };
}

/** The 64 bits are kept in two halves: BigInt would take many times as long. */
function hashOf(units: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let index = start; index < start + windowLength; index++) {
    const next = low * multiplier + (units[index] ?? 0);
    low = next % half;
    high = (high * multiplier + Math.floor(next / half)) % half;
  }
  return ((BigInt(high) << 32n) | BigInt(low)).toString(16);
}
