const parts = /\*\*\/|\*\*|\*|\?|\[(?:\\.|[^\]\\])+\]|[{},]|\\.|[^]/gu;

/** The regular expression for a glob with `*`, `**`, `?`, `[a-z]` and `{a,b}` (Terraform, `fileset`; bmatcuk/doublestar). */
export function globPattern(glob: string): string {
  let depth = 0;
  const pattern = glob.replaceAll(parts, (part) => {
    switch (part) {
      case "**/":
        return "(?:.*/)?";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "{":
        depth++;
        return "(?:";
      case "}":
        return depth-- > 0 ? ")" : "\\}";
      case ",":
        return depth > 0 ? "|" : ",";
      default:
        if (part.startsWith("[")) return part;
        return part.replace(/^\\/, "").replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&");
    }
  });
  return `(?s)^(?:${pattern})$`;
}
