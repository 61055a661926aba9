interface Searchable {
  readonly row: HTMLTableRowElement;
  readonly text: string;
}

function fields(form: HTMLFormElement): readonly (HTMLInputElement | HTMLSelectElement)[] {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
}

/** Every word of the text must be somewhere in the row, in any order. */
function matches({ row, text }: Searchable, form: HTMLFormElement): boolean {
  return fields(form).every(({ name, value }) =>
    name === "text"
      ? value
          .toLowerCase()
          .split(/\s+/)
          .every((word) => text.includes(word))
      : value === "" || row.dataset[name] === value,
  );
}

function startFilter(form: HTMLFormElement): void {
  const table = document.querySelector<HTMLTableElement>(`#${form.dataset["table"] ?? ""}`);
  const output = form.querySelector("output");
  if (table === null || output === null) return;
  const rows = Array.from(table.tBodies[0]?.rows ?? [], (row) => ({ row, text: row.textContent.toLowerCase() }));
  const apply = (): void => {
    let shown = 0;
    for (const searchable of rows) {
      const match = matches(searchable, form);
      searchable.row.hidden = !match;
      if (match) shown += 1;
    }
    output.textContent = `${shown.toLocaleString("en-US")} of ${rows.length.toLocaleString("en-US")} ${form.dataset["what"] ?? ""}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  // The fields are empty only after the event.
  form.addEventListener("reset", () => {
    setTimeout(apply);
  });
  form.hidden = false;
  apply();
}

/** Sets the results' filter to what a link asks for: `data-severity`, `data-kind`, `data-text`. */
function followLink(link: HTMLElement, form: HTMLFormElement): void {
  for (const field of fields(form)) field.value = link.dataset[field.name] ?? "";
  form.dispatchEvent(new Event("input"));
}

/** Starts the filter forms, and the links that set the results' filter. */
export function startFilters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.filters")) startFilter(form);
  const results = document.querySelector<HTMLFormElement>('form[data-table="results-table"]');
  if (results === null) return;
  for (const link of document.querySelectorAll<HTMLElement>('a[href="#results"][data-kind]'))
    link.addEventListener("click", () => {
      followLink(link, results);
    });
}
