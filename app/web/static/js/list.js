// The list of events beside the map. Long lists grow as they are read.
(function (em) {
  "use strict";

  const CHUNK = 60;

  const SECTIONS = ["On the map", "Without a place", "Without a date"];

  function sectionOf({ geometry, properties }) {
    if (!properties.date_from && !properties.date_to) return 2;
    return geometry ? 0 : 1;
  }

  // The newest first; what has no place or no date stands last.
  function inOrder(a, b) {
    const [first, second] = [a, b].map(({ properties }) => properties.date_to || properties.date_from || "");
    return sectionOf(a) - sectionOf(b) || (first < second ? 1 : first > second ? -1 : 0);
  }

  em.EventList = class {
    // onChoose(feature, row); pageOf(id) -> address of the event's own page, or null
    constructor(container, { onChoose, onHover, pageOf }) {
      this.container = container;
      this.onChoose = onChoose;
      this.onHover = onHover;
      this.pageOf = pageOf;
      this._rows = new Map();
      this._more = em.element("button", { type: "button", class: "plain", onclick: () => this._grow() }, "Show more");
      new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this._grow();
      }).observe(this._more);
    }

    show(features) {
      this._features = [...features].sort(inOrder);
      this._byId = new Map(features.map((feature) => [feature.properties.id, feature]));
      this._section = 0; // the first needs no heading
      this._rows.clear();
      this._shown = 0;
      this.container.replaceChildren();
      this._grow();
    }

    _grow(upTo = this._shown + CHUNK) {
      const next = this._features.slice(this._shown, upTo);
      this._more.remove();
      this.container.append(...next.flatMap((feature) => [this._headingBefore(feature), this._row(feature)]).filter(Boolean));
      this._shown += next.length;
      if (this._shown < this._features.length) this.container.append(em.element("li", {}, this._more));
    }

    _headingBefore(feature) {
      const section = sectionOf(feature);
      if (section === this._section) return null;
      this._section = section;
      return em.element("li", { class: "section" }, em.element("h2", {}, SECTIONS[section]));
    }

    _row(feature) {
      const button = em.element(
        "button",
        {
          type: "button",
          class: "event",
          "aria-expanded": "false",
          onclick: () => this._toggle(feature),
          onmouseenter: () => this.onHover(feature),
          onmouseleave: () => this.onHover(null),
          onfocus: () => this.onHover(feature),
          onblur: () => this.onHover(null),
        },
        em.headline(feature),
      );
      const row = em.element("li", { "data-id": feature.properties.id, class: feature.properties.background && "background" }, button);
      this._rows.set(feature.properties.id, row);
      return row;
    }

    _toggle(feature) {
      const isOpen = this._open === feature.properties.id;
      this.open(isOpen ? null : feature);
      this.onChoose(isOpen ? null : feature);
    }

    // Unfolds one event, folds the one before, and brings the row into sight.
    open(feature, { scroll = false } = {}) {
      const before = this._rows.get(this._open);
      if (before) {
        before.classList.remove("chosen");
        before.firstElementChild.setAttribute("aria-expanded", "false");
        before.querySelector(".details")?.remove();
      }
      this._open = feature ? feature.properties.id : null;
      if (!feature) return;
      const row = this._rows.get(this._open) || this._growTo(feature);
      if (!row) return;
      row.classList.add("chosen");
      row.firstElementChild.setAttribute("aria-expanded", "true");
      row.append(em.details(feature, this._surroundings(feature.properties)));
      if (scroll) row.scrollIntoView({ block: "nearest" });
    }

    _surroundings({ id, parent, aggregate }) {
      return {
        page: this.pageOf(id),
        whole: this._byId.get(parent),
        parts: aggregate ? this._features.filter(({ properties }) => properties.parent === id) : [],
        onGo: (feature) => {
          this.open(feature, { scroll: true });
          this.onChoose(feature);
          this._rows.get(feature.properties.id)?.firstElementChild.focus();
        },
      };
    }

    _growTo(feature) {
      const index = this._features.findIndex(({ properties }) => properties.id === feature.properties.id);
      if (index >= 0) this._grow(index + 1);
      return this._rows.get(feature.properties.id);
    }
  };
})((window.eventmap = window.eventmap || {}));
