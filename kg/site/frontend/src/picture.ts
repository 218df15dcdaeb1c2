/**
 * A network one can look at: nodes with shapes and colours by class, relations as arrows, expanded by a click.
 *
 * It is SVG made of elements that can be reached by Tab and pressed by Enter or Space; the same picture serves the entity page
 * and the results of a query.
 */

import { draw, local, make, plain, say } from "./dom";
import { settle, type Box } from "./layout";
import { SHAPES, outline } from "./looks";

export interface GraphNode {
  id: string;
  name: string;
  /** Local name of the class, such as Bank; empty where it is not known. */
  kind: string;
  href?: string | null;
}

export interface GraphEdge {
  from: string;
  to: string;
  label: string;
  /** Where the sentence is. */
  href?: string | null;
  /** Asserted, Planned or Negated. */
  modality?: string;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

interface Placed extends Box {
  node: GraphNode;
  lines: string[];
  element: SVGGElement;
  /** Its caption, in a layer of its own: the name that is read aloud is never cut. */
  words: SVGGElement;
  expanded: boolean;
}

const RADIUS = 11;
const LETTER = 13.5;
const MOST_SHRUNK = 1.15; // smaller letters nobody can read

/** A name in at most two lines. */
function caption(name: string): string[] {
  const clipped = name.length > 20 ? `${name.slice(0, 19)}…` : name;
  if (clipped.length <= 10) return [clipped];
  const cut = Math.ceil(clipped.length / 2);
  return [clipped.slice(0, cut), clipped.slice(cut)];
}

const width = (text: string): number => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x2e80 ? 0.58 : 1), 0) * LETTER;

export class Picture {
  private readonly boxes = new Map<string, Placed>();
  private readonly edges = new Map<string, { edge: GraphEdge; element: SVGGElement }>();
  private readonly svg: SVGSVGElement;
  private readonly lines = draw("g", { class: "picture-edges" });
  private readonly words = draw("g", { class: "picture-words", "aria-hidden": "true" });
  private readonly points = draw("g", { class: "picture-nodes" });
  private readonly names = draw("g", { class: "picture-names", "aria-hidden": "true" });
  private readonly told = make("p", { class: "picture-told", "aria-live": "polite" });
  private view = { x: 0, y: 0, width: 100, height: 100 };
  private chosen: string | null = null;

  /**
   * Draw into `host`.
   *
   * @param expand gives what is around a node, or is null where there is nothing more to ask for.
   */
  constructor(private readonly host: HTMLElement, graph: Graph, private readonly expand: ((node: GraphNode) => Promise<Graph>) | null, centre: string | null = null) {
    this.svg = draw("svg", { class: "picture-canvas", role: "group", "aria-label": say("关系图", "Network"), preserveAspectRatio: "xMidYMid meet" });
    const arrow = draw("marker", { id: "picture-arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, draw("path", { d: "M0,0L8,4L0,8Z", class: "picture-arrow" }));
    this.svg.append(draw("defs", {}, arrow), this.lines, this.words, this.names, this.points);
    host.replaceChildren(this.tools(), this.svg, this.told);
    host.classList.add("picture");
    if (centre !== null) this.chosen = centre;
    this.add(graph, null);
    this.room();
    this.fit();
    this.listen();
    if (centre !== null && this.boxes.has(centre)) {
      this.boxes.get(centre)!.expanded = true;
      this.choose(centre);
    }
    host.dataset["ready"] = "true";
  }

  /** How many nodes and edges are shown. */
  get size(): [number, number] {
    return [this.boxes.size, this.edges.size];
  }

  private tools(): HTMLElement {
    const full = draw("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, draw("path", { d: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", fill: "none", stroke: "currentColor", "stroke-width": 1.8 }));
    const button = (word: string, sign: string | Node, act: () => void): HTMLElement => {
      const made = make("button", { type: "button", title: word, "aria-label": word }, sign);
      made.addEventListener("click", act);
      return made;
    };
    return make(
      "div",
      { class: "picture-tools", role: "group", "aria-label": say("缩放", "Zoom") },
      button(say("放大", "Zoom in"), "+", () => this.zoom(0.8)),
      button(say("缩小", "Zoom out"), "−", () => this.zoom(1.25)),
      button(say("看全", "Fit"), "⤢", () => this.fit()),
      button(say("全屏", "Full screen"), full, () => void (document.fullscreenElement ? document.exitFullscreen() : this.host.requestFullscreen())),
    );
  }

