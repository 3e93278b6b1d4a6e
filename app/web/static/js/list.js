// The list of events beside the map. Long lists grow as they are read.
(function (em) {
  "use strict";

  const CHUNK = 60;

  // The newest first; what has no date stands last.
  function byDate(a, b) {
    const [first, second] = [a, b].map(({ properties }) => properties.date_to || properties.date_from || "");
    return first < second ? 1 : first > second ? -1 : 0;
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
      this._features = [...features].sort(byDate);
      this._rows.clear();
      this._shown = 0;
      this.container.replaceChildren();
      this._grow();
    }

    _grow(upTo = this._shown + CHUNK) {
      const next = this._features.slice(this._shown, upTo);
      this._more.remove();
      this.container.append(...next.map((feature) => this._row(feature)));
      this._shown += next.length;
      if (this._shown < this._features.length) this.container.append(em.element("li", {}, this._more));
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
      const row = em.element("li", { "data-id": feature.properties.id }, button);
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
      row.append(em.details(feature, this.pageOf(feature.properties.id)));
      if (scroll) row.scrollIntoView({ block: "nearest" });
    }

    _growTo(feature) {
      const index = this._features.findIndex(({ properties }) => properties.id === feature.properties.id);
      if (index >= 0) this._grow(index + 1);
      return this._rows.get(feature.properties.id);
    }
  };
})((window.eventmap = window.eventmap || {}));
