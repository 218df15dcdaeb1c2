/** A button that copies the address of the page: every page is a link that can be shared. */

import { make, say } from "./dom";

export function copy(): void {
  const heading = document.querySelector("main h1");
  if (!heading || document.body.dataset["page"] === "error") return;
  const told = make("span", { class: "sr-only", role: "status" });
  const button = make("button", { type: "button", class: "copy" }, say("复制链接", "Copy link"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = say("已复制", "Copied");
    } catch {
      button.textContent = say("请从地址栏复制", "Copy it from the address bar");
    }
    told.textContent = button.textContent;
    button.addEventListener("blur", () => (button.textContent = say("复制链接", "Copy link")), { once: true });
  });
  heading.before(make("div", { class: "share" }, button, told));
}
