import { isGap, isKey, type Subject } from "../../model/gap.ts";
import type { Location, Region } from "../../model/location.ts";
import type { Run } from "../../model/run.ts";
import { isConfiguration, mayBeQuoted, redaction } from "../../secrecy/snippet.ts";
import { keyName } from "../key-name.ts";
import { type AnyResult, hasSubject } from "../reported.ts";
import type { ReporterOptions } from "../reporter.ts";
import { artifactUri, virtualUri } from "./artifact-uri.ts";
import { messageText } from "./message.ts";
import { type ArtifactText, artifactTexts } from "./artifact-text.ts";

/** Folder that file paths are relative to; where it lies differs from machine to machine and is not told. */
export const sourceRoot = "%SRCROOT%";

/** The places of one report: it remembers the files that it named. */
export interface Locations {
  /** A place without the text around it, for notifications and links. */
  plain(location: Location, more?: { readonly id?: number; readonly message?: string }): object;
  /** The one place of a result: with its artifact, its text where that is safe to show, and what it is called. */
  primary(result: AnyResult): object;
  /**
   * What GitHub recognizes an alert by, besides rule and path: the hash that it computes itself for a line of a file at hand. Where
   * that can't tell places apart (no file, a document in one line) it comes from the result's own fingerprint.
   */
  lineHash(result: AnyResult): string;
  /** The files named so far (SARIF 2.1.0, 3.14.15). */
  artifacts(): readonly object[];
  /** Whether any text was left out of a snippet. */
  redacted(): boolean;
}

/** A line hash covers the first 100 characters of its line: a place further to the right is not told apart by it. */
const hashedColumns = 100;

/** Makes the places of a run's report. */
export function locations(run: Run, options: ReporterOptions): Locations {
  const top = options.checkout?.path ?? run.root;
  const textOf = artifactTexts(options.readText);
  const artifacts: object[] = [];
  const indices = new Map<string, number>();
  let redacted = false;

  const artifactLocation = ({ uri, virtual }: Location) => {
    const path = virtual === true ? virtualUri(uri) : artifactUri(uri, run.root, top);
    return path.startsWith("..") ? { uri: path } : { uri: path, uriBaseId: sourceRoot };
  };

  const artifactIndex = (location: Location, isHashed: boolean) => {
    const named = indices.get(location.uri);
    if (named !== undefined) return named;
    const sha256 = isHashed ? textOf(location.uri)?.sha256 : undefined;
    indices.set(location.uri, artifacts.length);
    return (
      artifacts.push({
        location: artifactLocation(location),
        roles: ["analysisTarget"],
        hashes: sha256 === undefined ? undefined : { "sha-256": sha256 },
      }) - 1
    );
  };

  const shown = (snippet: string | undefined) => {
    if (snippet === undefined) return undefined;
    redacted ||= snippet.includes(redaction);
    return { text: snippet };
  };

  const secretPlaces = run.providerSecrets.flatMap(({ location: at, alsoAt }) => [at].concat(alsoAt));
  const holdsNoSecret = (uri: string, region: Region): boolean =>
    !secretPlaces.some((place) => place.uri === uri && place.region !== undefined && overlap(place.region, region));

  const quotable = (result: AnyResult): ArtifactText | undefined =>
    hasSubject(result) && mayBeQuoted(result.location, result.subject) ? textOf(result.location.uri) : undefined;

  return {
    plain: (location, { id, message } = {}) => ({
      id,
      message: message === undefined ? undefined : { text: message },
      physicalLocation: { artifactLocation: artifactLocation(location), region: location.region ?? wholeFile },
    }),
    primary(result) {
      const { location } = result;
      const region = location.region ?? wholeFile;
      const source = location.region === undefined ? undefined : quotable(result);
      const around = source?.context(region);
      const context = around !== undefined && holdsNoSecret(location.uri, around.region) ? around : undefined;
      const snippet = holdsNoSecret(location.uri, region) ? source?.snippet(region) : undefined;
      const index = location.virtual === true ? undefined : artifactIndex(location, !isOfProvider(result));
      return {
        physicalLocation: {
          artifactLocation: { ...artifactLocation(location), index },
          region: { ...region, snippet: shown(snippet) },
          contextRegion: context === undefined ? undefined : { ...context.region, snippet: shown(context.snippet) },
        },
        logicalLocations: hasSubject(result) ? [logicalLocation(result.subject)] : undefined,
      };
    },
    lineHash(result) {
      const { location, fingerprint } = result;
      const { region, virtual, uri } = location;
      const own = `${fingerprint.slice(0, 16)}:1`;
      if (isOfProvider(result) || region === undefined || virtual === true || region.startColumn > hashedColumns)
        return own;
      const source = textOf(uri);
      const minified = source?.lineCount === 1 && !isConfiguration(location);
      return minified ? own : (source?.lineHash(region.startLine) ?? own);
    },
    artifacts: () => artifacts,
    redacted: () => redacted,
  };
}

function overlap(a: Region, b: Region): boolean {
  return a.startLine <= b.endLine && b.startLine <= a.endLine;
}

/** The whole line, or file, may be the secret: no hash of it is told. */
function isOfProvider(result: AnyResult): boolean {
  return hasSubject(result) && !isGap(result.subject) && !isKey(result.subject);
}

/** GitHub asks for all four numbers. */
const wholeFile: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function logicalLocation(subject: Subject): object {
  const whole = keyName(subject);
  const last = isKey(subject) ? (subject.terraform?.name ?? subject.live?.path.at(-1)) : undefined;
  return { name: messageText(last ?? whole), fullyQualifiedName: whole, kind: "resource" };
}
