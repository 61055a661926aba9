// What the report does in a browser: a theme button, sortable headings, filters. Everything is readable without it.
import { startFilters } from "./filter.ts";
import { makeSortable } from "./sort.ts";
import { startTheme } from "./theme.ts";

startTheme();
for (const table of document.querySelectorAll("table")) makeSortable(table);
startFilters();
