/** The SPARQL editor: YASGUI with our endpoint, prefixes, terms and examples, and three ways to look at an answer. */

import Yasgui from "@zazuko/yasgui";
import { make, say } from "./dom";
import { Network } from "./editor/network";
import { Plot } from "./editor/plot";
import { Table } from "./editor/table";
import { complete, declare, type Term } from "./editor/terms";
import { name as nameControls } from "./editor/access";

interface Example {
  title: string;
  query: string;
}

function given<T>(host: HTMLElement, name: string, otherwise: T): T {
  const text = host.dataset[name];
  try {
    return text ? (JSON.parse(text) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

const FIRST = `SELECT ?issuer ?policy WHERE {
  ?i kg:issues ?p ; skos:prefLabel ?issuer .
  ?p skos:prefLabel ?policy
} LIMIT 100`;

function open(host: HTMLElement): void {
  const endpoint = new URL(host.dataset["endpoint"] ?? "/sparql", location.href).href;
  const prefixes = given<Record<string, string>>(host, "prefixes", {});
  const autocompleters = complete(given<Term[]>(host, "terms", []), prefixes);
  const { Yasr } = Yasgui;
  type Plugin = Parameters<typeof Yasr.registerPlugin>[1];
  Object.assign(Yasgui.Yasqe.defaults, { editorHeight: "220px" });
  Object.assign(Yasr.defaults, { pluginOrder: ["table", "network", "chart", "response"], defaultPlugin: "table" });
  Yasr.registerPlugin("table", Table as unknown as Plugin);
  Yasr.registerPlugin("network", Network as unknown as Plugin);
  Yasr.registerPlugin("chart", Plot as unknown as Plugin);
  const place = make("div", { id: "yasgui" });
  host.replaceChildren(place);
  const asked = host.dataset["query"]?.trim();
  const yasgui = new Yasgui(place, {
    autofocus: false,
    tabName: say("查询", "Query"),
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    // An address may bring a query; it does not choose who is asked.
    populateFromUrl: (tab) => ({ ...tab, requestConfig: { ...tab.requestConfig, endpoint, headers: {}, args: [] } }),
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => undefined },
    yasqe: { value: FIRST, autocompleters, prefixCcApi: null },
    yasr: { ...Yasr.defaults, prefixes },
  });
  /** Put a query into the present tab, its prefixes written out. */
  const show = (query: string): void => {
    const tab = yasgui.getTab();
    if (!tab) return;
    tab.setQuery(query);
    declare(tab.getYasqe(), prefixes);
  };
  const ready = (): void => {
    const tab = yasgui.getTab();
    if (!tab) return;
    tab.setEndpoint(endpoint);
    const yasqe = tab.getYasqe();
    declare(yasqe, prefixes);
    yasqe.on("blur", () => declare(yasqe, prefixes));
    nameControls(place);
  };
  yasgui.on("tabSelect", () => queueMicrotask(ready));
  ready();
  if (asked && !location.hash.includes("query=")) show(asked);
  const examples = given<Example[]>(host, "examples", []);
  if (examples.length) host.prepend(choice(examples, (query) => {
    show(query);
    void yasgui.getTab()?.query().catch(() => undefined); // what went wrong stands among the results
  }));
  new MutationObserver(() => nameControls(place)).observe(place, { childList: true, subtree: true });
  document.documentElement.dataset["editorReady"] = "";
}

function choice(examples: Example[], use: (query: string) => void): HTMLElement {
  const select = make("select", { id: "examples" }, make("option", { value: "" }, say("— 选一个问题 —", "— choose a question —")), ...examples.map((example, number) => make("option", { value: String(number) }, example.title)));
  select.addEventListener("change", () => {
    const example = examples[Number(select.value)];
    if (select.value !== "" && example) use(example.query);
  });
  return make("p", { class: "examples" }, make("label", { for: "examples" }, say("示例问题", "Example questions")), " ", select);
}

document.querySelectorAll<HTMLElement>("[data-editor]").forEach(open);
