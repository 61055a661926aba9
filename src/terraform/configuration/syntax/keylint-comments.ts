import type { KeylintComment } from "../../../model/terraform.ts";
import type { Block, Comment } from "./body.ts";
import { offsetOfLine, positionOf, regionOf, type SourceText } from "./source-text.ts";

/** The comments that speak to keylint inside a block, or in the comment lines directly above it. */
export function commentsBeside(block: Block, comments: readonly Comment[]): KeylintComment[] {
  if (comments.length === 0) return [];
  return comments.filter(isBeside(block)).map(({ text, start, end }) => ({
    text,
    location: { uri: block.source.uri, region: regionOf(block.source, { start, end }) },
  }));
}

/** The comments of a file that stand beside none of its blocks. */
export function strayComments(blocks: readonly Block[], comments: readonly Comment[]): readonly Comment[] {
  if (comments.length === 0) return [];
  const besides = blocks.map(isBeside);
  return comments.filter((comment) => !besides.some((beside) => beside(comment)));
}

function isBeside(block: Block): (comment: Comment) => boolean {
  const from = startOfCommentsAbove(block.source, block.start);
  return ({ start }) => start >= from && start < block.end;
}

/** The start of the run of comment lines that ends on the line before an offset. */
function startOfCommentsAbove(source: SourceText, offset: number): number {
  let { line } = positionOf(source, offset);
  for (; line > 1; line--) {
    const start = offsetOfLine(source, line - 1);
    const above = source.text.slice(start, offsetOfLine(source, line)).trim();
    if (above.startsWith("#") || above.startsWith("//")) continue;
    if (!above.endsWith("*/")) break;
    const opening = source.text.lastIndexOf("/*", start + source.text.slice(start).indexOf("*/"));
    line = positionOf(source, Math.max(0, opening)).line + 1;
  }
  return offsetOfLine(source, line);
}
