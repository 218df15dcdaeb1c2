/** Results as a table: sorted by a click, links into this site, as CSV. In place of YASGUI's own, which needs inline styles. */

import { make, say } from "../dom";
import { sortable } from "../tables";
import { pageOf, rowsOf, shortened, type Cell, type Yasr } from "./rows";

const AT_ONCE = 200;

export class Table {
  priority = 10;
  label = say("表格", "Table");
  helpReference = "";

  constructor(private readonly yasr: Yasr) {}

  canHandleResults(): boolean {
    return rowsOf(this.yasr).names.length > 0;
  }

  getIcon(): Element | undefined {
    return undefined;
  }

  draw(): void {
    const { names, rows } = rowsOf(this.yasr);
    const body = make("tbody");
    const table = make("table", { class: "data results" }, make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)))), body);
    const more = make("button", { type: "button", class: "more" });
    let shown = 0;
    const show = (): void => {
      body.append(...rows.slice(shown, shown + AT_ONCE).map((row) => make("tr", {}, ...row.map((cell) => this.cell(cell)))));
      shown = Math.min(rows.length, shown + AT_ONCE);
      more.textContent = say(`再看 ${Math.min(AT_ONCE, rows.length - shown)} 行（共 ${rows.length} 行）`, `${Math.min(AT_ONCE, rows.length - shown)} more rows of ${rows.length}`);
      more.hidden = shown >= rows.length;
    };
    more.addEventListener("click", show);
    show();
    sortable(table);
    const note = rows.length ? null : make("p", { class: "empty" }, say("没有结果", "No results"));
    this.yasr.resultsEl.replaceChildren(make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("查询结果", "Results") }, table), ...(note ? [note] : []), more);
  }

  private cell(cell: Cell | null): HTMLTableCellElement {
    if (!cell) return make("td");
    const isNumber = cell.datatype !== "" && /#(integer|decimal|double|float|int|long)$/.test(cell.datatype);
    if (!cell.isIri) return make("td", { class: isNumber ? "number" : null, "data-value": cell.value }, cell.value);
    const text = shortened(cell.value, this.yasr.getPrefixes()), page = pageOf(cell.value);
    return make("td", { "data-value": cell.value }, page === null ? make("span", { class: "iri", title: cell.value }, text) : make("a", { href: page, title: cell.value }, text));
  }

  download(filename = "results"): { contentType: string; getData: () => string; filename: string; title: string } {
    return { contentType: "text/csv", getData: () => this.yasr.results?.asCsv() ?? "", filename: `${filename}.csv`, title: say("下载 CSV", "Download CSV") };
  }
}
