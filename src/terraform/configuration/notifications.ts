import type { Notification } from "../../model/notification.ts";
import type { EvaluationProblem } from "./evaluation/scope.ts";
import type { ModuleSource } from "./modules/module-source.ts";
import { wantedProviders } from "./modules/providers.ts";
import type { ConfigurationOptions } from "./options.ts";
import type { Project } from "./project.ts";
import type { Block } from "./syntax/body.ts";
import type { SyntaxErrorPlace } from "./syntax/gate.ts";
import { strayComments } from "./syntax/keylint-comments.ts";
import { regionOf, type SourceText } from "./syntax/source-text.ts";

/** A file that Terraform would refuse, told at its first error. */
export function invalidFile(source: SourceText, places: readonly SyntaxErrorPlace[], from: string): Notification {
  const regions = places.map((place) => regionOf(source, place));
  const errors = places.map(({ message }, at) => {
    const region = regions[at];
    return `${region?.startLine}:${region?.startColumn}: ${message.replace(/\.$/, "")}`;
  });
  const [region] = regions;
  return {
    level: "error",
    id: "configuration-invalid",
    message: `${source.uri}:${errors.join("; ")}; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again`,
    source: from,
    location: region === undefined ? { uri: source.uri } : { uri: source.uri, region },
  };
}

/** Blocks and module calls of a root module that are not followed, from one of them on: keys of theirs are not judged. */
export function abandonedBlock(problem: EvaluationProblem, what: string, block: Block, from: string): Notification {
  return {
    level: "error",
    id: "module-not-read",
    message: `${what} and what comes after it is not followed: ${problem.message}; scan a plan instead`,
    source: from,
    location: { uri: block.source.uri, region: regionOf(block.source, block.header) },
  };
}

/** A file whose strings are so long that checking them the way Terraform does would take longer than all else. */
export function uncheckedFile(source: SourceText, from: string): Notification {
  return {
    level: "warning",
    id: "configuration-unchecked",
    message: `${source.uri} holds strings that are too long to be checked by Terraform's own parser; it is read all the same: run terraform validate to know that it is right`,
    source: from,
    location: { uri: source.uri },
  };
}

/** An expression that Terraform would refuse too; what it leaves unknown is named. */
export function invalidExpression(problem: EvaluationProblem, what: string, block: Block, from: string): Notification {
  const place = problem.place ?? { source: block.source, span: block.header };
  return {
    level: "warning",
    id: "expression-invalid",
    message: `${what} can't be evaluated: ${problem.message}; correct the expression, or scan a plan instead`,
    source: from,
    location: { uri: place.source.uri, region: regionOf(place.source, place.span) },
  };
}

/** The blocks that Terraform would refuse, and that are not judged: of modules that can matter, and wherever a resource of a wanted type stands. */
export function refusedBlocks(module: ModuleSource, project: Project, options: ConfigurationOptions): Notification[] {
  const matters = ({ type, labels }: Block): boolean =>
    project.within(module) || (type === "resource" && options.wantedTypes.has(labels[0] ?? ""));
  const refused = module.refused.filter(({ block }) => matters(block));
  return refused.map((one) => refusedBlock(one, options.source));
}

/** A block that Terraform would refuse, and that is not judged; `why` continues its name. */
export function refusedBlock({ block, why }: ModuleSource["refused"][number], from: string): Notification {
  return {
    level: "error",
    id: "configuration-invalid",
    message: `${[block.type, ...block.labels].join(" ")} ${why}; Terraform refuses it and keylint leaves it out: correct it and scan again`,
    source: from,
    location: { uri: block.source.uri, region: regionOf(block.source, block.header) },
  };
}

/** The comments that speak to keylint where it hears nothing: at a module call, apart from the block, or after it. */
export function ignoredComments(
  module: ModuleSource,
  { wantedTypes, source: from }: ConfigurationOptions,
): Notification[] {
  const keys = [...module.managed.values()].filter(({ labels }) => wantedTypes.has(labels[0] ?? ""));
  const wanted = [...keys, ...wantedProviders(module, wantedTypes)];
  return [...module.comments].flatMap(([source, comments]) =>
    strayComments(
      wanted.filter((block) => block.source === source),
      comments,
    ).map((comment) => ({
      level: "warning",
      id: "comment-ignored",
      message: `a comment to keylint stands beside no key in ${source.uri}, so it silences nothing: put it in the block of the key, or on the lines directly above it`,
      source: from,
      location: { uri: source.uri, region: regionOf(source, comment) },
    })),
  );
}

/** The modules that are called and not read, each once. */
export function unreadModules(project: Project, from: string): Notification[] {
  const found = new Map<string, Notification>();
  for (const module of project.modules)
    for (const call of module.calls.values()) {
      const callee = project.callee(module, call);
      if (!("reason" in callee)) continue;
      const key = callee.kind === "remote" ? callee.from : `${module.uri} ${callee.from}`;
      if (found.has(key)) continue;
      const location = { uri: call.source.uri, region: regionOf(call.source, call.header) };
      const remote = callee.kind === "remote";
      found.set(key, {
        level: remote ? "note" : "error",
        id: remote ? "module-not-fetched" : "module-not-read",
        message: `${callee.reason}; ${remote ? "scan a plan to judge the keys that it makes" : "scan a folder that holds both"}`,
        source: from,
        location,
      });
    }
  return [...found.values()];
}