  private add(graph: Graph, around: string | null): void {
    const from = around === null ? undefined : this.boxes.get(around);
    for (const box of this.boxes.values()) Object.assign(box, { fx: box.x, fy: box.y });
    const known = new Set(this.boxes.keys());
    let turn = 0;
    const fresh = graph.nodes.filter((node) => !known.has(node.id)).length;
    for (const node of graph.nodes) {
      if (known.has(node.id)) continue;
      known.add(node.id);
      const lines = caption(plain(node.name));
      const box: Placed = {
        id: node.id, node, lines, expanded: false, element: draw("g"), words: draw("g", { class: "picture-label", "data-id": node.id }),
        width: Math.max(2 * RADIUS + 8, ...lines.map(width)) + 10, height: 2 * RADIUS + lines.length * 17 + 14,
      };
      // What is new starts in a ring around its node.
      turn += (2 * Math.PI) / fresh;
      const away = node.id === this.chosen && !from ? 0 : 90 + fresh * 5;
      Object.assign(box, { x: (from?.x ?? 0) + away * 1.4 * Math.cos(turn), y: (from?.y ?? 0) + away * Math.sin(turn) });
      this.boxes.set(node.id, box);
    }
    for (const edge of graph.edges) {
      const key = `${edge.from}\n${edge.to}\n${edge.label}\n${edge.modality ?? ""}`;
      if (!this.edges.has(key) && this.boxes.has(edge.from) && this.boxes.has(edge.to) && edge.from !== edge.to) this.edges.set(key, { edge, element: draw("g") });
    }
    const wide = Math.max(0.7, Math.min(2, (this.host.clientWidth || 800) / 520));
    settle([...this.boxes.values()], [...this.edges.values()].map(({ edge }) => ({ source: edge.from, target: edge.to })), wide);
    for (const box of this.boxes.values()) Object.assign(box, { fx: null, fy: null });
    this.render();
  }

  private render(): void {
    const before = document.activeElement;
    this.points.replaceChildren(...[...this.boxes.values()].map((box) => this.renderNode(box)));
    this.names.replaceChildren(...[...this.boxes.values()].map((box) => box.words));
    this.renderEdges();
    if (before instanceof SVGElement && before.dataset["id"] && this.points.contains(before)) before.focus();
  }

