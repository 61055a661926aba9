import type { Reporter } from "./reporter.ts";

/** Every report format; a reporter is loaded when it is asked for. */
export const reporters = {
  text: async (): Promise<Reporter> => (await import("./text/text.ts")).text,
  sarif: async (): Promise<Reporter> => (await import("./sarif/sarif.ts")).sarif,
  "sarif-full": async (): Promise<Reporter> => (await import("./sarif/sarif.ts")).sarifFull,
  html: async (): Promise<Reporter> => (await import("./html/html.ts")).html,
} as const;

export type ReportFormat = keyof typeof reporters;

/** Tells a report format from any other word. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reporters, name);
}
