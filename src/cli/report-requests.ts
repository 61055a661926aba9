import { OptionError } from "../options/option-error.ts";
import { isReportFormat, type ReportFormat, reporters } from "../reporters/registry.ts";

/** A report that is asked for: a format, and the file it goes to; without a file it goes to standard output. */
export interface ReportRequest {
  readonly format: ReportFormat;
  readonly file: string | undefined;
}

/**
 * Reads `FORMAT` and `FORMAT=FILE`.
 * @throws {OptionError} that names every format which does not exist; and when two reports would share standard output or a file
 */
export function reportRequests(given: readonly string[]): readonly ReportRequest[] {
  const split = given.map((request) => {
    const [format = "", ...file] = request.split("=");
    return { format, file: file.length === 0 ? undefined : file.join("=") };
  });
  const places = split.map(({ file }) => file ?? "standard output");
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined)
    throw new OptionError((name) => `${name("reports")}: two reports go to ${twice}; give each its own FORMAT=FILE`);
  const wrong = split.map(({ format }) => format).filter((format) => !isReportFormat(format));
  if (wrong.length > 0) {
    const formats = Object.keys(reporters).join(", ");
    throw new OptionError((name) => `${name("reports")} ${wrong.join(", ")}: give one of ${formats}`);
  }
  return split.flatMap(({ format, file }) => (isReportFormat(format) ? [{ format, file }] : []));
}
