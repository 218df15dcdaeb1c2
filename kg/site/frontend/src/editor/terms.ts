/** Completion of our own terms: classes and predicates by name, by label in Chinese and in English; prefixes as we know them. */

import Yasgui from "@zazuko/yasgui";
import { make, say } from "../dom";

export interface Term {
  /** As it is written: kg:issues. */
  term: string;
  zh: string;
  en: string;
  kind: "class" | "property";
}

/** How facts, figures, articles and mentions are written: the rest of the graph's contract, beside the ontology's relations. */
const CONTRACT: Term[] = [
  ["skos:prefLabel", "正式名称", "preferred name"], ["skos:altLabel", "别称", "other name"], ["rdf:subject", "主语", "subject"],
  ["rdf:predicate", "谓语", "predicate"], ["rdf:object", "宾语", "object"], ["kg:statedIn", "出自报道", "stated in"],
  ["kg:modality", "语气", "modality"], ["kg:title", "职务", "post"], ["kg:saidBy", "引述自", "said by"], ["kg:validFrom", "起", "valid from"],
  ["kg:validUntil", "止", "valid until"], ["kg:metric", "指标", "metric"], ["kg:value", "数值", "value"], ["kg:unit", "单位", "unit"],
  ["kg:date", "日期", "date"], ["kg:about", "关于", "about"], ["kg:surface", "原文写法", "as written"], ["kg:documentNumber", "文号", "document number"],
  ["kg:stockCode", "证券代码", "stock code"], ["kg:succeededBy", "继任机构", "succeeded by"], ["kg:amends", "修改", "amends"],
  ["prov:wasDerivedFrom", "依据原句", "derived from the sentence"], ["itsrdf:taIdentRef", "指称的实体", "entity meant"],
  ["itsrdf:taConfidence", "置信度", "confidence"], ["nif:anchorOf", "原文文字", "quoted text"], ["dcterms:title", "标题", "title"],
  ["dcterms:issued", "发布日期", "issued"], ["dcterms:publisher", "媒体", "publisher"], ["dcterms:identifier", "文件名", "identifier"],
].map(([term, zh, en]) => ({ term: term!, zh: zh!, en: en!, kind: "property" }));
const KINDS: Term[] = [
  ["kg:Article", "报道", "article"], ["kg:Figure", "数字", "figure"], ["rdf:Statement", "事实", "statement"], ["nif:Phrase", "提及", "mention"], ["nif:Sentence", "句子", "sentence"],
].map(([term, zh, en]) => ({ term: term!, zh: zh!, en: en!, kind: "class" }));

type Completer = Parameters<typeof Yasgui.Yasqe.registerAutocompleter>[0];
type Yasqe = Parameters<NonNullable<Completer["onInitialize"]>>[0];
const MOST = 60;

/** How well a term answers to what was typed; null where it does not. The lower the better. */
function fits(term: Term, typed: string): number | null {
  const local = term.term.slice(term.term.indexOf(":") + 1).toLowerCase();
  if (term.term.toLowerCase().startsWith(typed) || local.startsWith(typed)) return 0;
  if (term.zh.startsWith(typed)) return 1;
  return local.includes(typed) || term.zh.includes(typed) || term.en.toLowerCase().includes(typed) ? 2 : null;
}

function completer(name: string, terms: Term[], original: Completer): Completer {
  const byName = new Map(terms.map((term) => [term.term, term]));
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
      found.sort((one, two) => one.order - two.order || (one.term.term < two.term.term ? -1 : 1));
      return found.slice(0, MOST).map(({ term }) => term.term);
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
export function complete(given: Term[], prefixes: Record<string, string>): string[] {
  const { Yasqe } = Yasgui;
  const terms = [...given, ...CONTRACT, ...KINDS];
  const { property, class: type, prefixes: prefix } = Yasqe.Autocompleters as Record<string, Completer>;
  Yasqe.Autocompleters["property"] = completer("property", terms.filter((term) => term.kind === "property"), property!);
  Yasqe.Autocompleters["class"] = completer("class", terms.filter((term) => term.kind === "class"), type!);
  const { persistenceId: _none, ...rest } = prefix!;
  Yasqe.Autocompleters["prefixes"] = { ...rest, get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort() };
  return ["prefixes", "class", "property", "variables"];
}
