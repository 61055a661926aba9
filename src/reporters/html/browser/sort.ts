const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function cellText(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return cell?.dataset["value"] ?? cell?.textContent ?? "";
}

/** Numbers ascending; cells without one come last in both directions. */
function compareNumbers(a: string, b: string, direction: number): number {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return direction * (Number(a.replaceAll(",", "")) - Number(b.replaceAll(",", "")));
}

function sortRows(table: HTMLTableElement, column: number, kind: string | undefined, direction: number): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const rows = Array.from(body.rows, (row) => ({ row, text: cellText(row, column) }));
  rows.sort((a, b) =>
    kind === "text" ? direction * collator.compare(a.text, b.text) : compareNumbers(a.text, b.text, direction),
  );
  body.append(...rows.map(({ row }) => row));
}

/** Puts a button into each heading that says how its column sorts; `aria-sort` tells the state. */
export function makeSortable(table: HTMLTableElement): void {
  const headings = [...table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")];
  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.ariaSort === "ascending";
      for (const other of headings) other.ariaSort = null;
      heading.ariaSort = descending ? "descending" : "ascending";
      sortRows(table, heading.cellIndex, heading.dataset["sort"], descending ? -1 : 1);
    });
  }
}
