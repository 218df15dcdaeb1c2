/** An article: cards at its mentions that tell why they were linked, and notes in the margin joined to their sentences. */

import { local, make, read, say } from "./dom";

interface Reasons {
  mentions: Record<string, { reasons: { feature: string; weight: number | null; text: string }[] }>;
}

/** Keep a card inside the window. */
function fit(card: HTMLElement): void {
  card.style.marginLeft = "0px";
  const box = card.getBoundingClientRect(), room = document.documentElement.clientWidth - 8;
  if (box.right > room) card.style.marginLeft = `${Math.max(room - box.right, 8 - box.left)}px`;
}

function cards(holder: HTMLElement): void {
  let answer: Promise<Reasons> | null = null;
  const source = local(holder.dataset["why"]);
  const text = holder.closest("article") ?? holder; // the title's mentions, too
  const open = async (mention: Element): Promise<void> => {
    const card = document.getElementById(mention.getAttribute("aria-describedby") ?? "");
    if (!card) return;
    card.classList.remove("dismissed");
    fit(card);
    if (source === null || card.dataset["full"]) return;
    card.dataset["full"] = "true";
    try {
      const { reasons } = (await (answer ??= read<Reasons>(source))).mentions[mention.id.replace("char=", "")] ?? { reasons: [] };
      if (reasons.length) card.append(make("ul", { class: "reasons" }, ...reasons.slice(0, 8).map((reason) => make("li", {}, reason.text || reason.feature, reason.weight === null || reason.weight === undefined ? null : make("span", { class: "weight" }, ` ${Number(reason.weight.toFixed(2))}`)))));
      fit(card);
    } catch {
      answer = null; // the card without them is still right
      delete card.dataset["full"];
    }
  };
  const mention = (target: EventTarget | null): Element | null => (target instanceof Element ? target.closest(".mention") : null);
  text.addEventListener("pointerover", (event) => {
    const found = mention(event.target);
    if (found) void open(found);
  });
  text.addEventListener("focusin", (event) => {
    const found = mention(event.target);
    if (found) void open(found);
  });
  // A card can be dismissed, and stays away until its mention is looked at anew.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") text.querySelectorAll(".why").forEach((card) => card.classList.add("dismissed"));
  });
}

/** Where there is a margin, each note begins beside its sentence, as far as those above leave room. */
function align(notes: { note: HTMLElement; sentence: HTMLElement }[], aside: HTMLElement): void {
  for (const { note } of notes) note.style.marginTop = "";
  const isBeside = aside.getBoundingClientRect().left > (notes[0]?.sentence.closest("article") ?? aside).getBoundingClientRect().left + 80;
  if (!isBeside || matchMedia("print").matches) return;
  for (const { note, sentence } of notes) {
    const gap = sentence.getClientRects()[0]!.top - note.getBoundingClientRect().top;
    if (gap > 0) note.style.marginTop = `${gap + parseFloat(getComputedStyle(note).marginTop)}px`;
  }
}

function margin(): void {
  const aside = document.querySelector<HTMLElement>("aside");
  const notes: { note: HTMLElement; sentence: HTMLElement }[] = [];
  document.querySelectorAll<HTMLElement>("aside .note[data-for]").forEach((note) => {
    const sentence = document.getElementById(note.dataset["for"] ?? "");
    if (sentence) notes.push({ note, sentence });
  });
  if (!aside || !notes.length) return;
  for (const { note, sentence } of notes) {
    const light = (on: boolean): void => {
      note.classList.toggle("lit", on);
      sentence.classList.toggle("lit", on);
    };
    for (const side of [note, sentence]) {
      side.addEventListener("pointerenter", () => light(true));
      side.addEventListener("pointerleave", () => light(false));
      side.addEventListener("focusin", () => light(true));
      side.addEventListener("focusout", () => light(false));
    }
    if (!note.querySelector('a[href^="#"]')) note.append(make("a", { class: "to-sentence", href: `#${sentence.id}` }, say("见原句", "the sentence")));
  }
  const order = notes.every(({ sentence }, number) => number === 0 || notes[number - 1]!.sentence.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING || notes[number - 1]!.sentence === sentence);
  if (!order) return;
  const again = (): void => align(notes, aside);
  again();
  addEventListener("resize", again);
  void document.fonts.ready.then(again);
}

export function article(): void {
  document.querySelectorAll<HTMLElement>("[data-why]").forEach(cards);
  margin();
}
