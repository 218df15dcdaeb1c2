/** The picture on the page of an entity, from the service that tells what is around it. */

import { api, kept, make, read, say } from "./dom";
import { Picture, type Graph, type GraphNode } from "./picture";

interface Answer {
  nodes: { id: string; key: string; name: string; class: string; href: string }[];
  edges: { from: string; to: string; predicate: string; label: string; modality: string; statements: number }[];
  more: number;
}

/** What is said around an entity; each relation leads to its sentences. */
export async function around(entity: string, limit: number): Promise<Graph & { more: number }> {
  const answer = await read<Answer>(api("neighbourhood", { entity, limit: String(limit) }));
  const keys = new Map(answer.nodes.map((node) => [node.id, node.key]));
  const root = document.documentElement.dataset["root"] ?? "";
  const edges = answer.edges.map((edge) => {
    const said = { subject: keys.get(edge.from) ?? "", predicate: edge.predicate, object: keys.get(edge.to) ?? "" };
    return { ...edge, href: edge.statements > 0 ? `${root}/evidence?${kept(said)}` : null };
  });
  return { nodes: answer.nodes.map((node) => ({ ...node, kind: node.class })), edges, more: answer.more };
}

const FIRST = 24, MORE = 12;

async function fill(host: HTMLElement, entity: string): Promise<void> {
  const list = host.querySelector("ul");
  try {
    const graph = await around(entity, FIRST);
    if (graph.nodes.length < 2) return;
    const place = make("div");
    host.prepend(place);
    new Picture(place, graph, (node: GraphNode) => around(node.id, MORE), entity);
    // The list says the same in words: it folds away, and stays for those who read rather than look.
    if (list) {
      const folded = make("details", { class: "in-words" }, make("summary", {}, say("列表", "As a list")));
      list.replaceWith(folded);
      folded.append(list);
    }
    if (graph.more > 0) place.append(make("p", { class: "picture-more" }, say(`另有 ${graph.more} 个邻居未画出`, `${graph.more} more neighbours are not drawn`)));
  } catch (error) {
    // The list stays. What was refused is said where developers look.
    console.warn("neighbourhood:", error);
  }
}

/** A network wants room: where there is a margin, its card moves from there into the page. */
function widen(host: HTMLElement): void {
  const card = host.closest<HTMLElement>("aside .card");
  const facts = document.querySelector(".content > section[aria-labelledby=facts]");
  if (card && facts && host.querySelector(".entity") && matchMedia("(min-width: 60rem)").matches) facts.before(card);
}

/** Draw each of them when it comes into view. */
export function neighbourhoods(): void {
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting || !(entry.target instanceof HTMLElement)) continue;
      watch.unobserve(entry.target);
      void fill(entry.target, entry.target.dataset["neighbourhood"] ?? "");
    }
  }, { rootMargin: "200px" });
  document.querySelectorAll<HTMLElement>("[data-neighbourhood]").forEach((host) => {
    widen(host);
    watch.observe(host);
  });
}
