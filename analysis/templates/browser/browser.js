(() => {
  "use strict";
  const MOST = 300;
  const by = (id) => document.getElementById(id);
  const form = by("choose"), list = by("list"), count = by("count"), more = by("more");
  const none = by("none");
  const selects = [...form.querySelectorAll("select")];
  const words = by("words");
  const articles = [...document.querySelectorAll("article")];
  const listed = (text) => (text ? text.split(" ") : []);
  // The names of frames behind the marks are no words of the article.
  const said = (node) => {
    const bare = node.querySelector(".x").cloneNode(true);
    bare.querySelectorAll("mark b").forEach((name) => name.remove());
    return bare.textContent.replace(/\s+/g, " ");
  };
  const units = articles.flatMap((article) =>
    [...article.querySelectorAll(".u")].map((node) => ({
      node, article, text: said(node),
      frame: listed(node.dataset.frame),
      voice: listed(node.dataset.voice),
      wave: [article.dataset.wave], outlet: [article.dataset.outlet],
      language: [node.dataset.language],
    })));
  for (const unit of units) unit.low = unit.text.toLowerCase();
  let shown = [], limit = MOST, current = null;

  const fits = (unit, except) =>
    selects.every((select) => select.id === except || !select.value ||
      unit[select.id].includes(select.value)) &&
    (!words.value.trim() || unit.low.includes(words.value.trim().toLowerCase()));

  // Each choice says how many sentences it would leave, given all other choices.
  const countChoices = () => {
    for (const select of selects) {
      const left = units.filter((unit) => fits(unit, select.id));
      const sums = new Map();
      for (const unit of left) for (const key of new Set(unit[select.id]))
        sums.set(key, (sums.get(key) || 0) + 1);
      for (const option of select.options) {
        const n = option.value ? sums.get(option.value) || 0 : left.length;
        option.textContent = `${option.dataset.label} (${n})`;
      }
    }
  };

  const about = (unit) => {
    const tags = [...unit.node.querySelectorAll(".t i")].map((tag) => tag.textContent);
    return [unit.article.querySelector("h3").textContent, ...tags].join(" · ");
  };

  const item = (unit) => {
    const link = document.createElement("a"), below = document.createElement("span");
    link.href = `#${unit.node.id}`;
    link.lang = unit.node.dataset.language;
    link.append(unit.text);
    below.lang = "en";
    below.append(about(unit));
    link.append(below);
    if (unit === current) link.setAttribute("aria-current", "true");
    link.addEventListener("click", (event) => { event.preventDefault(); go(unit, link); });
    const line = document.createElement("li");
    line.append(link);
    return line;
  };

  const go = (unit, link) => {
    list.querySelectorAll("[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    if (current) current.node.classList.remove("now");
    current = unit;
    unit.node.classList.add("now");
    unit.node.scrollIntoView({ block: "center" });
    unit.node.focus({ preventScroll: true });
  };

  const number = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

  const remember = () => {
    const kept = new URLSearchParams();
    for (const field of [...selects, words]) if (field.value) kept.set(field.id, field.value);
    const wanted = kept.toString();
    if (location.hash.slice(1) !== wanted) location.replace(`#${wanted}`);
  };

  const show = () => {
    shown = units.filter((unit) => fits(unit));
    const chosen = selects.some((select) => select.value) || words.value.trim();
    const holding = new Set(shown.map((unit) => unit.article));
    const matching = new Set(shown);
    for (const unit of units) unit.node.classList.toggle("match", Boolean(chosen) && matching.has(unit));
    for (const article of articles) article.hidden = !holding.has(article);
    list.replaceChildren(...shown.slice(0, limit).map(item));
    more.hidden = shown.length <= limit;
    more.textContent = `Show ${Math.min(MOST, shown.length - limit).toLocaleString("en")} more`;
    none.hidden = shown.length > 0;
    count.textContent = `${number(shown.length, "sentence")} of ${units.length.toLocaleString("en")}, ` +
      `in ${number(holding.size, "article")} of ${articles.length.toLocaleString("en")}.`;
    countChoices();
  };

  const change = () => { limit = MOST; show(); remember(); };

  // A cell that begins like a formula is run by spreadsheets; an apostrophe before it is not.
  const cell = (text) => `"${(/^[=+\-@\t\n＝＋－＠]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  const save = () => {
    const rows = shown.map((unit) => [
      unit.article.dataset.doc, unit.article.querySelector("h3").textContent,
      unit.node.dataset.start, unit.node.dataset.end, unit.frame.join(" "), unit.voice.join(" "),
      unit.text].map(cell).join(","));
    const head = "doc_id,article,start,end,frames,voices,sentence";
    const made = new Blob(["\ufeff", [head, ...rows].join("\r\n"), "\r\n"], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(made);
    link.download = "sentences.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const restore = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const select of selects)
      select.value = [...select.options].some((option) => option.value === kept.get(select.id))
        ? kept.get(select.id) : "";
    words.value = kept.get("words") || "";
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  for (const select of selects) select.addEventListener("change", change);
  words.addEventListener("input", change);
  by("reset").addEventListener("click", () => { form.reset(); change(); selects[0].focus(); });
  by("save").addEventListener("click", save);
  more.addEventListener("click", () => {
    const first = limit;
    limit += MOST;
    show();
    list.children[first].querySelector("a").focus();
  });
  document.querySelectorAll(".back a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    (list.querySelector("[aria-current]") || list.querySelector("a") || selects[0]).focus();
  }));
  window.addEventListener("hashchange", () => { restore(); limit = MOST; show(); });
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  restore();
  show();
})();
