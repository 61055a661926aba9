// docs/report.png: the HTML report of the demo project, for the README. Takes a Chromium: `node scripts/screenshot.mjs [PATH]`.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { prepare, root } from "./prepare.mjs";

prepare();
const folder = mkdtempSync(join(tmpdir(), "keylint-screenshot-"));
const report = join(folder, "report.html");
const scan = ["scan", "fixtures/projects/demo", "--as-of", "2026-11-01T00:00:00Z", "--report", `html=${report}`];
spawnSync(process.execPath, [join(root, "dist/main.js"), ...scan], { cwd: root, stdio: "inherit" });
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1180, height: 950 }, colorScheme: "light" });
await page.goto(pathToFileURL(report).href);
mkdirSync(join(root, "docs"), { recursive: true });
await page.screenshot({ path: join(root, "docs/report.png") });
await browser.close();
rmSync(folder, { recursive: true });
