/** Results as a network: triples as they are; of rows, the first column joined to what stands beside it. */

import { make, say } from "../dom";
import { around } from "../neighbourhood";
import { Picture, type Graph, type GraphNode } from "../picture";
import { pageOf, rowsOf, shortened, type Cell, type Rows, type Yasr } from "./rows";

const MOST = 120;
const NAMES = new Set(["http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/title"]);
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const idOf = (cell: Cell): string => (cell.isIri ? cell.value : `"${cell.value}`);
const local = (iri: string): string => decodeURI(iri.replace(/^.*[#/]/, "")) || iri;

export class Network {
  priority = 8;
  label = say("网络", "Network");

  constructor(private readonly yasr: Yasr) {}

  canHandleResults(): boolean {
    const { names, rows } = rowsOf(this.yasr);
    return names.length > 1 && rows.length > 0;
  }

  getIcon(): Element | undefined {
    return undefined;
  }

  async draw(): Promise<void> {
    const found = rowsOf(this.yasr);
    const graph = found.isTriples ? this.triples(found) : this.rows(found);
    const left = graph.nodes.length - MOST;
    const nodes = graph.nodes.slice(0, MOST);
    await name(nodes);
    const host = make("div", { class: "result-network" });
    this.yasr.resultsEl.replaceChildren(host);
    if (left > 0) this.yasr.resultsEl.append(make("p", { class: "picture-more" }, say(`另有 ${left} 个节点未画出`, `${left} more nodes are not drawn`)));
    new Picture(host, { nodes, edges: graph.edges }, expand);
  }

  private triples({ rows }: Rows): Graph {
    const names = new Map<string, string>(), kinds = new Map<string, string>();
    const nodes = new Map<string, GraphNode>();
    const edges: Graph["edges"] = [];
    for (const [subject, predicate, object] of rows) {
      if (!subject || !predicate || !object) continue;
      if (predicate.value === TYPE) kinds.set(subject.value, local(object.value));
      else if (NAMES.has(predicate.value)) names.set(subject.value, object.value);
      else {
        for (const end of [subject, object]) if (!nodes.has(idOf(end))) nodes.set(idOf(end), this.node(end));
        edges.push({ from: idOf(subject), to: idOf(object), label: shortened(predicate.value, this.yasr.getPrefixes()).replace(/^kg:/, "") });
      }
    }
    for (const node of nodes.values()) Object.assign(node, { name: names.get(node.id) ?? node.name, kind: kinds.get(node.id) ?? node.kind });
    return { nodes: [...nodes.values()], edges };
  }

  private rows({ names, rows }: Rows): Graph {
    const nodes = new Map<string, GraphNode>();
    const edges = new Map<string, Graph["edges"][number]>();
    for (const row of rows) {
      const at = row.findIndex((cell) => cell !== null);
      const first = row[at];
      if (!first) continue;
      row.forEach((cell, column) => {
        if (!cell) return;
        const id = idOf(cell);
        if (!nodes.has(id)) nodes.set(id, this.node(cell));
        if (column !== at) edges.set(`${idOf(first)}\n${id}\n${column}`, { from: idOf(first), to: id, label: names[column] ?? "" });
      });
    }
    return { nodes: [...nodes.values()], edges: [...edges.values()] };
  }

  private node(cell: Cell): GraphNode {
    return { id: idOf(cell), name: cell.isIri ? shortened(cell.value, this.yasr.getPrefixes()) : cell.value, kind: "", href: cell.isIri ? pageOf(cell.value) : null };
  }
}

const isEntity = (id: string): boolean => id.startsWith(`${document.documentElement.dataset["base"] ?? "\n"}entity/`);

/** Other people's IRIs and plain values have nothing around them here. */
const expand = (node: GraphNode): Promise<Graph> => (isEntity(node.id) ? around(node.id, 12) : Promise.resolve({ nodes: [], edges: [] }));

/** Ask our own endpoint for the names and classes of entities: one query for all of them. */
async function name(nodes: GraphNode[]): Promise<void> {
  const entities = nodes.filter((node) => isEntity(node.id) && !/[<>"{}|^`\\\s]/.test(node.id));
  const endpoint = document.querySelector<HTMLElement>("[data-editor]")?.dataset["endpoint"];
  if (!entities.length || !endpoint) return;
  const query = `SELECT ?e ?n ?c WHERE { VALUES ?e { ${entities.map((node) => `<${node.id}>`).join(" ")} } ?e <http://www.w3.org/2004/02/skos/core#prefLabel> ?n ; a ?c }`;
  const answer = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ query }), headers: { Accept: "application/sparql-results+json" } });
  if (!answer.ok) return; // their IRIs are still right
  type Binding = Record<"e" | "n" | "c", { value: string }>;
  const { results } = (await answer.json()) as { results: { bindings: Binding[] } };
  const byId = new Map(entities.map((node) => [node.id, node]));
  for (const row of results.bindings) Object.assign(byId.get(row.e.value) ?? {}, { name: row.n.value, kind: local(row.c.value) });
}
