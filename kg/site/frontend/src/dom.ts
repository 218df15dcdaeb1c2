/** Elements and words. Text from articles reaches the page only through text nodes and attributes: nothing here parses markup. */

type Child = Node | string | null | undefined;
type Attributes = Record<string, string | number | boolean | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

/** Characters that would turn the direction of what stands beside them, shown as something odd. */
export const plain = (text: string): string => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined).map((child) => (typeof child === "string" ? plain(child) : child)));
  return element;
}

/** An HTML element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element with attributes and children. */
export function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** The page's language chooses between two wordings. */
export const say = (zh: string, en: string): string => (document.documentElement.lang.startsWith("zh") ? zh : en);

/** An address of this site, or null: links made from data never leave it and never run anything. */
export function local(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const found = new URL(address, location.href);
    return found.origin === location.origin ? found.pathname + found.search + found.hash : null;
  } catch {
    return null;
  }
}

/** JSON of this site. */
export async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const found = local(address);
  if (found === null) throw new Error(`not of this site: ${address}`);
  const answer = await fetch(found, { headers: { Accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return (await answer.json()) as T;
}

/** Words of an address for the language that was chosen by the address of this page. */
export function kept(values: Record<string, string>): string {
  const chosen = new URLSearchParams(location.search).get("lang");
  return new URLSearchParams({ ...values, ...(chosen ? { lang: chosen } : {}) }).toString();
}

/** The address of a service of this site, in the page's language. */
export function api(name: string, values: Record<string, string>): string {
  const root = document.documentElement.dataset["root"] ?? "";
  return `${root}/api/${name}?${new URLSearchParams({ ...values, lang: say("zh", "en") }).toString()}`;
}
