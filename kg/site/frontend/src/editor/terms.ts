/** Completion of our own terms: classes and predicates by name, by label in Chinese and in English; prefixes as we know them. */

import Yasgui from "@zazuko/yasgui";
import { make, say } from "../dom";

export interface Term {
  /** As it is written: kg:issues. */
  name: string;
  zh: string;
  en: string;
  kind: "class" | "predicate";
}

type Completer = Parameters<typeof Yasgui.Yasqe.registerAutocompleter>[0];
type Yasqe = Parameters<NonNullable<Completer["onInitialize"]>>[0];
const MOST = 60;

/** How well a term answers to what was typed; null where it does not. The lower the better. */
function fits(term: Term, typed: string): number | null {
  const local = term.name.slice(term.name.indexOf(":") + 1).toLowerCase();
  if (term.name.toLowerCase().startsWith(typed) || local.startsWith(typed)) return 0;
  if (term.zh.startsWith(typed)) return 1;
  return local.includes(typed) || term.zh.includes(typed) || term.en.toLowerCase().includes(typed) ? 2 : null;
}

function completer(name: string, terms: Term[], original: Completer): Completer {
  const byName = new Map(terms.map((term) => [term.name, term]));
  return {
    name,
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: original.isValidCompletionPosition,
    get: (_yasqe, token) => {
      const typed = (token?.string ?? "").trim().toLowerCase();
      const bare = typed.startsWith("kg:") ? typed.slice(3) : typed;
      if (/^[?$<"]/.test(bare)) return [];
      const found = terms.flatMap((term) => {
        const order = bare === "" || bare === "a" ? 0 : (fits(term, typed) ?? fits(term, bare));
        return order === null ? [] : [{ term, order }];
      });
      found.sort((one, two) => one.order - two.order || (one.term.name < two.term.name ? -1 : 1));
      return found.slice(0, MOST).map(({ term }) => term.name);
    },
    postprocessHints: (_yasqe, hints) =>
      hints.map((hint) => {
        const term = byName.get(hint.text);
        const render = (row: HTMLElement): void => row.append(make("span", { class: "hint-name" }, hint.text), make("span", { class: "hint-label" }, term ? ` ${say(term.zh, term.en)} · ${say(term.en, term.zh)}` : ""));
        return { ...hint, render };
      }),
  };
}

/** Write the prefixes that a query uses and does not declare. */
export function declare(yasqe: Yasqe, prefixes: Record<string, string>): void {
  const declared = yasqe.getPrefixesFromQuery();
  const text = yasqe.getValueWithoutComments();
  const missing: Record<string, string> = {};
  for (const [prefix, iri] of Object.entries(prefixes)) {
    if (!(prefix in declared) && new RegExp(`(^|[\\s(|/^{!,;.])${prefix}:(?!/)`, "m").test(text)) missing[prefix] = iri;
  }
  if (Object.keys(missing).length) yasqe.addPrefixes(missing);
}

/** Put our completers in the place of YASGUI's, which would ask other hosts. */
export function complete(terms: Term[], prefixes: Record<string, string>): string[] {
  const { Yasqe } = Yasgui;
  const { property, class: type, prefixes: prefix } = Yasqe.Autocompleters as Record<string, Completer>;
  Yasqe.Autocompleters["property"] = completer("property", terms.filter((term) => term.kind === "predicate"), property!);
  Yasqe.Autocompleters["class"] = completer("class", terms.filter((term) => term.kind === "class"), type!);
  const { persistenceId: _none, ...rest } = prefix!;
  Yasqe.Autocompleters["prefixes"] = { ...rest, get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort() };
  return ["prefixes", "class", "property", "variables"];
}