  private renderNode(box: Placed): SVGGElement {
    const { node } = box;
    if (!box.element.childElementCount) {
      const text = draw("text", { class: "picture-name", "text-anchor": "middle" }, ...box.lines.map((line, number) => draw("tspan", { x: 0, y: RADIUS + 17 + number * 17 }, line)));
      const group = draw(
        "g", { class: "picture-node", "data-class": node.kind, tabindex: 0, role: "button", "data-id": node.id, "aria-label": plain(node.name) },
        draw("title", {}, node.name), draw("path", { d: outline(SHAPES[node.kind] ?? "dot", RADIUS), class: "picture-shape" }),
      );
      box.words.append(text);
      group.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          void this.press(node.id);
        }
      });
      box.element = group;
    }
    for (const part of [box.element, box.words]) {
      part.setAttribute("transform", `translate(${box.x!.toFixed(1)},${(box.y! - (box.lines.length * 17) / 2).toFixed(1)})`);
      part.classList.toggle("chosen", this.chosen === node.id);
    }
    if (this.expand) box.element.setAttribute("aria-expanded", String(box.expanded));
    return box.element;
  }

  private centre(id: string): [number, number] {
    const box = this.boxes.get(id)!;
    return [box.x!, box.y! - (box.lines.length * 17) / 2];
  }

  private renderEdges(): void {
    const between = new Map<string, number>();
    const lines: SVGGElement[] = [];
    const words: SVGElement[] = [];
    const taken = [...this.boxes.values()].map((box) => ({ x: box.x!, y: box.y!, width: box.width, height: box.height }));
    for (const { edge, element } of this.edges.values()) {
      const [x1, y1] = this.centre(edge.from), [x2, y2] = this.centre(edge.to);
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const pair = [edge.from, edge.to].sort().join("\n");
      const nth = between.get(pair) ?? 0;
      between.set(pair, nth + 1);
      const bend = nth === 0 ? 0 : (nth % 2 ? 1 : -1) * 18 * Math.ceil(nth / 2) * (edge.from < edge.to ? 1 : -1);
      const mx = (x1 + x2) / 2 - ((y2 - y1) / length) * bend * 2, my = (y1 + y2) / 2 + ((x2 - x1) / length) * bend * 2;
      const cut = (RADIUS + 5) / length;
      const path = `M${x1 + (mx - x1) * 2 * cut},${y1 + (my - y1) * 2 * cut}Q${mx},${my} ${x2 - (x2 - mx) * 2 * cut},${y2 - (y2 - my) * 2 * cut}`;
      const lit = this.chosen === edge.from || this.chosen === edge.to;
      element.setAttribute("class", `picture-edge ${edge.modality ?? "Asserted"}${lit ? " lit" : ""}`);
      element.replaceChildren(draw("title", {}, this.sentence(edge)), draw("path", { d: path, class: "picture-hit" }), draw("path", { d: path, class: "picture-line", "marker-end": "url(#picture-arrow)" }));
      element.onclick = () => this.tellEdge(edge);
      lines.push(element);
      const at = { x: (x1 + x2 + 2 * mx) / 4, y: (y1 + y2 + 2 * my) / 4, width: width(edge.label) * 0.9 + 4, height: 17 };
      if (lit && taken.every((box) => Math.abs(box.x - at.x) * 2 >= box.width + at.width || Math.abs(box.y - at.y) * 2 >= box.height + at.height)) {
        taken.push(at);
        words.push(draw("text", { x: at.x, y: at.y + 4, "text-anchor": "middle", class: "picture-word" }, edge.label));
      }
    }
    this.lines.replaceChildren(...lines);
    this.words.replaceChildren(...words);
  }

  private sentence(edge: GraphEdge): string {
    const name = (id: string): string => this.boxes.get(id)?.node.name ?? id;
    return `${name(edge.from)} → ${edge.label} → ${name(edge.to)}`;
  }

  private link(href: string | null | undefined, text: string): Node {
    const found = local(href);
    return found === null ? document.createTextNode(plain(text)) : make("a", { href: found }, text);
  }

  private tellEdge(edge: GraphEdge): void {
    this.told.replaceChildren(this.link(edge.href, this.sentence(edge)));
  }

  private choose(id: string): void {
    this.chosen = id;
    for (const box of this.boxes.values()) for (const part of [box.element, box.words]) part.classList.toggle("chosen", box.id === id);
    this.renderEdges();
    const box = this.boxes.get(id)!;
    const touching = [...this.edges.values()].filter(({ edge }) => edge.from === id || edge.to === id);
    this.told.replaceChildren(
      this.link(box.node.href, box.node.name), ` · ${touching.length} ${say("条关系", touching.length === 1 ? "relation" : "relations")} `,
      make("ul", { class: "picture-facts" }, ...touching.slice(0, 40).map(({ edge }) => make("li", {}, this.link(edge.href, this.sentence(edge))))),
    );
  }

  /** What a click or Enter on a node does: choose it and show what is around it. */
  private async press(id: string): Promise<void> {
    const box = this.boxes.get(id);
    if (!box) return;
    this.choose(id);
    if (!this.expand || box.expanded) return;
    box.expanded = true;
    this.host.setAttribute("aria-busy", "true");
    try {
      const [before] = this.size;
      this.add(await this.expand(box.node), id);
      if (this.size[0] > before) {
        this.room();
        this.fit();
      }
      this.choose(id);
    } catch (error) {
      box.expanded = false;
      this.told.append(` ${say("未能展开", "could not be expanded")}: ${error instanceof Error ? error.message : ""}`);
    } finally {
      this.host.removeAttribute("aria-busy");
    }
    box.element.setAttribute("aria-expanded", String(box.expanded));
  }

  /** As tall as what is shown needs, within reason. */
  private room(): void {
    const boxes = [...this.boxes.values()];
    const across = Math.max(...boxes.map((box) => box.x! + box.width / 2)) - Math.min(...boxes.map((box) => box.x! - box.width / 2)) + 16;
    const down = Math.max(...boxes.map((box) => box.y! + box.height / 2)) - Math.min(...boxes.map((box) => box.y! - box.height / 2)) + 16;
    const wide = this.svg.clientWidth || 800;
    this.svg.style.height = `${Math.round(Math.max(230, Math.min(innerHeight * 0.72, 560, (down / Math.max(across, wide)) * wide)))}px`;
  }

  /** Show everything, or as much around the chosen node as can be read. */
  fit(): void {
    const boxes = [...this.boxes.values()];
    if (!boxes.length) return;
    const left = Math.min(...boxes.map((box) => box.x! - box.width / 2)) - 8, right = Math.max(...boxes.map((box) => box.x! + box.width / 2)) + 8;
    const top = Math.min(...boxes.map((box) => box.y! - box.height / 2)) - 8, bottom = Math.max(...boxes.map((box) => box.y! + box.height / 2)) + 8;
    // A few nodes are not blown up beyond their natural size.
    const wide = this.svg.clientWidth || 800, tall = this.svg.clientHeight || 400;
    const shrunk = Math.min(Math.max((right - left) / wide, (bottom - top) / tall, 1), MOST_SHRUNK);
    const across = wide * shrunk, down = tall * shrunk;
    const middle = this.boxes.get(this.chosen ?? "");
    const near = (low: number, high: number, size: number, at: number): number => (high - low <= size ? (low + high - size) / 2 : Math.max(low, Math.min(high - size, at - size / 2)));
    this.look({ x: near(left, right, across, middle?.x ?? (left + right) / 2), y: near(top, bottom, down, middle?.y ?? (top + bottom) / 2), width: across, height: down });
  }

  private look(view: typeof this.view): void {
    this.view = view;
    this.svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].map((number) => number.toFixed(1)).join(" "));
  }

  private zoom(factor: number, x = this.view.x + this.view.width / 2, y = this.view.y + this.view.height / 2): void {
    const { view } = this;
    this.look({ x: x - (x - view.x) * factor, y: y - (y - view.y) * factor, width: view.width * factor, height: view.height * factor });
  }

  private at(event: MouseEvent): DOMPoint {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM()!.inverse());
  }

  private listen(): void {
    this.host.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement) this.svg.style.height = "";
      else this.room();
      this.fit();
    });
    let grip: { id: string | null; start: DOMPoint; x: number; y: number; moved: boolean } | null = null;
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const node = event.target instanceof Element ? event.target.closest<SVGGElement>(".picture-node, .picture-label") : null;
      grip = { id: node?.dataset["id"] ?? null, start: this.at(event), x: event.clientX, y: event.clientY, moved: false };
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!grip) return;
      if (!grip.moved && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < 4) return;
      if (!grip.moved) this.svg.setPointerCapture(event.pointerId);
      grip.moved = true;
      const now = this.at(event);
      if (grip.id === null) this.look({ ...this.view, x: this.view.x + grip.start.x - now.x, y: this.view.y + grip.start.y - now.y });
      else {
        const box = this.boxes.get(grip.id)!;
        Object.assign(box, { x: box.x! + now.x - grip.start.x, y: box.y! + now.y - grip.start.y });
        grip.start = now;
        this.renderNode(box);
        this.renderEdges();
      }
    });
    this.svg.addEventListener("pointerup", () => {
      if (grip && !grip.moved && grip.id !== null) void this.press(grip.id);
      grip = null;
    });
    this.svg.addEventListener("pointercancel", () => (grip = null));
    // The wheel scrolls the page; with Ctrl (or a pinch) it zooms.
    this.svg.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const { x, y } = this.at(event);
        this.zoom(Math.exp(event.deltaY / 300), x, y);
      },
      { passive: false },
    );
  }
}
