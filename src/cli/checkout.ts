import type { ReporterOptions } from "../reporters/reporter.ts";

/** Facts on the checkout from the variables that the runner sets (GitHub Docs, "Variables reference"). */
export function checkoutOf(
  environment: Readonly<Record<string, string | undefined>>,
): NonNullable<ReporterOptions["checkout"]> | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: revisionId } = environment;
  const branch = environment["GITHUB_HEAD_REF"] || environment["GITHUB_REF_NAME"];
  const path = environment["GITHUB_WORKSPACE"];
  if (server === undefined || repository === undefined) return undefined;
  return {
    repositoryUri: `${server}/${repository}`,
    ...(revisionId ? { revisionId } : {}),
    ...(branch ? { branch } : {}),
    ...(path ? { path: path.replaceAll("\\", "/") } : {}),
  };
}
