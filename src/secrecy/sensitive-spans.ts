import type { Span } from "../model/location.ts";

const heredoc = /<<-?(\w+)\n[\s\S]*?(?:\n[ \t]*\1\b|$(?![\s\S]))/g;
const block =
  /^[ \t]*(?:variable|resource|data|ephemeral|module|output|provider|locals|terraform|check|import|moved|removed)\b[^\n=]*\{/gm;
const sensitiveMark = /\b(?:sensitive|ephemeral)[ \t]*=(?![ \t]*false\b)/;
const hclDefault = /(?:^|[\s{])default[ \t]*=/;
const sensitiveCall = /\bsensitive\(/g;

/**
 * Where a configuration says in the clear what it calls sensitive: the default of a variable that is declared so, from its value to the end
 * of the block, and texts in calls of sensitive(). It errs on the side of leaving out.
 */
export function sensitiveSpans(text: string): Span[] {
  return /^\s*[[{]/.test(text) ? jsonDefaults(text) : [...variableDefaults(text), ...sensitiveArguments(text)];
}

function variableDefaults(text: string): Span[] {
  const heredocs = [...text.matchAll(heredoc)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const starts = [...text.matchAll(block)]
    .map(({ index }) => index)
    .filter((index) => !heredocs.some(({ start, end }) => start < index && index < end));
  return starts.flatMap((start, number) => {
    const content = text.slice(start, starts[number + 1] ?? text.length);
    const found = hclDefault.exec(content);
    if (!/^\s*variable\b/.test(content) || !sensitiveMark.test(content) || found === null) return [];
    const value = start + found.index + found[0].length;
    return [{ start: value, end: Math.max(value, start + content.lastIndexOf("}")) }];
  });
}

function sensitiveArguments(text: string): Span[] {
  return [...text.matchAll(sensitiveCall)].flatMap(({ index, 0: { length } }) => {
    const start = index + length;
    heredoc.lastIndex = start;
    const literal = /^\s*<</.test(text.slice(start, start + 100)) ? heredoc.exec(text) : null;
    const end = literal === null ? closingOf(text, start) : literal.index + literal[0].length;
    return text.slice(start, end).includes('"') || literal !== null ? [{ start, end }] : [];
  });
}

/** In JSON syntax every default, where anything is sensitive. */
function jsonDefaults(text: string): Span[] {
  if (!/"(?:sensitive|ephemeral)"\s*:(?!\s*false\b)/.test(text)) return [];
  return [...text.matchAll(/"default"\s*:\s*/g)].map(({ index, 0: { length } }) => {
    const start = index + length;
    return { start, end: closingOf(text, start) };
  });
}

/** Where the bracket that `start` stands in is closed, or, outside further brackets and texts, a comma follows. */
function closingOf(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[[({]|[\])}]|,/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [sign = ""] = found;
    if ("[({".includes(sign)) depth += 1;
    else if (depth === 0 && !sign.startsWith('"')) return found.index;
    else if ("])}".includes(sign)) depth -= 1;
  }
  return text.length;
}
