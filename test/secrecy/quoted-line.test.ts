import { expect, test } from "vitest";
import { quotedLine } from "../../src/secrecy/quoted-line.ts";

const line = "  - pasword: hunter2";

test("a line of policy is quoted whole, up to the end of a field that is not known, or not at all where a secret may stand", () => {
  expect(quotedLine(line, 11, {})).toBe(line);
  expect(quotedLine(line, 11, { cut: true })).toBe("  - pasword");
  expect(quotedLine(line, 11, { secret: true, cut: true })).toBeUndefined();
});
