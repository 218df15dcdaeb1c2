/** The rows of an answer as the plugins read them: SELECT's rows, or CONSTRUCT's triples. */

import type Yasgui from "@zazuko/yasgui";
import { local } from "../dom";

export type Yasr = InstanceType<(typeof Yasgui)["Yasr"]>;

export interface Cell {
  value: string;
  isIri: boolean;
  datatype: string;
}

export interface Rows {
  names: string[];
  rows: (Cell | null)[][];
  isTriples: boolean;
}

const NONE: Rows = { names: [], rows: [], isTriples: false };

/** What was answered; nothing for ASK and for errors. */
export function rowsOf(yasr: Yasr): Rows {
  const { results } = yasr;
  if (!results || results.hasError() || results.getBoolean() !== undefined) return NONE;
  if (results.getType() === "ttl") {
    const cell = (term: { termType: string; value: string; datatype?: { value: string } }): Cell => ({ value: term.value, isIri: term.termType === "NamedNode", datatype: term.datatype?.value ?? "" });
    return { names: ["subject", "predicate", "object"], rows: (results.getStatements() ?? []).map((quad) => [cell(quad.subject), cell(quad.predicate), cell(quad.object)]), isTriples: true };
  }
  const names = results.getVariables() ?? [];
  const rows = (results.getBindings() ?? []).map((row) => names.map((name) => {
    const found = row[name];
    return found ? { value: found.value, isIri: found.type === "uri", datatype: found.datatype ?? "" } : null;
  }));
  return { names, rows, isTriples: false };
}

/** Where this site shows what an IRI names; null for other people's. */
export function pageOf(iri: string): string | null {
  const { base = "", root = "" } = document.documentElement.dataset;
  return base && /^(entity|article|policy)\//.test(iri.slice(base.length)) && iri.startsWith(base) ? local(`${root}/${iri.slice(base.length)}`) : null;
}

/** An IRI with the shortest prefix that fits; of our own graph what follows its base. */
export function shortened(iri: string, prefixes: Record<string, string>): string {
  const { base = "" } = document.documentElement.dataset;
  if (pageOf(iri) !== null && !iri.startsWith(`${base}ontology#`)) return iri.slice(base.length);
  const found = Object.entries(prefixes).filter(([, start]) => start && iri.startsWith(start)).sort((one, two) => two[1].length - one[1].length)[0];
  if (!found) return iri;
  const rest = iri.slice(found[1].length);
  return /^[\w.%~-]*$/u.test(rest) || /^[\p{L}\p{N}_.%~-]*$/u.test(rest) ? `${found[0]}:${rest}` : iri;
}
