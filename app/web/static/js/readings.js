// One reading of an expression for people: what was understood, about which place, and what it rests on.
(function (em) {
  "use strict";

  const percent = (value) => `${Math.round(value * 100)} %`;
  const isolated = (text) => em.element("bdi", {}, text);

  // The tree as nested lists: "20 km south of" > "Baghdad, city in Iraq".
  function branch({ words, is, place, score, text, reason, parts }) {
    const line = place
      ? [
          em.element("b", {}, isolated(words)),
          is ? `, ${is}` : "",
          em.element("span", { class: "meta" }, " ", placeLink(place), score < 1 ? ` · ${percent(score)} sure` : ""),
          text && text !== words ? em.element("span", { class: "meta" }, " · written ", isolated(text)) : "",
          reason ? em.element("span", { class: "why" }, `Weighed: ${reason}`) : "",
        ]
      : words;
    return em.element("li", {}, line, parts.length ? em.element("ul", {}, parts.map(branch)) : null);
  }

  function placeLink(id) {
    const number = /^geonames:(\d+)$/.exec(id);
    const attributes = { rel: "noopener noreferrer", target: "_blank" };
    return number ? em.element("a", { href: `https://www.geonames.org/${number[1]}`, ...attributes }, id) : em.element("code", {}, id);
  }

  function precision(codes) {
    if (!codes) return null;
    return `ACLED ${codes.acled} of 3 · UCDP ${codes.ucdp} of 7 · GTD ${codes.gtd} of 5`;
  }

  function source({ name, url, licence, gives }) {
    const address = em.webLink(url);
    const link = address ? em.element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, name) : name;
    return em.element("li", {}, link, `, ${licence}: ${gives}`);
  }

  function inWords({ relation, words, parts }) {
    const inside = parts.map(inWords);
    if (relation === "within") return inside.join(", in ");
    return [words, inside.join(parts.length > 2 ? ", " : " and ")].filter(Boolean).join(" ");
  }

  const leaves = (tree) => (tree.parts.length ? tree.parts.flatMap(leaves) : [tree]);

  em.readingHeadline = function ({ properties }, number) {
    const { tree, confidence, radius_km: radius } = properties;
    const about = leaves(tree).filter(({ is }) => is).map(({ words, is }) => `${words}: ${is}`);
    return [
      em.element("span", { class: "rank", "aria-hidden": "true" }, String(number)),
      em.element(
        "span",
        { class: "headline" },
        em.element("span", { class: "title" }, isolated(inWords(tree))),
        em.element(
          "span",
          { class: "meta" },
          [`${percent(confidence)} sure`, `± ${em.number(Number(radius.toPrecision(3)))} km`, isolated(about.join("; "))].flatMap((part, i) =>
            i && about.length ? [" · ", part] : [part],
          ),
        ),
      ),
    ];
  };

  em.readingDetails = function ({ properties }, eventsHere) {
    const { tree, reading, method, point, sources } = properties;
    const rows = [
      ["Read as", em.element("ul", { class: "tree" }, branch(tree))],
      ["Formally", em.element("code", {}, reading)],
      ["Region", method],
      ["Point", `${point[1].toFixed(4)}, ${point[0].toFixed(4)} (latitude, longitude)`],
      ["Precision", precision(properties.precision)],
      ["Sources", em.element("ul", { class: "sources" }, sources.map(source))],
    ];
    return em.element(
      "div",
      { class: "details" },
      em.element(
        "dl",
        {},
        rows.filter(([, value]) => value).flatMap(([name, value]) => [em.element("dt", {}, name), em.element("dd", {}, value)]),
      ),
      eventsHere ? em.element("a", { class: "more", href: eventsHere }, "Show events here") : null,
    );
  };
})((window.eventmap = window.eventmap || {}));
