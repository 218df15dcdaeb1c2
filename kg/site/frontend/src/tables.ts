/** Tables that sort by a column: the heading becomes a button, the order is said by aria-sort. */

import { make, say } from "./dom";

const collator = new Intl.Collator("zh-Hans-u-co-pinyin-kn");

function key(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return cell?.dataset["value"] ?? cell?.textContent?.trim() ?? "";
}

function compare(one: string, two: string): number {
  if (one === "" || two === "") return Number(one === "") - Number(two === ""); // what is not given comes last
  const first = Number(one), second = Number(two);
  return Number.isNaN(first) || Number.isNaN(second) ? collator.compare(one, two) : first - second;
}

function sort(table: HTMLTableElement, column: number, heading: HTMLTableCellElement): void {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const body of table.tBodies) {
    const rows = [...body.rows].map((row, place) => ({ row, place, key: key(row, column) }));
    rows.sort((one, two) => {
      const order = compare(one.key, two.key);
      return (one.key === "" || two.key === "" || !down ? order : -order) || one.place - two.place;
    });
    body.append(...rows.map(({ row }) => row));
  }
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
}

/** Make the headings of a table sort it; a table with cells that span rows is left as it is. */
export function sortable(table: HTMLTableElement): void {
  const row = table.tHead?.rows[0];
  if (!row || [...table.tBodies].some((body) => [...body.rows].some((line) => [...line.cells].some((cell) => cell.rowSpan > 1 || cell.colSpan > 1)))) return;
  [...row.cells].forEach((heading, column) => {
    if (heading.tagName !== "TH" || !heading.textContent?.trim()) return;
    const button = make("button", { type: "button", class: "sort", title: say("排序", "Sort") });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, column, heading as HTMLTableCellElement));
  });
}

/** Every table of data that has more than one row. */
export function tables(): void {
  document.querySelectorAll<HTMLTableElement>("table.data").forEach((table) => {
    const place = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.caption?.textContent?.trim() || say("表格", "Table") });
    table.replaceWith(place);
    place.append(table);
    if ([...table.tBodies].some((body) => body.rows.length > 1)) sortable(table);
  });
}
