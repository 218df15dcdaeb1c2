"use strict";
/* The explorer of graph.html. Plain JavaScript, no build step; vis-network (global `vis`) draws.
 *
 * Reading order: words, text, model, view (what is shown and where), canvas (labels), search, filters, panel, path, export,
 * sharing, keyboard, start. Text from articles reaches the page only through textContent, canvas text and downloads: nothing
 * here parses markup. The opening view is drawn before the rest of the data is read.
 */
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  // ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  const WORDS = {
    subtitle: ["知识图谱", "knowledge graph"], search: ["搜索：名称、拼音、首字母、代码（/）", "Search: name, pinyin, initials, code (/)"],
    core: ["核心", "Core"], whole: ["全图", "Whole graph"], undo: ["撤销", "Undo"], filters: ["筛选", "Filters"], export: ["导出", "Export"],
    link: ["复制链接", "Copy link"], copied: ["链接已复制", "Link copied"], print: ["打印", "Print"], theme: ["深色或浅色", "Dark or light"],
    help: ["键盘操作", "Keyboard"], stage: ["关系图。方向键平移，加减号缩放，N 下一个实体", "Network. Arrows pan, plus and minus zoom, N next entity"],
    details: ["详情", "Details"], kinds: ["类别", "Classes"], relations: ["关系", "Relations"], publishers: ["媒体", "Publishers"],
    modality: ["语气", "Modality"], confidence: ["最低置信度", "Least confidence"], dates: ["报道日期", "Article dates"],
    from: ["从", "From"], to: ["到", "To"], unknown: ["未注明", "not given"], reset: ["清除筛选", "Clear filters"],
    Asserted: ["已发生", "asserted"], Planned: ["计划", "planned"], Negated: ["否定", "negated"],
    close: ["关闭", "Close"], expand: ["展开邻居", "Expand"], only: ["只看邻域", "Only this"], hide: ["隐藏", "Hide"], pin: ["固定", "Pin"],
    unpin: ["取消固定", "Unpin"], path: ["路径到…", "Path to…"], outgoing: ["作为主语", "As subject"], incoming: ["作为宾语", "As object"],
    figures: ["数字", "Figures"], articles: ["报道", "Articles"], names: ["其他名称", "Other names"], codes: ["代码", "Codes"],
    around: ["名录所载", "From the gazetteer"], source: ["原文", "original"], more: ["其余", "more"], saidBy: ["引述", "said by"],
    pickEnd: ["选择路径的终点：点一个实体，或搜索", "Choose where the path ends: click an entity, or search"], noPath: ["两者之间没有路径", "No path between the two"],
    pathTitle: ["路径", "Path"], nothing: ["没有找到", "Nothing found"], loading: ["正在读取全图…", "Reading the whole graph…"],
    shown: ["个实体", "entities"], edges: ["条关系", "relations"], of: ["共", "of"], stockCode: ["证券代码", "stock code"],
    hongKongStockCode: ["港股代码", "Hong Kong stock code"], swiftCode: ["SWIFT", "SWIFT"], leiCode: ["LEI", "LEI"],
    unifiedSocialCreditCode: ["统一社会信用代码", "unified social credit code"], divisionCode: ["行政区划代码", "division code"],
    documentNumber: ["文号", "document number"], yoy: ["同比", "year on year"], mom: ["环比", "month on month"], gone: ["已隐藏", "hidden"],
    neighbours: ["个邻居", "neighbours"], sentences: ["条依据", "sentences"], stop: ["共用隐藏", "hidden"], showHidden: ["恢复隐藏", "Show hidden"],
    everyFigure: ["全部数字", "All figures"], match: ["按指标、实体筛选", "Narrow by metric or entity"], nothingAbout: ["未归于实体", "about no entity"],
    subject: ["主语", "subject"], trigger: ["谓语", "trigger"], object: ["宾语", "object"],
  };
  const KEYS = [
    ["/", "搜索", "search"], ["← ↑ → ↓", "平移", "pan"], ["+ −", "缩放", "zoom"], ["0", "看全当前视图", "fit the view"],
    ["N  B", "下一个 / 上一个实体", "next / previous entity"], ["R", "下一条关系", "next relation of the entity"], ["E", "展开邻居", "expand"],
    ["H", "隐藏", "hide"], ["F", "全部数字", "all figures"], ["P", "固定或取消", "pin or unpin"], ["U", "撤销", "undo"], ["C  W", "核心 / 全图", "core / whole graph"], ["Esc", "关闭", "close"],
  ];
  let language = "zh";
  const tongue = () => (language === "zh" ? 0 : 1);
  const t = (word) => (WORDS[word] || [word, word])[tongue()];

  // ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  // Characters that would turn the direction of what stands beside them are shown as what they are: something odd. One for one.
  const plain = (text) => String(text).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
  const clip = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);

  /** An element; children are elements or text, never markup. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children.flat()) {
      if (child === null || child === undefined || child === "") continue;
      element.append(child instanceof Node ? child : plain(child));
    }
    return element;
  }

  /** The same cut as `caption` in view.py. */
  function caption(name) {
    if (name.length > 18) name = name.slice(0, 17) + "…";
    if (name.length <= 11) return [name];
    const cut = name.length > 16 ? 9 : Math.ceil(name.length / 2);
    return [name.slice(0, cut), name.slice(cut)];
  }

  // ── Model ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  let data = null; // what pack.py wrote
  let touching = []; // claims by node
  let pairs = new Map(); // claims by "subject>object"
  let rank = []; // how much hangs on a node
  const keyOf = (claim) => `${data.claims.s[claim]}>${data.claims.o[claim]}`;
  const nameOf = (node) => data.nodes.name[node];
  const relationOf = (claim) => data.relations[data.claims.p[claim]][1 + tongue()] || data.relations[data.claims.p[claim]][0];
  const kindOf = (node) => data.kinds[data.nodes.kind[node]];
  const reportOf = (claim) => data.quotes.report[data.claims.quote[claim]];

  async function readData() {
    const holder = byId("data");
    let text = holder.textContent;
    if (holder.type !== "application/json") {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    }
    holder.textContent = "";
    data = JSON.parse(text);
    touching = data.nodes.iri.map(() => []);
    data.claims.s.forEach((subject, claim) => {
      const object = data.claims.o[claim];
      touching[subject].push(claim);
      if (object !== subject) touching[object].push(claim);
      const key = `${subject}>${object}`;
      if (pairs.has(key)) pairs.get(key).push(claim);
      else pairs.set(key, [claim]);
    });
    rank = touching.map((claims, node) => claims.length + data.nodes.reports[node].length / 2);
  }

  // ── View: what is shown and where ───────────────────────────────────────────────────────────────────────────────────

  const opening = JSON.parse(byId("opening").textContent);
  // The view was laid out for a landscape screen: on a phone held upright it stands on its side.
  const upright = innerHeight > innerWidth * 1.15;
  const turned = (node) => (upright ? { x: node.y * 0.9, y: node.x } : { x: node.x, y: node.y });
  const openingPlaces = new Map(opening.nodes.map((node) => [node.id, turned(node)]));
  const captions = new Map(opening.nodes.map((node) => [node.id, plain(node.label).split("\n")]));
  const edgeWords = new Map(opening.edges.map((edge) => [`${edge.from}>${edge.to}`, plain(edge.label || "")]));

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let order = []; // shown nodes, the weightiest first: they get their labels first
  let selected = null; // {node} or {pair}
  let state = fresh();
  const past = [];

  function fresh() {
    return {
      view: "core", shown: new Set(openingPlaces.keys()), places: new Map(openingPlaces), hidden: new Set(), pinned: new Set(),
      off: { kinds: new Set(), relations: new Set(), publishers: new Set(), modality: new Set() }, confidence: 0, from: 0, to: Infinity,
    };
  }
  function copy(of) {
    const off = Object.fromEntries(Object.entries(of.off).map(([name, set]) => [name, new Set(set)]));
    return { ...of, shown: new Set(of.shown), places: new Map(of.places), hidden: new Set(of.hidden), pinned: new Set(of.pinned), off };
  }
  let going = ""; // the control that is being moved: all its steps are one change
  /** Do something that undo takes back. */
  function change(action, control = "") {
    if (!control || control !== going) past.push(copy(state));
    going = control;
    if (past.length > 60) past.shift();
    action();
    refresh();
  }
  function undo() {
    if (!past.length) return;
    going = "";
    state = past.pop();
    refresh();
    drawFilters();
    network.fit({ animation: false });
  }

  const colours = () => {
    const style = getComputedStyle(root);
    const read = (name) => style.getPropertyValue(name).trim();
    return { paper: read("--paper"), ink: read("--ink"), soft: read("--soft"), edge: read("--edge"), veil: read("--veil"), accent: read("--accent") };
  };
  let ink = null;

  function nodeLook(shape, colour) {
    return {
      shape,
      color: { background: colour, border: ink.paper, highlight: { background: colour, border: ink.ink }, hover: { background: colour, border: ink.soft } },
    };
  }
  const edgeLook = () => ({ color: ink.edge, highlight: ink.accent, hover: ink.accent, inherit: false });

  const factFilter = () => {
    const { off } = state;
    return off.relations.size || off.publishers.size || off.modality.size || state.confidence || state.from > 0 || state.to !== Infinity;
  };
  function passes(claim) {
    const { off } = state;
    const report = reportOf(claim);
    if (off.relations.has(data.claims.p[claim]) || off.publishers.has(data.reports.publisher[report])) return false;
    if (off.modality.has(data.claims.modality[claim]) || data.claims.confidence[claim] < state.confidence) return false;
    if (state.from <= 0 && state.to === Infinity) return true;
    const bin = calendar.binOf[report];
    return bin >= state.from && bin <= state.to;
  }

  /** Bring the picture to the state, touching only what differs. */
  function refresh() {
    if (!data) return;
    const filtered = factFilter();
    const keep = new Set();
    for (const node of state.shown) {
      if (state.hidden.has(node) || state.off.kinds.has(data.nodes.kind[node])) continue;
      if (filtered && !touching[node].some(passes)) continue;
      keep.add(node);
    }
    const wanted = new Map();
    for (const node of keep) {
      for (const claim of touching[node]) {
        const subject = data.claims.s[claim], object = data.claims.o[claim];
        if (subject !== node || subject === object || !keep.has(object) || (filtered && !passes(claim))) continue;
        const key = keyOf(claim);
        if (wanted.has(key)) wanted.get(key).push(claim);
        else wanted.set(key, [claim]);
      }
    }
    const many = keep.size > 400;
    nodes.remove(nodes.getIds().filter((id) => !keep.has(id)));
    nodes.update([...keep].map((node) => visNode(node, many)).filter((node) => node));
    edges.remove(edges.getIds().filter((id) => !wanted.has(id)));
    edges.update([...wanted].map(([key, claims]) => visEdge(key, claims)).filter((edge) => edge));
    order = [...keep].sort((one, two) => rank[two] - rank[one] || one - two);
    if (hovering !== keep.size <= 12000) {
      hovering = !hovering;
      network.setOptions({ interaction: { hover: hovering } });
    }
    byId("undo").disabled = !past.length;
    byId("core").setAttribute("aria-pressed", String(state.view === "core"));
    byId("whole").setAttribute("aria-pressed", String(state.view === "whole"));
    tell();
    if (listing) drawPanel();
    remember();
  }

  let hovering = true; // looking for what lies under the pointer costs too much where there is very much

  const drawn = new Map(); // what each DataSet row was made from, so that unchanged rows are not touched
  function visNode(node, many) {
    const at = state.places.get(node) || { x: data.nodes.x[node], y: data.nodes.y[node] };
    const size = many ? 13 + Math.min(30, Math.sqrt(rank[node]) * 4) : 10 + Math.min(8, Math.sqrt(rank[node]));
    const mark = `${at.x},${at.y},${size},${state.pinned.has(node)},${root.dataset.theme},${language}`;
    if (nodes.get(node) && drawn.get(node) === mark) return null;
    drawn.set(node, mark);
    const [, zh, en, shape, colour] = kindOf(node);
    if (!captions.has(node)) captions.set(node, caption(plain(nameOf(node))));
    const pinned = state.pinned.has(node);
    const look = nodeLook(shape, colour);
    if (pinned) look.color.border = ink.ink;
    return {
      id: node, x: at.x, y: at.y, size, ...look, borderWidth: pinned ? 3 : 1, fixed: pinned,
      title: `${plain(nameOf(node))}\n${language === "zh" ? zh : en}`,
    };
  }
  function visEdge(key, claims) {
    const words = [...new Set(claims.map(relationOf))].join("、");
    const best = Math.min(...claims.map((claim) => data.claims.modality[claim]));
    const mark = `${words},${best},${claims.length},${root.dataset.theme}`;
    edgeWords.set(key, words);
    if (edges.get(key) && drawn.get(key) === mark) return null;
    drawn.set(key, mark);
    const [from, to] = key.split(">").map(Number);
    return { id: key, from, to, width: Math.min(4, 0.8 + Math.log2(claims.length) * 0.6), dashes: best === 0 ? false : best === 1 ? [7, 5] : [2, 4], color: edgeLook() };
  }
  function edgeTitle(key) {
    const claims = pairs.get(key) || [];
    const [from, to] = key.split(">").map(Number);
    const quotes = [...new Set(claims.map((claim) => data.claims.quote[claim]))].slice(0, 3);
    const lines = quotes.map((quote) => {
      const report = data.quotes.report[quote];
      return `“${clip(plain(data.quotes.text[quote]), 120)}” ${plain(data.publishers[data.reports.publisher[report]])} ${data.reports.day[report]}`;
    });
    return [`${plain(nameOf(from))} → ${edgeWords.get(key)} → ${plain(nameOf(to))}`, ...lines].join("\n");
  }

  function showCore() {
    change(() => Object.assign(state, { view: "core", shown: new Set(openingPlaces.keys()), places: new Map(openingPlaces) }));
    network.fit({ animation: false });
  }
  function showWhole() {
    change(() => Object.assign(state, { view: "whole", shown: new Set(data.nodes.iri.keys()), places: new Map() }));
    network.fit({ animation: false });
  }
  /** Where a node may stand near another without covering what is shown. */
  function freePlace(around, taken) {
    for (let step = 1; step < 4000; step += 1) {
      const away = 62 * Math.sqrt(step), turn = step * 2.399963;
      const x = Math.round(around.x + away * 1.5 * Math.cos(turn)), y = Math.round(around.y + away * Math.sin(turn));
      if (taken.every((other) => Math.abs(other.x - x) > 118 || Math.abs(other.y - y) > 62)) return { x, y };
    }
    return { ...around };
  }
  const placeOf = (node) => state.places.get(node) || { x: data.nodes.x[node], y: data.nodes.y[node] };
  function neighbours(node) {
    const found = new Set();
    for (const claim of touching[node]) {
      if (passes(claim)) found.add(data.claims.s[claim] === node ? data.claims.o[claim] : data.claims.s[claim]);
    }
    found.delete(node);
    return [...found].sort((one, two) => rank[two] - rank[one] || one - two);
  }
  /** Add nodes beside one that is shown. */
  function add(found, around) {
    const taken = [...state.shown].filter((node) => !state.hidden.has(node)).map(placeOf);
    for (const node of found) {
      state.hidden.delete(node);
      if (state.shown.has(node)) continue;
      const place = freePlace(around, taken);
      taken.push(place);
      state.places.set(node, place);
      state.shown.add(node);
      state.view = "some";
    }
  }
  function expand(node) {
    const found = neighbours(node).slice(0, 60);
    if (found.some((other) => !state.shown.has(other) || state.hidden.has(other))) change(() => add(found, placeOf(node)));
  }
  function showOnly(node) {
    const around = { x: 0, y: 0 };
    change(() => {
      Object.assign(state, { view: "some", shown: new Set([node]), places: new Map([[node, around]]) });
      state.hidden.delete(node);
      add(neighbours(node).slice(0, 80), around);
    });
    network.fit({ animation: false });
  }
  function hide(node) {
    change(() => state.hidden.add(node));
    if (selected && selected.node === node) choose(null);
  }
  function pin(node) {
    change(() => {
      if (state.pinned.has(node)) state.pinned.delete(node);
      else state.pinned.add(node);
    });
    drawPanel();
  }
  /** Show a node wherever it is: add it to the view if it is not there, and go to it. */
  function reveal(node) {
    if (!nodes.get(node)) {
      change(() => {
        state.hidden.delete(node);
        state.off.kinds.delete(data.nodes.kind[node]);
        if (state.view !== "whole") {
          const near = neighbours(node).find((other) => nodes.get(other));
          add([node], near === undefined ? network.getViewPosition() : placeOf(near));
        }
      });
    }
    if (nodes.get(node)) network.moveTo({ position: placeOf(node), scale: Math.max(network.getScale(), 0.9), animation: false });
  }

  function tell(message) {
    if (message) { byId("status").textContent = message; return; }
    if (!data) return;
    const gone = state.hidden.size ? ` · ${state.hidden.size} ${t("gone")}` : "";
    byId("status").textContent = language === "zh"
      ? `${order.length} / ${data.nodes.iri.length} 个实体 · ${edges.length} 组关系${gone}`
      : `${order.length} of ${data.nodes.iri.length} entities · ${edges.length} pairs related${gone}`;
  }

  // ── Canvas: labels, by weight, each only where it covers nothing ────────────────────────────────────────────────────

  const FONT = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC",system-ui,sans-serif';
  const CELL = 4; // spots keep more than a cell between a node and its own label
  let widths = new Map();
  let placed = []; // boxes of the labels in the last frame, in CSS pixels: for tests, and for anyone who wants to know

  // While a big picture is dragged or zoomed, its last frame is moved instead of drawing ten thousand nodes sixty times a second.
  const HEAVY = 1200;
  let frozen = null; // {picture, position, scale}
  let last = { position: { x: 0, y: 0 }, scale: 1 }; // what the last full frame showed
  let settled = 0;
  const heavy = () => order.length + edges.length > HEAVY;
  function takePicture() {
    const source = byId("mynetwork").querySelector("canvas"), picture = document.createElement("canvas");
    picture.width = source.width;
    picture.height = source.height;
    picture.getContext("2d").drawImage(source, 0, 0);
    return { picture, ...last };
  }
  function freeze(event) {
    const hide = network.renderer.options;
    thaw();
    network.renderer.dragging = true;
    hide.hideNodesOnDrag = !event.nodes.length && heavy();
    hide.hideEdgesOnDrag = hide.hideNodesOnDrag || edges.length > 2500;
    if (hide.hideNodesOnDrag) frozen = takePicture();
  }
  /** The wheel turns, or two fingers pinch: for vis-network it is as if the picture were dragged, until it rests. */
  function freezeZoom() {
    if (!heavy() || (frozen && !settled)) return; // nothing to gain, or dragged at the same time
    const { renderer } = network;
    if (!frozen) frozen = takePicture();
    Object.assign(renderer.options, { hideNodesOnDrag: true, hideEdgesOnDrag: true });
    renderer.dragging = true;
    clearTimeout(settled);
    settled = setTimeout(() => { thaw(); network.redraw(); }, 160);
  }
  function thaw() {
    clearTimeout(settled);
    settled = 0;
    frozen = null;
    network.renderer.dragging = false;
  }
  function drawFrozen(context, ratio) {
    const at = network.getViewPosition(), scale = network.getScale(), grown = scale / frozen.scale;
    const { width, height } = context.canvas;
    const x = (width / 2) * (1 - grown) + (frozen.position.x - at.x) * scale * ratio;
    const y = (height / 2) * (1 - grown) + (frozen.position.y - at.y) * scale * ratio;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(frozen.picture, x, y, width * grown, height * grown);
    context.restore();
  }

  function drawLabels(context) {
    const canvas = context.canvas;
    if (frozen) { drawFrozen(context, canvas.width / canvas.clientWidth || 1); return; }
    const ratio = canvas.width / canvas.clientWidth || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    const scale = network.getScale(), middle = network.getViewPosition();
    last = { position: middle, scale };
    const columns = Math.ceil(width / CELL), rows = Math.ceil(height / CELL);
    const taken = new Uint8Array(columns * rows);
    placed = [];
    const claim = (left, top, right, bottom, force) => {
      const a = Math.max(0, Math.floor(left / CELL)), b = Math.min(columns - 1, Math.floor(right / CELL));
      const c = Math.max(0, Math.floor(top / CELL)), d = Math.min(rows - 1, Math.floor(bottom / CELL));
      if (b < a || d < c) return false; // beyond the screen
      if (!force) for (let y = c; y <= d; y += 1) for (let x = a; x <= b; x += 1) if (taken[y * columns + x]) return false;
      for (let y = c; y <= d; y += 1) taken.fill(1, y * columns + a, y * columns + b + 1);
      return true;
    };
    const points = network.body.nodes;
    const spot = (node) => ({ x: (points[node].x - middle.x) * scale + width / 2, y: (points[node].y - middle.y) * scale + height / 2 });
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "top";
    context.textAlign = "center";
    const known = selected && (selected.node !== undefined ? points[selected.node] : edges.get(selected.pair));
    const chosen = !known ? [] : selected.node !== undefined ? [selected.node] : selected.pair.split(">").map(Number);
    const queue = chosen.length ? [...chosen, ...network.getConnectedNodes(chosen[0]).filter((node) => !chosen.includes(node)), ...order] : order;
    const done = new Set();
    const few = order.length <= 300;
    const visible = [];
    for (const node of queue) {
      if (done.has(node) || !points[node]) continue;
      done.add(node);
      const { x, y } = spot(node);
      if (x < -80 || y < -40 || x > width + 80 || y > height + 20) continue;
      visible.push([node, x, y]);
      if (few) { const half = points[node].options.size * scale; claim(x - half, y - half, x + half, y + half * 0.9, true); }
      if (visible.length >= 1500) break;
    }
    const size = Math.max(12, Math.min(16, 13 * scale));
    context.font = `${size}px ${FONT}`;
    let count = 0;
    for (const [node, x, y] of visible) {
      const lines = captions.get(node) || (data ? captions.set(node, caption(plain(nameOf(node)))).get(node) : [""]);
      if (!widths.has(node)) widths.set(node, Math.max(...lines.map((line) => context.measureText(line).width)) / size);
      const half = (widths.get(node) * size) / 2, tall = lines.length * size * 1.22;
      const reach = points[node].options.size * scale;
      // Beneath the node, or above it, or beside it.
      const spots = [[x, y + reach + 3], [x, y - reach - tall - 5], [x + reach + half + 6, y - tall / 2], [x - reach - half - 6, y - tall / 2]];
      let spotted = spots.find(([at, top]) => at - half > 0 && at + half < width && top > 0 && top + tall < height && claim(at - half - 1, top + 2, at + half + 1, top + tall, false));
      if (!spotted && chosen[0] === node) { spotted = spots[0]; claim(x - half - 1, spotted[1] + 1, x + half + 1, spotted[1] + tall, true); }
      if (!spotted) continue;
      const [at, top] = spotted;
      context.fillStyle = ink.veil;
      context.fillRect(at - half - 2, top - 1, half * 2 + 4, tall + 1);
      context.fillStyle = ink.ink;
      lines.forEach((line, row) => context.fillText(line, at, top + row * size * 1.22));
      placed.push({ node, left: at - half, top, right: at + half, bottom: top + tall });
      count += 1;
      if (count >= (few ? 300 : 90)) break;
    }
    if (edges.length <= 1200 && scale > 0.45) {
      context.font = `11px ${FONT}`;
      context.textBaseline = "middle";
      const first = chosen.length === 1 ? network.getConnectedEdges(chosen[0]) : known ? [selected.pair] : [];
      for (const key of new Set([...first, ...edges.getIds()])) {
        const [from, to] = key.split(">");
        const words = edgeWords.get(key);
        if (!words || !points[from] || !points[to]) continue;
        const one = spot(from), two = spot(to);
        const part = edges.get(`${to}>${from}`) ? 0.36 : 0.5;
        const x = one.x + (two.x - one.x) * part, y = one.y + (two.y - one.y) * part;
        if (x < 0 || y < 0 || x > width || y > height) continue;
        if (!widths.has(words)) widths.set(words, context.measureText(words).width);
        const half = widths.get(words) / 2;
        if (Math.hypot(two.x - one.x, two.y - one.y) < half * 1.2 + 20) continue;
        if (!claim(x - half - 1, y - 7, x + half + 1, y + 7, false)) continue;
        context.fillStyle = ink.veil;
        context.fillRect(x - half - 2, y - 7, half * 2 + 4, 14);
        context.fillStyle = first.includes(key) ? ink.accent : ink.soft;
        context.fillText(words, x, y);
        placed.push({ pair: key, left: x - half, top: y - 6, right: x + half, bottom: y + 6 });
      }
    }
    context.restore();
  }

  // ── Search ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  const sounds = new Map();
  const soundsOf = (character) => {
    if (!sounds.has(character)) sounds.set(character, (data.readings[character] || "").split(" ").filter((sound) => sound));
    return sounds.get(character);
  };
  /** Whether the letters spell the characters from `at` on: each whole, by its initial, or the last one begun. */
  function spells(name, at, letters, from) {
    if (from === letters.length) return true;
    if (at === name.length) return false;
    const character = name[at];
    if (character === letters[from] && spells(name, at + 1, letters, from + 1)) return true;
    const found = soundsOf(character);
    if (!found.length) return character < "\u3000" && /[a-z0-9]/.test(character) ? false : spells(name, at + 1, letters, from);
    for (const sound of found) {
      if (sound[0] !== letters[from]) continue;
      const rest = letters.slice(from);
      if (sound.startsWith(rest)) return true;
      if (rest.startsWith(sound) && spells(name, at + 1, letters, from + sound.length)) return true;
      if (spells(name, at + 1, letters, from + 1)) return true;
    }
    return false;
  }
  let searchable = null;
  function search(words) {
    const query = words.trim().toLowerCase().normalize("NFKC");
    if (!query || !data) return [];
    if (!searchable) {
      searchable = data.nodes.name.map((name, node) => [name, ...(data.nodes.aliases[node] || [])].map((form) => form.toLowerCase()));
    }
    const letters = /^[a-z' ]+$/.test(query) ? query.replace(/[' ]/g, "") : "";
    const found = [];
    searchable.forEach((forms, node) => {
      let best = 0, by = "";
      forms.forEach((form, place) => {
        const own = place === 0 ? 1 : 0;
        let score = form === query ? 100 : form.startsWith(query) ? 80 : form.includes(query) ? 60 : 0;
        if (!score && letters) {
          if (soundsOf(form[0]).length && spells(form, 0, letters, 0)) score = 50;
          else for (let at = 1; at < form.length && !score; at += 1) if (soundsOf(form[at]).length && spells(form, at, letters, 0)) score = 25;
        }
        if (score && score + own > best) { best = score + own; by = place ? data.nodes.aliases[node][place - 1] : ""; }
      });
      for (const [, code] of data.nodes.codes[node] || []) {
        const low = code.toLowerCase();
        const score = low === query || low.replace(/^[a-z]+/, "") === query ? 90 : low.includes(query) ? 40 : 0;
        if (score > best) { best = score; by = code; }
      }
      if (best) found.push([best, rank[node], node, by]);
    });
    found.sort((one, two) => two[0] - one[0] || two[1] - one[1] || one[2] - two[2]);
    return found.slice(0, 30);
  }
  let pointed = -1;
  function drawFound() {
    const list = byId("found"), query = byId("query");
    const found = search(query.value);
    list.replaceChildren(...found.map(([, , node, by], place) => make("li", {
      role: "option", id: `found-${place}`, "data-node": node, "aria-selected": String(place === 0),
      onmousedown: (event) => { event.preventDefault(); pick(node); },
    }, icon(kindOf(node)), make("span", {}, nameOf(node)), by ? make("small", {}, by) : "")));
    if (query.value.trim() && data && !found.length) list.append(make("li", { class: "soft" }, t("nothing")));
    pointed = found.length ? 0 : -1;
    list.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!list.hidden));
    query.setAttribute("aria-activedescendant", pointed < 0 ? "" : "found-0");
  }
  function point(step) {
    const rows = byId("found").querySelectorAll("[role=option]");
    if (!rows.length) return;
    pointed = (pointed + step + rows.length) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === pointed)));
    rows[pointed].scrollIntoView({ block: "nearest" });
    byId("query").setAttribute("aria-activedescendant", `found-${pointed}`);
  }
  function pick(node) {
    byId("query").value = "";
    drawFound();
    if (pathFrom !== null) { findPath(pathFrom, node); return; }
    reveal(node);
    choose({ node });
  }

  // ── Filters, which are the legend too ───────────────────────────────────────────────────────────────────────────────

  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = {
    square: "M3 3h12v12H3z", diamond: "M9 1l8 8-8 8-8-8z", triangle: "M9 2l8 14H1z", triangleDown: "M1 3h16L9 17z", hexagon: "M5 2h8l4 7-4 7H5L1 9z",
    star: "M9 1l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L9 13.6 4 16.4l1.1-5.6L1 6.9l5.6-.7z", dot: "M9 2a7 7 0 1 0 .01 0z",
  };
  function icon([, , , shape, colour]) {
    const picture = document.createElementNS(SVG, "svg"), outline = document.createElementNS(SVG, "path");
    picture.setAttribute("viewBox", "0 0 18 18");
    picture.setAttribute("class", "icon");
    picture.setAttribute("aria-hidden", "true");
    outline.setAttribute("d", OUTLINES[shape] || OUTLINES.dot);
    outline.setAttribute("fill", colour);
    picture.append(outline);
    return picture;
  }
  let calendar = { binOf: [], names: [], counts: [] };
  /** Articles by month, or by as many months as make at most sixty bars. */
  function buildCalendar() {
    const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    const months = data.reports.day.filter((day) => /^\d{4}-\d{2}/.test(day)).map(monthOf);
    let low = Infinity, high = -Infinity;
    for (const month of months) { low = Math.min(low, month); high = Math.max(high, month); }
    const step = [1, 3, 6, 12, 24, 60].find((size) => (high - low) / size < 60) || 120;
    if (months.length) low -= low % step;
    const size = months.length ? Math.floor((high - low) / step) + 1 : 0;
    const counts = new Array(size).fill(0);
    const binOf = data.reports.day.map((day) => {
      if (!/^\d{4}-\d{2}/.test(day)) return NaN;
      const bin = Math.floor((monthOf(day) - low) / step);
      counts[bin] += 1;
      return bin;
    });
    const name = (bin) => { const month = low + bin * step; return step >= 12 ? `${Math.floor(month / 12)}` : `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`; };
    calendar = { binOf, counts, names: counts.map((_, bin) => name(bin)) };
  }
  function count(values, length) {
    const found = new Array(length).fill(0);
    for (const value of values) found[value] += 1;
    return found;
  }
  function choices(title, name, rows) {
    if (rows.length < 2 && name !== "kinds") return "";
    return make("section", {}, make("h3", {}, t(title)), make("div", { class: rows.length > 16 ? "scroll" : "" }, rows.map(([value, text, number, picture]) =>
      make("label", { class: "choice" }, make("input", {
        type: "checkbox", "data-filter": name, value, checked: !state.off[name].has(value),
        onchange: (event) => change(() => (event.target.checked ? state.off[name].delete(value) : state.off[name].add(value))),
      }), picture || "", make("span", { class: "name" }, text), make("span", { class: "count" }, String(number))))));
  }
  function drawFilters() {
    const kinds = count(data.nodes.kind, data.kinds.length), relations = count(data.claims.p, data.relations.length);
    const publishers = count(data.reports.publisher, data.publishers.length), modality = count(data.claims.modality, 3);
    byId("side").replaceChildren(...[
      choices("kinds", "kinds", data.kinds.map((kind, place) => [place, kind[1 + tongue()], kinds[place], icon(kind)])),
      choices("relations", "relations", data.relations.map((relation, place) => [place, relation[1 + tongue()], relations[place]]).filter((row) => row[2])),
      choices("modality", "modality", ["Asserted", "Planned", "Negated"].map((name, place) => [place, t(name), modality[place]]).filter((row) => row[2])),
      slider(), timeline(),
      choices("publishers", "publishers", data.publishers.map((name, place) => [place, name || t("unknown"), publishers[place]]).sort((one, two) => two[2] - one[2])),
      make("section", { class: "only-screen actions" },
        make("button", { type: "button", id: "reset", onclick: () => { change(() => Object.assign(state, (({ off, confidence, from, to }) => ({ off, confidence, from, to }))(fresh()))); drawFilters(); } }, t("reset")),
        make("button", { type: "button", id: "unhide", onclick: () => change(() => state.hidden.clear()) }, t("showHidden"))),
    ].filter((part) => part));
  }
  function slider() {
    const shown = make("output", {}, `${state.confidence} %`);
    return make("section", { class: "only-screen" }, make("h3", {}, `${t("confidence")} `, shown), make("input", {
      type: "range", id: "confidence", min: 0, max: 100, step: 5, value: state.confidence, "aria-label": t("confidence"),
      oninput: (event) => {
        shown.textContent = `${event.target.value} %`;
        change(() => { state.confidence = Number(event.target.value); }, "confidence");
      },
    }));
  }
  function timeline() {
    const { counts, names } = calendar;
    if (!counts.length) return "";
    const most = Math.max(...counts), last = counts.length - 1;
    const picture = document.createElementNS(SVG, "svg");
    picture.id = "histogram";
    picture.setAttribute("viewBox", `0 0 ${counts.length * 10} 44`);
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("aria-hidden", "true");
    counts.forEach((number, bin) => {
      const bar = document.createElementNS(SVG, "rect"), tall = number ? Math.max(2, (number / most) * 42) : 0;
      for (const [name, value] of Object.entries({ x: bin * 10 + 1, y: 44 - tall, width: 8, height: tall })) bar.setAttribute(name, value);
      picture.append(bar);
    });
    const shown = make("output", { class: "soft" });
    const paint = () => {
      const to = Math.min(state.to, last);
      picture.querySelectorAll("rect").forEach((bar, bin) => bar.classList.toggle("on", bin >= state.from && bin <= to));
      shown.textContent = `${names[state.from]} – ${names[to]}`;
    };
    const handle = (id, value, set) => make("input", {
      type: "range", id, min: 0, max: last, value, "aria-label": t(id === "date-from" ? "from" : "to"),
      oninput: (event) => {
        change(() => set(Number(event.target.value)), id);
        byId("date-from").value = state.from;
        byId("date-to").value = Math.min(state.to, last);
        paint();
      },
    });
    paint();
    return make("section", { class: "only-screen" }, make("h3", {}, t("dates")), picture,
      handle("date-from", state.from, (value) => { state.from = Math.min(value, Math.min(state.to, last)); }),
      handle("date-to", Math.min(state.to, last), (value) => { state.to = value >= last ? Infinity : Math.max(value, state.from); }), shown);
  }

  // ── Panel ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  let listing = false; // the panel shows all figures instead of what is selected
  let narrowed = "";
  function choose(what) {
    selected = what;
    listing = false;
    const known = what && (what.node !== undefined ? nodes.get(what.node) : edges.get(what.pair));
    if (known) network.setSelection({ nodes: what.node !== undefined ? [what.node] : [], edges: what.pair ? [what.pair] : [] }, { highlightEdges: true });
    else network.unselectAll();
    drawPanel();
    if (known && what.node !== undefined) uncover(what.node);
    network.redraw();
    remember();
  }
  function drawPanel() {
    const panel = byId("panel");
    panel.hidden = !data || !(selected || listing);
    byId("figures").setAttribute("aria-pressed", String(listing && !panel.hidden));
    if (!panel.hidden) {
      panel.replaceChildren(make("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => choose(null) }, "×"),
        ...(listing ? figuresPanel() : selected.node !== undefined ? nodePanel(selected.node) : pairPanel(selected.pair)));
      panel.scrollTop = 0;
    }
  }
  function showFigures() {
    choose(null);
    listing = true;
    drawPanel();
    remember();
  }
  /** Whether the panel lies, or would lie, over a point of the stage. */
  function covered({ x, y }) {
    const stage = byId("stage");
    return stage.clientWidth < 720 ? y > stage.clientHeight * 0.4 : x > stage.clientWidth - 390;
  }
  /** Bring a node out from under the panel. */
  function uncover(node) {
    const at = network.canvasToDOM(placeOf(node)), stage = byId("stage"), middle = network.getViewPosition();
    if (!covered(at)) return;
    const narrow = stage.clientWidth < 720;
    const goal = { x: narrow ? at.x : (stage.clientWidth - 390) / 2, y: narrow ? stage.clientHeight * 0.2 : at.y };
    const scale = network.getScale();
    network.moveTo({ position: { x: middle.x + (at.x - goal.x) / scale, y: middle.y + (at.y - goal.y) / scale }, animation: false });
  }
  const nodeLink = (node) => make("button", { type: "button", class: "as-link", "data-node": node, onclick: () => { reveal(node); choose({ node }); } }, nameOf(node));

  /** A list that shows its first entries and the rest on demand. */
  function list(entries, draw, first = 12) {
    const shown = make("ul", { class: "plain" }, entries.slice(0, first).map(draw));
    if (entries.length > first) {
      const more = make("button", { type: "button", onclick: () => { more.remove(); shown.append(...entries.slice(first).map(draw)); } }, `${t("more")} ${entries.length - first}`);
      return [shown, more];
    }
    return [shown];
  }
  function nodePanel(node) {
    const kind = kindOf(node), valid = data.nodes.valid[node];
    const claims = touching[node].filter(passes);
    const amounts = [...data.amounts.about.keys()].filter((amount) => data.amounts.about[amount] === node);
    const parts = [
      make("h2", { id: "who" }, nameOf(node)),
      make("div", {}, icon(kind), ` ${kind[1 + tongue()]}`, valid ? make("span", { class: "soft" }, ` · ${valid[0]} – ${valid[1]}`) : "",
        make("span", { class: "soft" }, ` · ${neighbours(node).length} ${t("neighbours")}`)),
      make("div", { class: "actions" }, ...[
        ["expand", () => expand(node)], ["only", () => { showOnly(node); choose({ node }); }], ["path", () => startPath(node)],
        [state.pinned.has(node) ? "unpin" : "pin", () => pin(node)], ["hide", () => hide(node)],
      ].map(([word, action]) => make("button", { type: "button", "data-do": word, onclick: action }, t(word)))),
    ];
    if (data.nodes.aliases[node]) parts.push(make("h3", {}, t("names")), make("div", { class: "chips" }, data.nodes.aliases[node].map((name) => make("span", {}, name))));
    if (data.nodes.codes[node]) parts.push(make("h3", {}, t("codes")), list(data.nodes.codes[node], ([scheme, code]) => make("li", {}, `${t(scheme)} ${code}`)));
    for (const [title, mine, other] of [["outgoing", "s", "o"], ["incoming", "o", "s"]]) {
      const found = new Map();
      for (const claim of claims) {
        if (data.claims[mine][claim] !== node) continue;
        const key = `${data.claims.p[claim]},${data.claims[other][claim]}`;
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(claim);
      }
      const rows = [...found.values()].sort((one, two) => data.claims.p[one[0]] - data.claims.p[two[0]] || two.length - one.length);
      if (!rows.length) continue;
      parts.push(make("h3", {}, t(title)), ...list(rows, (said) => make("li", {},
        make("button", { type: "button", class: "as-link", "data-pair": keyOf(said[0]), title: t("sentences"), onclick: () => openPair(keyOf(said[0])) }, `${relationOf(said[0])} · ${said.length}`),
        " ", modalityTag(said), " ", nodeLink(data.claims[other][said[0]]))));
    }
    if (amounts.length) parts.push(make("h3", {}, t("figures")), amountTable(amounts));
    if (data.nodes.around[node]) parts.push(make("h3", {}, t("around")), list(data.nodes.around[node], ([relation, other]) => make("li", {}, `${data.relations[relation][1 + tongue()]} `, nodeLink(other))));
    parts.push(make("h3", {}, `${t("articles")} ${data.nodes.reports[node].length}`), ...list([...data.nodes.reports[node]].sort((one, two) => data.reports.day[two].localeCompare(data.reports.day[one]) || one - two), (report) => make("li", {}, cite(report)), 8));
    return parts.flat();
  }
  /** Every figure that the filters leave, those about no entity too: by metric, then by day. */
  function figuresPanel() {
    const shown = make("div", {});
    const draw = () => {
      const words = narrowed.trim().toLowerCase();
      const found = [...data.amounts.about.keys()].filter((amount) => {
        const about = data.amounts.about[amount];
        const text = `${data.amounts.metric[amount]} ${about < 0 ? "" : nameOf(about)} ${data.amounts.unit[amount]}`.toLowerCase();
        return amountPasses(amount) && text.includes(words);
      });
      found.sort((one, two) => data.amounts.metric[one].localeCompare(data.amounts.metric[two], "zh") || data.amounts.day[one].localeCompare(data.amounts.day[two]) || one - two);
      count.textContent = `${found.length} / ${data.amounts.about.length}`;
      shown.replaceChildren(...[amountTable(found, true), found.length ? "" : make("p", { class: "soft" }, t("nothing"))].filter((part) => part));
    };
    const count = make("output", { class: "soft" });
    const field = make("input", { type: "search", id: "narrow", value: narrowed, placeholder: t("match"), "aria-label": t("match"), oninput: (event) => { narrowed = event.target.value; draw(); } });
    draw();
    return [make("h2", { id: "who" }, `${t("everyFigure")} `, count), field, shown];
  }
  function amountPasses(amount) {
    const report = data.quotes.report[data.amounts.quote[amount]];
    if (state.off.publishers.has(data.reports.publisher[report])) return false;
    if (state.from <= 0 && state.to === Infinity) return true;
    const bin = calendar.binOf[report];
    return bin >= state.from && bin <= state.to;
  }
  function amountTable(amounts, isNamed = false, first = 0) {
    const aboutOf = (amount) => (!isNamed ? "" : make("div", {}, data.amounts.about[amount] < 0 ? make("span", { class: "soft" }, t("nothingAbout")) : nodeLink(data.amounts.about[amount])));
    const rest = amounts.length - first - 60;
    const more = rest > 0 ? make("button", { type: "button", onclick: () => more.replaceWith(amountTable(amounts, isNamed, first + 60)) }, `${t("more")} ${rest}`) : "";
    return make("div", {}, make("table", {}, make("tbody", {}, amounts.slice(first, first + 60).map((amount) => make("tr", {},
      make("td", {}, data.amounts.metric[amount], aboutOf(amount), make("div", { class: "soft" }, [data.amounts.day[amount], t(data.amounts.change[amount])].filter((part) => part).join(" "))),
      make("td", { class: "number" }, make("button", { type: "button", class: "as-link", title: plain(data.quotes.text[data.amounts.quote[amount]]), onclick: (event) => showQuote(event.target, amount) }, data.amounts.surface[amount] || `${data.amounts.value[amount]} ${data.amounts.unit[amount]}`)))))), more);
  }
  function showQuote(button, amount) {
    const row = button.closest("tr");
    if (row.nextSibling && row.nextSibling.dataset && row.nextSibling.dataset.quote) { row.nextSibling.remove(); return; }
    const quote = data.amounts.quote[amount], [start, end] = data.amounts.mark[amount];
    row.after(make("tr", { "data-quote": "1" }, make("td", { colspan: 2 }, quoteBlock(quote, [[start, end, "object"]]), cite(data.quotes.report[quote]))));
  }
  function modalityTag(claims) {
    const best = Math.min(...claims.map((claim) => data.claims.modality[claim]));
    return best ? make("span", { class: "tag" }, t(["Asserted", "Planned", "Negated"][best])) : "";
  }
  function openPair(pair) {
    const [one, two] = pair.split(">").map(Number);
    if (!nodes.get(one)) reveal(one);
    if (!nodes.get(two)) reveal(two);
    choose({ pair });
  }
  function pairPanel(pair) {
    const [one, two] = pair.split(">").map(Number);
    const claims = (pairs.get(pair) || []).filter(passes);
    const legend = ["subject", "trigger", "object"].map((role) => [make("mark", { class: role }, t(role)), " "]).flat();
    return [
      make("h2", { id: "who" }, nodeLink(one), ` → ${[...new Set(claims.map(relationOf))].join("、")} → `, nodeLink(two)),
      make("p", { class: "soft" }, legend),
      ...list(claims, (claim) => {
        const [a, b, c, d, e, f] = data.claims.marks[claim], more = data.claims.more[claim] || ["", "", "", ""];
        const [title, from, until, who] = more;
        return make("li", { class: "evidence" },
          make("div", {}, `${relationOf(claim)}${title ? `：${title}` : ""} `, make("span", { class: "tag" }, t(["Asserted", "Planned", "Negated"][data.claims.modality[claim]])), " ",
            make("span", { class: "tag" }, `${data.claims.confidence[claim]} %`), from || until ? make("span", { class: "soft" }, ` ${from} – ${until}`) : "",
            who ? make("span", { class: "soft" }, ` · ${t("saidBy")} ${who}`) : ""),
          quoteBlock(data.claims.quote[claim], [[e, f, "trigger"], [c, d, "object"], [a, b, "subject"]]),
          cite(reportOf(claim)));
      }, 20),
    ];
  }
  /** A sentence with its marks; offsets are code points. Later marks lie over earlier ones. */
  function quoteBlock(quote, marks) {
    const characters = Array.from(plain(data.quotes.text[quote])), roles = new Array(characters.length).fill("");
    for (const [start, end, role] of marks) if (start >= 0) roles.fill(role, start, end);
    const block = make("blockquote", {});
    for (let at = 0; at < characters.length;) {
      let end = at + 1;
      while (end < characters.length && roles[end] === roles[at]) end += 1;
      const text = characters.slice(at, end).join("");
      block.append(roles[at] ? make("mark", { class: roles[at] }, text) : text);
      at = end;
    }
    return block;
  }
  /** Publisher, date and title of an article, linked only to http or https. */
  function cite(report) {
    const url = data.reports.url[report], title = data.reports.title[report];
    const safe = /^https?:\/\//i.test(url);
    return make("div", { class: "soft" }, `${[data.publishers[data.reports.publisher[report]], data.reports.day[report]].filter((part) => part).join(" · ")} `,
      safe ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title || t("source")) : make("span", {}, title));
  }

  // ── Path ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  let pathFrom = null;
  function startPath(node) {
    pathFrom = node;
    tell(t("pickEnd"));
    byId("query").focus();
  }
  function shortest(from, to) {
    const before = new Map([[from, null]]);
    let edge = [from];
    while (edge.length && !before.has(to)) {
      const next = [];
      for (const node of edge) {
        for (const other of neighbours(node)) {
          if (before.has(other) || state.hidden.has(other)) continue;
          before.set(other, node);
          next.push(other);
        }
      }
      edge = next;
    }
    if (!before.has(to)) return null;
    const found = [];
    for (let node = to; node !== null; node = before.get(node)) found.unshift(node);
    return found;
  }
  function findPath(from, to) {
    pathFrom = null;
    const found = from === to ? null : shortest(from, to);
    if (!found) { tell(t("noPath")); return; }
    change(() => Object.assign(state, {
      view: "some", shown: new Set(found),
      places: new Map(found.map((node, place) => [node, { x: place * 190, y: place % 2 ? 50 : -50 }])),
    }));
    network.fit({ animation: false });
    choose({ node: to });
    tell(`${t("pathTitle")}：${found.map((node) => clip(plain(nameOf(node)), 14)).join(" → ")}`);
  }

  // ── Export ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const anchor = make("a", { href: address, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
  const shownClaims = () => edges.getIds().flatMap((key) => pairs.get(key).filter(passes)).sort((one, two) => one - two);
  function exportPng() {
    const source = byId("mynetwork").querySelector("canvas");
    const canvas = document.createElement("canvas");
    canvas.width = source.width;
    canvas.height = source.height;
    const context = canvas.getContext("2d");
    context.fillStyle = ink.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0);
    canvas.toBlob((blob) => save(blob, "graph.png"));
  }
  // A cell that a spreadsheet would take for a formula gets an apostrophe before it.
  const cell = (value) => {
    const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  function exportCsv() {
    const head = ["subject", "subject_class", "predicate", "object", "object_class", "modality", "confidence", "date", "publisher", "article", "url", "sentence"];
    const rows = shownClaims().map((claim) => {
      const { s, p, o } = data.claims, report = reportOf(claim);
      return [
        nameOf(s[claim]), kindOf(s[claim])[0], data.relations[p[claim]][0], nameOf(o[claim]), kindOf(o[claim])[0], ["Asserted", "Planned", "Negated"][data.claims.modality[claim]],
        data.claims.confidence[claim] / 100, data.reports.day[report], data.publishers[data.reports.publisher[report]], data.reports.title[report], data.reports.url[report],
        data.quotes.text[data.claims.quote[claim]],
      ];
    });
    save(new Blob(["\ufeff", [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("")], { type: "text/csv;charset=utf-8" }), "graph.csv");
  }
  const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const literal = (text) => `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character]).replace(/[\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  function exportTurtle() {
    const iri = (kind, tail) => `<${data.base}${kind}/${tail}>`;
    const lines = [
      "@prefix kg: <https://jinqiao.example/ontology#> .", "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
      "@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", "",
    ];
    for (const node of order) {
      const labels = [`skos:prefLabel ${literal(nameOf(node))}@zh`];
      lines.push(`${iri("entity", data.nodes.iri[node])} a kg:${kindOf(node)[0]} ; ${labels.join(" ; ")} .`);
    }
    lines.push("");
    for (const claim of shownClaims()) {
      const { s, p, o } = data.claims;
      const one = iri("entity", data.nodes.iri[s[claim]]), two = iri("entity", data.nodes.iri[o[claim]]), relation = `kg:${data.relations[p[claim]][0]}`;
      const modality = ["Asserted", "Planned", "Negated"][data.claims.modality[claim]];
      if (modality === "Asserted") lines.push(`${one} ${relation} ${two} .`);
      lines.push(`${iri("statement", data.claims.iri[claim])} a rdf:Statement ; rdf:subject ${one} ; rdf:predicate ${relation} ; rdf:object ${two} ; kg:modality kg:${modality} ; `
        + `itsrdf:taConfidence "${data.claims.confidence[claim] / 100}"^^xsd:decimal ; kg:statedIn ${iri("article", data.reports.iri[reportOf(claim)])} .`);
    }
    save(new Blob([lines.join("\n") + "\n"], { type: "text/turtle;charset=utf-8" }), "graph.ttl");
  }

  // ── Sharing: the view as the address's fragment ─────────────────────────────────────────────────────────────────────

  let waiting = null;
  function remember() {
    if (waiting || !data) return;
    waiting = setTimeout(() => { waiting = null; history.replaceState(null, "", `#${fragment()}`); }, 250);
  }
  const tails = (found) => [...found].map((node) => data.nodes.iri[node]).join(",");
  function fragment() {
    const parts = new URLSearchParams();
    parts.set("view", state.view);
    if (state.view === "some") parts.set("nodes", [...state.shown].map((node) => `${data.nodes.iri[node]}~${Math.round(placeOf(node).x)}~${Math.round(placeOf(node).y)}`).join(","));
    if (state.hidden.size) parts.set("hidden", tails(state.hidden));
    if (state.pinned.size) parts.set("pinned", [...state.pinned].map((node) => `${data.nodes.iri[node]}~${Math.round(placeOf(node).x)}~${Math.round(placeOf(node).y)}`).join(","));
    if (state.off.kinds.size) parts.set("kinds", [...state.off.kinds].map((kind) => data.kinds[kind][0]).join(","));
    if (state.off.relations.size) parts.set("relations", [...state.off.relations].map((relation) => data.relations[relation][0]).join(","));
    if (state.off.publishers.size) parts.set("publishers", [...state.off.publishers].map((place) => encodeURIComponent(data.publishers[place])).join(","));
    if (state.off.modality.size) parts.set("modality", [...state.off.modality].join(","));
    if (state.confidence) parts.set("confidence", state.confidence);
    if (state.from > 0) parts.set("from", calendar.names[state.from]);
    if (state.to !== Infinity) parts.set("to", calendar.names[state.to]);
    if (selected) parts.set("selected", selected.node !== undefined ? data.nodes.iri[selected.node] : selected.pair.split(">").map((node) => data.nodes.iri[node]).join(">"));
    if (listing) parts.set("panel", "figures");
    if (language !== "zh") parts.set("lang", language);
    const at = network.getViewPosition();
    parts.set("at", [Math.round(at.x), Math.round(at.y), network.getScale().toFixed(3)].join(","));
    return parts.toString();
  }
  /** Take the view from the address; what this graph does not know is passed over. */
  function recall(fragment = location.hash) {
    const parts = new URLSearchParams(fragment.slice(1));
    if (!parts.has("view")) return;
    clearTimeout(waiting);
    waiting = null;
    const number = new Map(data.nodes.iri.map((tail, node) => [tail, node]));
    const split = (name) => (parts.get(name) || "").split(",").filter((part) => part);
    const found = (name) => split(name).map((tail) => number.get(tail)).filter((node) => node !== undefined);
    const placesOf = (name) => split(name).map((part) => part.split("~")).filter(([tail, x, y]) => number.has(tail) && isFinite(x) && isFinite(y)).map(([tail, x, y]) => [number.get(tail), { x: Number(x), y: Number(y) }]);
    const places = (names, rows, by) => new Set(names.map((name) => rows.findIndex((row) => by(row) === name)).filter((place) => place >= 0));
    const next = fresh();
    if (parts.get("view") === "whole") Object.assign(next, { view: "whole", shown: new Set(data.nodes.iri.keys()), places: new Map() });
    if (parts.get("view") === "some") {
      const at = placesOf("nodes");
      if (at.length) Object.assign(next, { view: "some", shown: new Set(at.map(([node]) => node)), places: new Map(at) });
    }
    next.hidden = new Set(found("hidden"));
    for (const [node, place] of placesOf("pinned")) { next.pinned.add(node); next.places.set(node, place); }
    next.off.kinds = places(split("kinds"), data.kinds, (kind) => kind[0]);
    next.off.relations = places(split("relations"), data.relations, (relation) => relation[0]);
    next.off.publishers = places(split("publishers").map((name) => { try { return decodeURIComponent(name); } catch { return ""; } }), data.publishers, (name) => name);
    next.off.modality = new Set(split("modality").map(Number).filter((place) => place >= 0 && place < 3));
    next.confidence = Math.max(0, Math.min(100, Number(parts.get("confidence")) || 0));
    next.from = Math.max(0, calendar.names.indexOf(parts.get("from")));
    const to = calendar.names.indexOf(parts.get("to"));
    next.to = to < 0 ? Infinity : Math.max(to, next.from);
    if (parts.get("lang") === "en") speak("en");
    state = next;
    refresh();
    drawFilters();
    const [x, y, scale] = (parts.get("at") || "").split(",").map(Number);
    if (scale > 0 && isFinite(x) && isFinite(y)) network.moveTo({ position: { x, y }, scale: Math.min(scale, 20), animation: false });
    else network.fit({ animation: false });
    const chosen = (parts.get("selected") || "").split(">").map((tail) => number.get(tail));
    if (chosen.every((node) => node !== undefined) && chosen.length) choose(chosen.length === 2 ? { pair: chosen.join(">") } : { node: chosen[0] });
    else if (parts.get("panel") === "figures") showFigures();
  }
  async function share() {
    const address = `${location.href.split("#")[0]}#${fragment()}`;
    history.replaceState(null, "", `#${fragment()}`);
    try { await navigator.clipboard.writeText(address); } catch { /* not allowed here: the address bar holds it */ }
    tell(t("copied"));
  }

  // ── Language, theme, keyboard ───────────────────────────────────────────────────────────────────────────────────────

  function speak(which) {
    language = which;
    root.lang = which === "zh" ? "zh-Hans" : "en";
    document.querySelectorAll("[data-t]").forEach((element) => { element.textContent = t(element.dataset.t); });
    document.querySelectorAll("[data-t-label]").forEach((element) => element.setAttribute("aria-label", t(element.dataset.tLabel)));
    document.querySelectorAll("[data-t-placeholder]").forEach((element) => element.setAttribute("placeholder", t(element.dataset.tPlaceholder)));
    byId("language").textContent = which === "zh" ? "English" : "中文";
    byId("language").lang = which === "zh" ? "en" : "zh";
    widths = new Map();
    if (data) { refresh(); drawFilters(); drawPanel(); network.redraw(); }
  }
  function paint(theme) {
    root.dataset.theme = theme;
    ink = colours();
    if (data) { refresh(); network.redraw(); }
  }
  function help() {
    const rows = KEYS.map(([keys, zh, en]) => make("tr", {}, make("td", {}, make("kbd", {}, keys)), make("td", {}, language === "zh" ? zh : en)));
    byId("keys").replaceChildren(make("h2", {}, t("help")), make("table", {}, make("tbody", {}, rows)), make("p", {}, make("button", { type: "button", onclick: () => byId("keys").close() }, t("close"))));
    byId("keys").showModal();
  }
  function pan(x, y) {
    const at = network.getViewPosition(), step = 60 / network.getScale();
    network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step }, animation: false });
  }
  const zoom = (factor) => network.moveTo({ scale: Math.max(0.02, Math.min(8, network.getScale() * factor)), animation: false });
  function step(by) {
    if (!order.length) return;
    const at = selected && selected.node !== undefined ? order.indexOf(selected.node) : -1;
    const node = order[(at + by + order.length) % order.length];
    reveal(node);
    choose({ node });
  }
  function nextRelation() {
    if (!selected) return;
    const node = selected.node !== undefined ? selected.node : walking;
    walking = node;
    const around = network.getConnectedEdges(node);
    if (!around.length) return;
    const at = selected.pair ? around.indexOf(selected.pair) : -1;
    choose({ pair: around[(at + 1) % around.length] });
  }
  let walking = null;
  function onKey(event) {
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "Escape") {
      if (pathFrom !== null) { pathFrom = null; tell(); }
      if (typing) { byId("query").value = ""; drawFound(); event.target.blur(); } else choose(null);
      byId("side").classList.remove("open");
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) { event.preventDefault(); undo(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("keys").open || !data) return;
    const node = selected && selected.node;
    const actions = {
      "/": () => byId("query").focus(), "?": help, f: showFigures, n: () => step(1), b: () => step(-1), r: nextRelation, u: undo, c: showCore, w: showWhole,
      "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => network.fit({ animation: false }),
      ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
    };
    if (node !== undefined && node !== null) Object.assign(actions, { e: () => expand(node), h: () => hide(node), p: () => pin(node) });
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key.startsWith("Arrow") && document.activeElement !== byId("stage") && document.activeElement !== document.body) return;
    if (Object.hasOwn(actions, key)) { event.preventDefault(); actions[key](); }
  }

  // ── Start ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  ink = colours();
  speak("zh");
  nodes.add(opening.nodes.map((node) => ({ id: node.id, ...turned(node), size: node.size, title: plain(node.title), ...nodeLook(node.shape, node.color) })));
  edges.add(opening.edges.map((edge) => ({ id: `${edge.from}>${edge.to}`, from: edge.from, to: edge.to, title: plain(edge.title), color: edgeLook() })));
  order = opening.nodes.map((node) => node.id);
  const network = new vis.Network(byId("mynetwork"), { nodes, edges }, opening.options);
  network.once("afterDrawing", () => performance.mark("painted"));
  network.on("afterDrawing", drawLabels);
  network.fit({ animation: false });
  performance.mark("opened");

  let soon = 0;
  function listen() {
    network.on("click", (event) => {
      byId("stage").focus({ preventScroll: true });
      if (event.nodes.length) {
        if (pathFrom !== null) { findPath(pathFrom, event.nodes[0]); return; }
        const what = { node: event.nodes[0] };
        // Where the panel would come to lie under the pointer, it waits to see whether a second click follows.
        clearTimeout(soon);
        if (byId("panel").hidden && covered(event.pointer.DOM)) soon = setTimeout(() => choose(what), 320);
        else choose(what);
      } else if (event.edges.length) choose({ pair: event.edges[0] });
      else choose(null);
    });
    network.on("doubleClick", (event) => {
      clearTimeout(soon);
      if (event.nodes.length) expand(event.nodes[0]);
    });
    network.on("hoverEdge", (event) => { network.body.edges[event.edge].options.title = edgeTitle(event.edge); });
    network.on("dragStart", (event) => {
      freeze(event);
      if (event.nodes.length) { past.push(copy(state)); byId("undo").disabled = false; }
    });
    network.on("dragEnd", (event) => {
      thaw();
      for (const [node, place] of Object.entries(network.getPositions(event.nodes))) state.places.set(Number(node), place);
      remember();
    });
    network.on("zoom", () => { freezeZoom(); remember(); });
    byId("query").addEventListener("input", drawFound);
    byId("query").addEventListener("blur", () => setTimeout(() => { byId("found").hidden = true; byId("query").setAttribute("aria-expanded", "false"); }, 120));
    byId("query").addEventListener("focus", drawFound);
    byId("query").addEventListener("keydown", (event) => {
      const rows = byId("found").querySelectorAll("[role=option]");
      if (event.key === "ArrowDown") { event.preventDefault(); point(1); }
      if (event.key === "ArrowUp") { event.preventDefault(); point(-1); }
      if (event.key === "Enter" && pointed >= 0 && rows[pointed]) { event.preventDefault(); pick(Number(rows[pointed].dataset.node)); }
    });
    byId("core").addEventListener("click", showCore);
    byId("whole").addEventListener("click", showWhole);
    byId("undo").addEventListener("click", undo);
    byId("figures").addEventListener("click", () => (listing ? choose(null) : showFigures()));
    byId("filters").addEventListener("click", () => byId("filters").setAttribute("aria-expanded", String(byId("side").classList.toggle("open"))));
    byId("png").addEventListener("click", exportPng);
    byId("csv").addEventListener("click", exportCsv);
    byId("ttl").addEventListener("click", exportTurtle);
    byId("link").addEventListener("click", share);
    byId("print").addEventListener("click", () => window.print());
    byId("export").addEventListener("click", (event) => { if (event.target.tagName === "BUTTON") byId("export").open = false; });
    byId("help").addEventListener("click", help);
    byId("language").addEventListener("click", () => speak(language === "zh" ? "en" : "zh"));
    byId("theme").addEventListener("click", () => paint(root.dataset.theme === "dark" ? "light" : "dark"));
    document.addEventListener("keydown", onKey);
    // The event's own address: a view waiting to be remembered may have replaced the location's meanwhile.
    window.addEventListener("hashchange", (event) => recall(new URL(event.newURL).hash));
    let before = "";
    window.addEventListener("beforeprint", () => { before = root.dataset.theme; paint("light"); });
    window.addEventListener("afterprint", () => paint(before));
    new ResizeObserver(() => { network.setSize("100%", "100%"); network.redraw(); }).observe(byId("stage"));
  }

  async function start() {
    tell(t("loading"));
    await readData();
    buildCalendar();
    listen();
    refresh();
    drawFilters();
    recall();
    tell();
    root.dataset.ready = "true";
    performance.mark("ready");
  }
  // The rest of the file is still arriving; read it once the opening view is on the screen.
  document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(start, 0)));
  window.explorer = { network, nodes, edges, labels: () => placed, place: (node) => network.canvasToDOM(network.getPosition(node)) };
})();
