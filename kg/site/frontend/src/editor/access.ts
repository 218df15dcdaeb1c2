/** Names for those controls of YASGUI that have only a picture, so that a screen reader can say them. */

import { say } from "../dom";

const NAMES: [string, string, string][] = [
  [".yasqe_queryButton", "运行查询", "Run the query"],
  [".yasqe_share", "分享查询", "Share the query"],
  [".tabMenu, .tabContextButton", "标签页设置", "Tab settings"],
  [".addTab", "新标签页", "New tab"],
  [".closeTab", "关闭标签页", "Close tab"],
  [".yasr_downloadIcon, .yasr_dnd", "下载", "Download"],
  [".yasr_help, .yasr_external_ref_btn", "帮助", "Help"],
  [".yasqe textarea", "SPARQL 查询", "SPARQL query"],
  [".CodeMirror textarea", "SPARQL", "SPARQL"],
];

/** Give each its name; done again whenever YASGUI draws something new. */
export function name(place: HTMLElement): void {
  // It stands among the tabs, where only tabs may stand.
  place.querySelectorAll('[role="tablist"] .addTab:not([role])').forEach((button) => button.setAttribute("role", "tab"));
  for (const [selector, zh, en] of NAMES) {
    place.querySelectorAll(selector).forEach((control) => {
      if (!control.getAttribute("aria-label")) control.setAttribute("aria-label", say(zh, en));
    });
  }
}
