import { SourceError } from "../../errors.ts";
import { type DecodedText, decodeDocument } from "./decode.ts";
import { parseJson } from "./json.ts";
import {
  type Detection,
  emptyStateMembers,
  newFormat,
  other,
  otherJson,
  planMembers,
  refusals,
  unrecognised,
} from "./refusals.ts";
import { select } from "./select.ts";
import type { Shape } from "./shape.ts";

type Mark = "member" | "format" | "version" | "keylint" | "resource";

const anyMember: Shape<Mark> = { take: { when: "mark", name: "member" } };

/** The members of the outermost object, and whether a version 3 state holds any resource. */
const topLevel: Shape<Mark> = {
  members: {
    format_version: { take: { when: "whole", name: "format" } },
    version: { take: { when: "whole", name: "version" } },
    keylint: { take: { when: "whole", name: "keylint" } },
    modules: { items: { members: { resources: { others: { take: { when: "mark", name: "resource" } } } } } },
  },
  others: anyMember,
};

/** What has been seen of the outermost object so far. */
interface Seen {
  readonly members: Set<string>;
  format?: unknown;
  version?: unknown;
  /** What kind of file of keylint's own it is. */
  keylint?: unknown;
  hasModuleResource: boolean;
  /** Whether that was all of it. */
  whole: boolean;
}

/** Tells what a file is. Reads as little of it as is needed. */
export async function detect(bytes: AsyncIterable<Uint8Array>): Promise<Detection> {
  const text = await decodeDocument(bytes);
  try {
    return await detectText(text);
  } finally {
    await text.close();
  }
}

async function detectText({ chunks, head, wrapped }: DecodedText): Promise<Detection> {
  if (head.length === 0) return other("is empty. If a command wrote it, that command failed: run it again and see why");
  const text = head.toString("utf8");
  if (text.startsWith("PK\u0003\u0004"))
    return head.toString("latin1", 30, 36) === "tfplan" ? refusals.binaryPlan : unrecognised;
  const start = wrapped ? text.slice(text.indexOf("\n")) : text;
  if (/^\s*\{/.test(start)) return detectJson(chunks, wrapped);
  if (/^\s*\[\s*\{\s*"@level"/.test(start)) return refusals.logStream;
  if (/^\{"format_version":"/m.test(start)) return refusals.noise;
  return isPlanText(text) ? refusals.planText : unrecognised;
}

async function detectJson(chunks: AsyncIterable<Uint8Array>, wrapped: boolean): Promise<Detection> {
  const seen: Seen = { members: new Set(), hasModuleResource: false, whole: false };
  try {
    for await (const { name, path, text } of select(chunks, topLevel, new Set(), true)) {
      seen.members.add(path[0] ?? "");
      if (name === "format") seen.format = parseJson(text);
      if (name === "version") seen.version = parseJson(text);
      if (name === "keylint") seen.keylint = parseJson(text);
      if (name === "resource") seen.hasModuleResource = true;
      const decision = decide(seen, wrapped);
      if (decision !== undefined) return decision;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const isTerraforms = seen.members.has("format_version") || seen.members.has("terraform_version");
    return isTerraforms ? refusals.broken(error.message) : other(`${error.message}, so it can't be told what it is`);
  }
  seen.whole = true;
  return decide(seen, wrapped) ?? otherJson;
}

/** Decides once what has been seen suffices. */
function decide(
  { members, format, version, keylint, hasModuleResource, whole }: Seen,
  wrapped: boolean,
): Detection | undefined {
  const has = (...names: string[]): boolean => names.some((name) => members.has(name));
  if (keylint === "inventory") return { kind: "inventory" };
  if (has("@level")) return refusals.logStream;
  if (has("encrypted_data", "encryption_version")) return refusals.encrypted;
  if (has("plan_format_version")) return refusals.redactedPlan;
  if (has(...planMembers) && (has("format_version") || whole))
    return majorOf(format) > 1 ? newFormat("plan", format) : { kind: "plan", wrapped };
  if (has("format_version") && (has("values") || (whole && isSubset(members, emptyStateMembers))))
    return majorOf(format) > 1 ? newFormat("state", format) : { kind: "state", wrapped };
  if (typeof version !== "number" || !has("terraform_version", "serial", "lineage", "resources", "modules")) return;
  if (version === 4) return { kind: "raw-state-4", wrapped };
  if (version === 3) {
    if (!whole) return;
    return has("backend") && !hasModuleResource ? refusals.backendPointer : { kind: "raw-state-3", wrapped };
  }
  if (!has("terraform_version", "serial", "lineage")) return;
  return version > 4 ? newFormat("state", version) : refusals.oldState;
}

function majorOf(format: unknown): number {
  return Number.parseInt(typeof format === "string" ? format : "1", 10);
}

function isSubset(members: ReadonlySet<string>, of: readonly string[]): boolean {
  return [...members].every((member) => of.includes(member));
}

/** How `terraform plan`, `apply` and `show` begin for people; colours are looked through. */
function isPlanText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- terminal colours start with the control character ESC
  const plain = text.replaceAll(/\u001b\[[\d;]*m/g, "").trimStart();
  return /^(?:[^\n]+: (?:Refreshing state\.\.\.|Reading\.\.\.|Read complete)|(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following|detected the following|planned the following)|No changes\. (?:Your infrastructure|Infrastructure is up-to-date|Objects have changed)|Changes to Outputs:|An execution plan has been generated|Note: Objects have changed outside of|Acquiring state lock)/.test(
    plain,
  );
}
