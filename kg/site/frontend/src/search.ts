/** Search as you type: a combobox with a listbox (WAI-ARIA), above a form that works without it. */

import { api, local, make, read, say } from "./dom";

interface Found {
  key: string;
  name: string;
  href: string;
  class: string;
  classLabel: string;
  /** The form that was met. */
  matched?: string | null;
}

const WAIT = 120; // milliseconds of rest before the server is asked

let lists = 0;

function attach(input: HTMLInputElement): void {
  const list = make("ul", { id: `found-${(lists += 1)}`, class: "found", role: "listbox", "aria-label": say("搜索结果", "Results"), hidden: true });
  const told = make("p", { class: "sr-only", role: "status" });
  const place = make("div", { class: "found-place" });
  input.replaceWith(place);
  place.append(input, list, told);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" })) input.setAttribute(name, value);

  let pointed = -1;
  let asked: AbortController | null = null;
  let waiting = 0;
  const leads = input.closest("[role=search]") !== null; // elsewhere it fills a field of a form

  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) point(-1);
  };
  const point = (to: number): void => {
    pointed = to;
    [...list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === to)));
    const row = list.children[to];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const pick = (row: Element): void => {
    if (!(row instanceof HTMLElement)) return;
    if (!leads) {
      input.value = row.dataset["key"] ?? input.value;
      show(false);
    } else if (row.dataset["href"]) location.assign(row.dataset["href"]);
  };
  const render = (found: Found[]): void => {
    list.replaceChildren(
      ...found.map((one, number) =>
        make(
          "li", { id: `${list.id}-${number}`, role: "option", "aria-selected": "false", "data-href": local(one.href), "data-key": one.key },
          make("span", { class: "dot", "data-class": one.class, "aria-hidden": "true" }), make("span", { class: "found-name" }, one.name),
          one.matched && one.matched !== one.name ? make("span", { class: "found-matched" }, one.matched) : null, make("span", { class: "found-kind" }, one.classLabel),
        ),
      ),
    );
    told.textContent = found.length ? say(`${found.length} 个结果`, `${found.length} results`) : say("没有找到", "Nothing found");
    show(found.length > 0);
  };
  const ask = async (): Promise<void> => {
    asked?.abort();
    const words = input.value.trim();
    if (!words) return show(false);
    asked = new AbortController();
    const narrowed = input.dataset["search"];
    try {
      const answer = await read<{ results: Found[] }>(api("search", { q: words, limit: "12", ...(narrowed ? { class: narrowed } : {}) }), asked.signal);
      if (input.value.trim() === words) render(answer.results);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) show(false); // the form itself still works
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      show(true);
      point(event.key === "ArrowDown" ? (pointed + 1) % count : (pointed <= 0 ? count : pointed) - 1);
    } else if (event.key === "Enter" && pointed >= 0 && !list.hidden) {
      event.preventDefault();
      pick(list.children[pointed]!);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  input.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps its focus
  list.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (row) pick(row);
  });
}

/** Every field that says where to ask. `/` leads to the first. */
export function search(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>("input[data-search]")];
  fields.forEach(attach);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], .CodeMirror");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !fields[0]) return;
    event.preventDefault();
    fields[0].focus();
  });
}
