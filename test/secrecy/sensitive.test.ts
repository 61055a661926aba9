import { describe, expect, test } from "vitest";
import { isUnknown, unknown } from "../../src/model/unknown.ts";
import { maskReasons, maskSensitive } from "../../src/secrecy/sensitive.ts";

const reference = { address: "key.a", attribute: "id" };

describe("attributes that are marked as sensitive", () => {
  const values = { user: "hunter2", state: "ACTIVE", name: "a" };

  test("are unknown, with that reason, unless they are judged and never shown", () => {
    const shown = maskSensitive(values, new Set(["user", "state", "absent"]), ["state"]);
    expect(JSON.stringify(shown)).not.toContain("hunter2");
    expect(isUnknown(shown["user"]) && shown["user"].reason).toContain("user is marked as sensitive");
    expect({ ...shown, user: "" }).toEqual({ ...values, user: "" });
    expect(Object.keys(shown)).not.toContain("absent");
  });

  test("leave everything as it is where there are none", () => {
    expect(maskSensitive(values, undefined, [])).toBe(values);
  });
});

test("reasons of what comes from a sensitive value are told without their words, at every depth; references stay", () => {
  const shown = maskReasons({ a: [unknown("hunter2", reference), "known"], b: { c: unknown("hunter2") } });
  expect(JSON.stringify(shown)).not.toContain("hunter2");
  expect(shown).toMatchObject({ a: [{ reference }, "known"] });
});
