/** Charts drawn from the tables that say the same: what is drawn is what is read. */

import { bars, chart, day, short, type Point } from "./chart";
import { local, make, say } from "./dom";

function points(figure: HTMLElement): { points: Point[]; isTime: boolean } {
  const found: Point[] = [];
  let isTime = true;
  for (const row of figure.querySelectorAll<HTMLTableRowElement>("tr[data-y]")) {
    const { x = "", y = "", label, href, series } = row.dataset;
    const at = day(x), value = Number(y);
    if (y === "" || !Number.isFinite(value)) continue;
    const isPlaced = at !== null || (x !== "" && Number.isFinite(Number(x)));
    if (!isPlaced && figure.dataset["chart"] !== "bars") continue; // no date, no place on the axis
    isTime = isTime && at !== null;
    found.push({ x: at ?? Number(x), y: value, name: x, label: (figure.dataset["chart"] === "bars" ? [label || x, short(value)] : [x, series, label]).filter((part) => part).join(" · "), href: local(href), series: series ?? "" });
  }
  return { points: found, isTime };
}

export function charts(): void {
  document.querySelectorAll<HTMLElement>("figure[data-chart]").forEach((figure) => {
    const { points: found, isTime } = points(figure);
    const title = figure.querySelector("figcaption")?.textContent?.trim() ?? "";
    const drawn = figure.dataset["chart"] === "bars" ? bars(found, title) : chart(found, title, isTime);
    if (!drawn || found.length < 2) return; // one number is read, not drawn
    const spark = figure.querySelector("svg.spark");
    if (spark) spark.replaceWith(drawn);
    else (figure.querySelector("figcaption") ?? figure).after(drawn);
    figure.dataset["drawn"] = "true";
    const table = figure.querySelector("table");
    if (!table || (found.length <= 12 && figure.dataset["chart"] !== "bars")) return;
    const folded = make("details", {}, make("summary", {}, say("数据", "Data")));
    table.replaceWith(folded);
    folded.append(table);
  });
}
