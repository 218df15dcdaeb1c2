/** A chart of numbers over time as SVG: every point is a link to the sentence that says it, reached by Tab as by the pointer. */

import { draw, local, make, plain, say } from "./dom";
import { outline } from "./looks";

export interface Point {
  /** Days since 1970, or any number where the axis is not time. */
  x: number;
  y: number;
  /** What is read aloud and shown when the point is looked at. */
  label: string;
  href: string | null;
  series: string;
  /** What stands beside a bar. */
  name?: string;
}

const DAY = 86_400_000;

/** Days since 1970 of `2021`, `2021-09` or `2021-09-11` (also with a time); null where it is none. A year means its middle. */
export function day(text: string): number | null {
  const found = /^\s*(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text);
  if (!found) return null;
  const [, year, month, date] = found;
  const at = Date.UTC(Number(year), month ? Number(month) - 1 : 6, date ? Number(date) : month ? 15 : 1);
  return Number.isNaN(at) ? null : at / DAY;
}

/** A number as one reads it: 18.73万亿 or 18.73T. */
export function short(value: number): string {
  const steps: [number, string][] = say("zh", "en") === "zh" ? [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]] : [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];
  const [size, word] = steps.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  return `${Number((value / size).toPrecision(4))}${word}`;
}

/** Round numbers, about `count` of them, from `low` to `high`. */
function ticks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? raw;
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}

function dates(low: number, high: number, count: number): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find((size) => (high - low) / (30.44 * size) <= count) ?? 240;
  const first = new Date(low * DAY);
  for (let month = first.getUTCFullYear() * 12 + Math.floor(first.getUTCMonth() / months) * months; ; month += months) {
    const year = Math.floor(month / 12), at = Date.UTC(year, month % 12, 1) / DAY;
    if (at > high) break;
    if (at >= low) found.push({ at, text: months >= 12 ? String(year) : `${year}-${String((month % 12) + 1).padStart(2, "0")}` });
  }
  return found;
}

const MARKS = ["dot", "square", "diamond", "triangle", "triangleDown", "star"] as const;
const WIDTH = 720, HEIGHT = 300, LEFT = 78, RIGHT = 18, TOP = 14, BOTTOM = 34;


/** Draw the points into a new element; null where there is nothing to draw. */
export function chart(points: readonly Point[], title: string, isTime = true): HTMLElement | null {
  if (!points.length) return null;
  const names = [...new Set(points.map((point) => point.series))];
  const xs = points.map((point) => point.x), ys = points.map((point) => point.y);
  const padding = Math.max(isTime ? 20 : 0.5, (Math.max(...xs) - Math.min(...xs)) * 0.04);
  const [west, east] = [Math.min(...xs) - padding, Math.max(...xs) + padding];
  const spread = Math.max(...ys) - Math.min(...ys) || Math.abs(Math.max(...ys)) || 1;
  // Amounts start from nothing where that does not flatten them.
  const low = Math.min(...ys) >= 0 && Math.min(...ys) < Math.max(...ys) * 0.6 ? 0 : Math.min(...ys) - spread * 0.1;
  const high = Math.max(...ys) + spread * 0.08;
  const across = (x: number): number => LEFT + ((x - west) / (east - west)) * (WIDTH - LEFT - RIGHT);
  const up = (y: number): number => HEIGHT - BOTTOM - ((y - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const svg = draw("svg", { class: "chart-canvas", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": title });
  for (const tick of ticks(low, high, 5)) {
    svg.append(draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: up(tick), y2: up(tick), class: "chart-grid" }), draw("text", { x: LEFT - 8, y: up(tick) + 5, "text-anchor": "end", class: "chart-tick" }, short(tick)));
  }
  const bottom = isTime ? dates(west, east, 7) : ticks(west, east, 7).map((at) => ({ at, text: short(at) }));
  for (const { at, text } of bottom) {
    svg.append(draw("line", { x1: across(at), x2: across(at), y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM + 5, class: "chart-axis" }), draw("text", { x: across(at), y: HEIGHT - 10, "text-anchor": "middle", class: "chart-tick" }, text));
  }
  svg.append(draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM, class: "chart-axis" }));
  const told = make("p", { class: "chart-told", "aria-live": "polite" });
  names.forEach((name, number) => {
    const own = points.filter((point) => point.series === name).sort((one, two) => one.x - two.x);
    const group = draw("g", { class: `chart-series series-${number % 6}` });
    if (own.length > 1) group.append(draw("polyline", { points: own.map((point) => `${across(point.x).toFixed(1)},${up(point.y).toFixed(1)}`).join(" "), class: "chart-line" }));
    for (const point of own) {
      const href = local(point.href);
      const mark = draw("path", { d: outline(MARKS[number % MARKS.length]!, 5.5), transform: `translate(${across(point.x).toFixed(1)},${up(point.y).toFixed(1)})`, class: "chart-mark" });
      const near = draw("circle", { cx: across(point.x), cy: up(point.y), r: 12, class: "chart-near" });
      const one = href === null ? draw("g", { role: "img", "aria-label": plain(point.label) }, near, mark) : draw("a", { href, class: "chart-point", "aria-label": plain(point.label) }, near, mark);
      one.append(draw("title", {}, point.label));
      const tell = (): void => told.replaceChildren(plain(point.label));
      one.addEventListener("pointerenter", tell);
      one.addEventListener("focus", tell);
      group.append(one);
    }
    svg.append(group);
  });
  const legend = names.length > 1 ? make("ul", { class: "chart-legend" }, ...names.map((name, number) => make("li", {}, draw("svg", { class: `chart-key series-${number % 6}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, draw("path", { d: outline(MARKS[number % MARKS.length]!, 5.5), class: "chart-mark" })), ` ${name || say("未注明", "not given")}`))) : null;
  return make("div", { class: "chart" }, svg, legend, told);
}

const ROW = 28, NAME = 220, MOST_LETTERS = 16;

/** Horizontal bars, one a point, in the order given; null where there is nothing to draw. */
export function bars(points: readonly Point[], title: string): HTMLElement | null {
  if (!points.length) return null;
  const most = Math.max(...points.map((point) => Math.abs(point.y))) || 1;
  const svg = draw("svg", { class: "chart-canvas bars", viewBox: `0 0 ${WIDTH} ${points.length * ROW + 8}`, role: "group", "aria-label": title });
  const words = draw("g", { class: "chart-words", "aria-hidden": "true" });
  points.forEach((point, number) => {
    const top = 4 + number * ROW, long = (Math.abs(point.y) / most) * (WIDTH - NAME - 110);
    const name = plain(point.name ?? point.label);
    const href = local(point.href);
    const parts = [
      draw("title", {}, point.label),
      draw("rect", { x: 0, y: top, width: WIDTH, height: ROW, class: "chart-near" }),
      draw("rect", { x: NAME, y: top + 4, width: Math.max(1.5, long).toFixed(1), height: ROW - 8, class: "chart-bar" }),
    ];
    // The words stand beside the link: what is read aloud is the whole name, also where the drawn one is cut.
    words.append(
      draw("text", { x: NAME - 8, y: top + 19, "text-anchor": "end", class: "chart-name" }, name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name),
      draw("text", { x: NAME + Math.max(1.5, long) + 8, y: top + 19, class: "chart-tick" }, short(point.y)),
    );
    svg.append(href === null ? draw("g", { role: "img", "aria-label": plain(point.label) }, ...parts) : draw("a", { href, class: "chart-point", "aria-label": plain(point.label) }, ...parts));
  });
  svg.append(words);
  return make("div", { class: "chart" }, svg);
}
