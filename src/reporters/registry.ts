import type { Reporter } from "./reporter.ts";

/** Every report format; a reporter is loaded when it is asked for. */
export const reporters = {
  text: async (): Promise<Reporter> => (await import("./text/text.ts")).text,
  sarif: async (): Promise<Reporter> => (await import("./sarif/sarif.ts")).sarif,
  "sarif-full": async (): Promise<Reporter> => (await import("./sarif/sarif.ts")).sarifFull,
  json: async (): Promise<Reporter> => (await import("./json.ts")).json,
  markdown: async (): Promise<Reporter> => (await import("./markdown/markdown.ts")).markdown,
  junit: async (): Promise<Reporter> => (await import("./junit.ts")).junit,
  gitlab: async (): Promise<Reporter> => (await import("./gitlab.ts")).gitlab,
  csv: async (): Promise<Reporter> => (await import("./csv.ts")).csv,
  html: async (): Promise<Reporter> => (await import("./html/html.ts")).html,
} as const;

export type ReportFormat = keyof typeof reporters;

/** Tells a report format from any other word. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reporters, name);
}
