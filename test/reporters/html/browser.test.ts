import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyPair } from "../../../src/model/credential.ts";
import { unknown } from "../../../src/model/unknown.ts";
import { html } from "../../../src/reporters/html/html.ts";
import { asOf, makeKey, makeResult, makeRule, makeRun, options } from "./run-of.ts";

const executablePath = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

if (executablePath === undefined)
  console.warn(
    "Skipped: no chromium, chromium-browser or google-chrome on PATH, so the HTML report is not opened in a browser.",
  );

function samplePage(): string {
  const old = makeRule("key-age", "medium", { values: { maxAgeDays: 90 } });
  const weak = makeRule("weak-key", "critical");
  const suppression = { kind: "external", justification: "break-glass", location: { uri: "keylint.yaml" } } as const;
  const names = ["alice", "bob", "<b>mallory</b>", "carol", "dave", "erin"];
  const keys = names.map((name, index) =>
    makeKey(
      name,
      40 * index,
      index === 0
        ? { timeExpires: asOf + 86_400_000 }
        : index > 3
          ? { type: "intersight/api-key", credential: keyPair({}), timeExpires: unknown("not told") }
          : {},
    ),
  );
  const results = keys.flatMap((key, index) => [
    makeResult(key, old, index > 2 ? "fail" : "pass", { message: `key is ${40 * index} days old` }),
    ...(index === 1 ? [makeResult(key, weak, "fail", { message: "512 bits", suppression })] : []),
    ...(index === 2 ? [makeResult(key, weak, "fail", { message: "a weak key" })] : []),
    ...(index === 0 ? [makeResult(key, weak, "open", { message: "the key is not known yet" })] : []),
  ]);
  const notifications = [{ level: "error", id: "file-unreadable", message: "b.tf could not be read" }] as const;
  return [
    ...html(
      makeRun(keys, () => results, { complete: false, notifications }),
      options,
    ),
  ].join("");
}

describe.skipIf(executablePath === undefined)("the HTML report in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-html-"));
  const address = pathToFileURL(join(folder, "report.html")).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder, "report.html"), samplePage());
    const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
    const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: [...args, ...quiet] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** Console messages, script errors and requests beside the page itself: there must be none. */
    readonly noise: readonly string[];
  }

  async function open(context: BrowserContextOptions = {}): Promise<Opened> {
    const page = await browser.newPage(context);
    const noise: string[] = [];
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(error.message));
    page.on("request", (request) => noise.push(request.url()));
    await page.goto(address);
    return {
      page,
      noise: new Proxy(noise, {
        get: (target, name) =>
          Reflect.get(
            target.filter((text) => text !== address),
            name,
          ),
      }),
    };
  }

  const shownRows = (page: Page, table = "results-table"): Promise<string[]> =>
    page.locator(`#${table} tbody tr:visible th bdi`).allTextContents();

  test("filters by text, severity, kind, system and suppression, and tells how many are left", async () => {
    const { page, noise } = await open();
    const form = page.locator('form[data-table="results-table"]');
    expect(await shownRows(page)).toHaveLength(6);
    const cases = [
      ["severity", "critical", 3],
      ["kind", "open", 1],
      ["system", "intersight", 2],
      ["suppressed", "yes", 1],
    ] as const;
    for (const [name, value, rows] of cases) {
      await form.locator(`select[name=${name}]`).selectOption(value);
      expect([name, (await shownRows(page)).length]).toEqual([name, rows]);
      expect(await form.locator("output").textContent()).toBe(`${rows} of 6 rows`);
      await form.locator("button[type=reset]").click();
      await expect.poll(async () => (await shownRows(page)).length).toBe(6);
    }
    await form.locator("input").fill("DAYS erin");
    expect(await shownRows(page)).toEqual(["oci_identity_api_key.erin"]);
    expect(noise.length).toBe(0);
    await page.close();
  });

  test("a severity tile opens the results filtered by it", async () => {
    const { page } = await open();
    await page.locator("a.tile.critical").click();
    expect(await shownRows(page)).toEqual(["oci_identity_api_key.<b>mallory</b>"]);
    await page.close();
  });

  test("sorts by a heading with the keyboard, up and down, and says so to screen readers", async () => {
    const { page } = await open();
    const created = page.locator("#keys-table th[data-sort]", { hasText: "Created" });
    await created.locator("button").focus();
    await page.keyboard.press("Enter");
    expect(await created.getAttribute("aria-sort")).toBe("ascending");
    expect((await shownRows(page, "keys-table")).at(0)).toBe("oci_identity_api_key.erin");
    await page.keyboard.press("Enter");
    expect(await created.getAttribute("aria-sort")).toBe("descending");
    expect((await shownRows(page, "keys-table")).at(0)).toBe("oci_identity_api_key.alice");
    await page.close();
  });

  test("what has no number stays last, whichever way a column is sorted", async () => {
    const { page } = await open();
    const expires = page.locator("#keys-table th[data-sort] button", { hasText: "Expires" });
    for (const _ of ["ascending", "descending"]) {
      await expires.click();
      const days = await page.locator("#keys-table tbody tr td:last-child").allTextContents();
      expect(days.slice(0, 1)).toEqual(["2026-11-22"]);
      expect(days.slice(1).every((day) => day === "never" || day === "not known")).toBe(true);
    }
    await page.close();
  });

  test("the first tab stop skips to the results", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    await page.close();
  });

  test("changes between dark and light, starting at what the system prefers", async () => {
    const { page } = await open({ colorScheme: "dark" });
    const paper = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const dark = await paper();
    await page.locator("#theme").click();
    expect(await paper()).not.toBe(dark);
    await page.locator("#theme").click();
    expect(await paper()).toBe(dark);
    await page.close();
  });

  test("without its script every row can be read, and nothing is shown that would not work", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await shownRows(page)).toHaveLength(6);
    expect(await page.locator("form:visible, button:visible").count()).toBe(0);
    await page.close();
  });

  test("on paper there are no controls, no colours of the dark, and nothing is cut off", async () => {
    const { page } = await open({ colorScheme: "dark", viewport: { width: 720, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("form:visible, #theme:visible").count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    // Else Chromium does not repeat the heads of tables on each page.
    expect(await page.evaluate("getComputedStyle(document.querySelector('thead button')).display")).toBe("contents");
    await page.close();
  });

  test.each(["light", "dark"] as const)("axe finds no problem (%s)", async (colorScheme) => {
    const { page, noise } = await open({ colorScheme });
    // Through the debugger, which the page's policy does not bind.
    await page.evaluate(axe.source);
    const problems = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    );
    expect(problems).toEqual([]);
    expect(noise.length).toBe(0);
    await page.close();
  });
});
