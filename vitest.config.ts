import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The suite starts real processes, sockets and a browser: a slow machine must not turn into a red one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Verdicts must not depend on where the tests run.
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
