// One event for people: a line in the list, and what unfolds below it.
(function (em) {
  "use strict";

  em.swatch = function (type) {
    const dot = em.element("span", { class: "swatch", "aria-hidden": "true" });
    dot.style.setProperty("--hue", em.typeColour(type));
    return dot;
  };

  // `bdi` keeps right-to-left marks in one text from turning its neighbours around.
  const isolated = (text) => em.element("bdi", {}, text);

  // What must not be taken for one event of the news.
  function marks(properties) {
    const words = [em.sum(properties), properties.background ? "told as background" : null].filter(Boolean);
    return words.length ? em.element("span", { class: "marks" }, words.map((word) => em.element("span", { class: "badge" }, word))) : null;
  }

  em.headline = function ({ properties }) {
    return [
      em.swatch(properties.type),
      em.element(
        "span",
        { class: "headline" },
        em.element("span", { class: "title" }, isolated(properties.title || em.typeLabel(properties.type))),
        em.element("span", { class: "meta" }, em.when(properties), " · ", isolated(em.where(properties)), em.spread(properties)),
        marks(properties),
      ),
    ];
  };

  function source({ title, url, published, quote }) {
    const words = title || url || "source without a name";
    const address = em.webLink(url);
    return em.element(
      "li",
      {},
      quote ? em.element("blockquote", { dir: "auto" }, quote) : null,
      em.element(
        "cite",
        { dir: "auto" },
        address ? em.element("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, words) : words,
        published ? ` · ${String(published).slice(0, 10)}` : "",
      ),
    );
  }

  function facts(properties) {
    const rows = [
      ["Type", [em.typeLabel(properties.type), properties.subtype].filter(Boolean).join(": ").replaceAll("_", " ")],
      ["Actors", (properties.actors || []).join(", ")],
      ...em.counts(properties).map(([kind, text]) => [kind[0].toUpperCase() + kind.slice(1), text]),
      ["Place", [properties.place, properties.admin1, properties.country].filter(Boolean).join(", ")],
      ["Region", properties.method],
      ["Confidence", em.confidence(properties.confidence)],
    ];
    return rows
      .filter(([, text]) => text)
      .flatMap(([name, text]) => [em.element("dt", {}, name), em.element("dd", { dir: "auto" }, text)]);
  }

  // The sum that an event is part of, or the parts of a sum, as buttons that lead there.
  function relatives(title, features, onGo) {
    if (!features.length) return null;
    const button = (feature) =>
      em.element("button", { type: "button", class: "event", onclick: () => onGo(feature) }, em.headline(feature));
    return em.element("div", { class: "relatives" }, em.element("h3", {}, title), features.map(button));
  }

  // page: address of the event's own page or null; whole, parts: features that it belongs to or consists of
  em.details = function ({ properties }, { page, whole, parts, onGo }) {
    return em.element(
      "div",
      { class: "details" },
      em.element("dl", {}, facts(properties)),
      relatives("Part of", whole ? [whole] : [], onGo),
      relatives("Its parts, as far as they are told", parts, onGo),
      em.element("ul", { class: "sources", "aria-label": "Sources and quoted evidence" }, (properties.sources || []).map(source)),
      page ? em.element("a", { href: page, class: "more" }, "All about this event") : null,
    );
  };
})((window.eventmap = window.eventmap || {}));
