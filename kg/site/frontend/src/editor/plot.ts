/** Results as a chart: numbers over time where a column holds dates, bars by name otherwise. */

import { bars, chart, day, type Point } from "../chart";
import { make, say } from "../dom";
import { pageOf, rowsOf, type Rows, type Yasr } from "./rows";

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const DATE = /#(date|dateTime|gYear|gYearMonth)$/;
const MOST = 40;

/** Which columns say how much, and when or what. */
function columns({ names, rows }: Rows): { y: number; x: number; isTime: boolean } | null {
  const all = (column: number, test: (value: string, datatype: string) => boolean): boolean => rows.some((row) => row[column]) && rows.every((row) => !row[column] || test(row[column]!.value, row[column]!.datatype));
  const numbers = names.map((_, column) => column).filter((column) => all(column, (value, datatype) => NUMBER.test(datatype) && Number.isFinite(Number(value))));
  const y = numbers.at(-1);
  if (y === undefined) return null;
  const time = names.findIndex((_, column) => column !== y && all(column, (value, datatype) => DATE.test(datatype) || (datatype === "" && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value))));
  if (time >= 0) return { y, x: time, isTime: true };
  const name = names.findIndex((_, column) => column !== y);
  return { y, x: name, isTime: false };
}

export class Plot {
  priority = 6;
  label = say("图表", "Chart");

  constructor(private readonly yasr: Yasr) {}

  canHandleResults(): boolean {
    const rows = rowsOf(this.yasr);
    return !rows.isTriples && columns(rows) !== null;
  }

  getIcon(): Element | undefined {
    return undefined;
  }

  draw(): void {
    const found = rowsOf(this.yasr);
    const chosen = columns(found);
    const title = chosen ? (found.names[chosen.y] ?? "") : "";
    const drawn = chosen ? (chosen.isTime ? chart(this.points(found, chosen.x, chosen.y), title) : bars(this.points(found, chosen.x, chosen.y).slice(0, MOST), title)) : null;
    this.yasr.resultsEl.replaceChildren(make("figure", { class: "result-chart" }, make("figcaption", {}, title), drawn ?? make("p", { class: "empty" }, say("没有可画的数字", "No numbers to draw"))));
  }

  private points({ names, rows }: Rows, x: number, y: number): Point[] {
    return rows.flatMap((row, number) => {
      const value = row[y];
      if (!value) return [];
      const iri = row.find((cell) => cell?.isIri && pageOf(cell.value) !== null);
      const label = row.map((cell, column) => (cell && column !== y ? cell.value : null)).filter((text) => text !== null).join(" · ");
      return [{ x: x < 0 ? number : (day(row[x]?.value ?? "") ?? number), y: Number(value.value), label: `${label || names[y]}: ${value.value}`, name: x < 0 ? String(number + 1) : (row[x]?.value ?? ""), href: iri ? pageOf(iri.value) : null, series: "" }];
    });
  }
}
