// The page where an expression is typed and its readings are seen at once.
(function (em) {
  "use strict";

  const ASK_AFTER_MS = 300;
  const NEAREST_ZOOM = 10;

  em.GeocodePage = class {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.form = document.getElementById("question");
      this.status = document.getElementById("status");
      this.list = document.getElementById("readings");
      this.shown = new em.EventMap(map);
      this.point = L.circleMarker([0, 0], { radius: 4, weight: 2, interactive: false, className: "stands-for" });
      this.filters = new em.Filters(this.form, () => this.ask({ push: true }));
      this._listen();
    }

    _listen() {
      this.form.addEventListener("input", (event) => {
        if (event.isComposing || event.target.tagName === "SELECT") return;
        clearTimeout(this._typing);
        this._typing = setTimeout(() => this.ask(), ASK_AFTER_MS);
      });
      for (const link of document.querySelectorAll("[data-example]")) {
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this._write(new URL(link.href).search);
          this.ask({ push: true });
        });
      }
      addEventListener("popstate", () => this.start());
    }

    _write(search) {
      this.filters.write(new URLSearchParams(search));
      this.form.elements.country.value = this.form.elements.country.value.toUpperCase();
    }

    start() {
      this._write(location.search);
      return this.ask({ keepAddress: true });
    }

    // A new address for what was asked on purpose; typing changes the one that is there.
    _keep(parameters, push) {
      const address = parameters.size ? `?${parameters}` : location.pathname;
      if (address === location.search) return;
      history[push ? "pushState" : "replaceState"](null, "", address);
    }

    async ask({ push = false, keepAddress = false } = {}) {
      clearTimeout(this._typing);
      const parameters = this.filters.read();
      if (parameters.has("country")) parameters.set("country", parameters.get("country").toUpperCase());
      if (!keepAddress) this._keep(parameters, push);
      document.title = `${parameters.get("q") || "Where is …?"} · eventmap`;
      if (this._running) this._running.abort();
      this._running = new AbortController();
      if (!parameters.has("q")) return this._show({ features: [] }, "Type an expression, or try one of the examples.");
      await this._answer(parameters, this._running.signal);
    }

    async _answer(parameters, signal) {
      this._busy(true);
      try {
        const asked = new URLSearchParams([...parameters, ["f", "geojson"]]);
        const answer = await em.readJson(`${this.config.geocode}?${asked}`, signal);
        this.filters.showProblem(null);
        const count = em.plural(answer.features.length, "reading", "readings");
        const none = `Nothing found: ${answer.reason || "no reading"}.`;
        this._show(answer, answer.features.length ? `${count}, read as ${this._languageName(answer.language)}` : none, asked);
      } catch (problem) {
        if (problem.name === "AbortError") return;
        this.filters.showProblem(problem, { focus: false });
        this._show({ features: [] }, "No answer");
      }
      this._busy(false);
    }

    _languageName(code) {
      const option = [...this.form.elements.language.options].find(({ value }) => value === code);
      return option ? option.textContent : code;
    }

    _busy(isBusy) {
      document.body.classList.toggle("busy", isBusy);
      document.getElementById("results").setAttribute("aria-busy", String(isBusy));
    }

    _show(answer, told, asked = null) {
      this.answer = answer;
      this.status.replaceChildren(told, ...(answer.suggestions || []).flatMap((query) => [" ", this._suggestion(query)]));
      this.list.replaceChildren(...answer.features.map((feature, index) => this._row(feature, index)));
      document.getElementById("as-data").hidden = !asked;
      if (asked) document.querySelector("[data-as-data]").href = `${this.config.geocode}?${asked}`;
      if (!asked) this._busy(false);
      this.choose(answer.features.length ? 0 : null);
    }

    _suggestion(query) {
      const ask = () => {
        this.form.elements.q.value = query;
        this.ask({ push: true });
      };
      return em.element("button", { type: "button", class: "chip", onclick: ask }, `Did you mean “${query}”?`);
    }

    _row(feature, index) {
      const button = em.element(
        "button",
        { type: "button", class: "event", "aria-expanded": "false", onclick: () => this.choose(index) },
        em.readingHeadline(feature, index + 1),
      );
      return em.element("li", {}, button);
    }

    // Unfolds one reading and draws it, the others fold.
    choose(index) {
      [...this.list.children].forEach((row, number) => {
        const isChosen = number === index;
        row.classList.toggle("chosen", isChosen);
        row.firstElementChild.setAttribute("aria-expanded", String(isChosen));
        row.querySelector(".details")?.remove();
        if (isChosen) row.append(em.readingDetails(this.answer.features[index], this._eventsHere(index)));
      });
      this._draw(index === null ? null : this.answer.features[index]);
    }

    _draw(feature) {
      this.point.remove();
      const asEvent = (geometry) => ({ geometry, properties: { id: "reading", type: "reading" } });
      this.shown.show(feature ? [asEvent(feature.geometry)] : []);
      if (!feature) return;
      const { core, point } = feature.properties;
      this.shown.showCores([asEvent(core)]);
      this.shown.fit(NEAREST_ZOOM);
      this.point.setLatLng([point[1], point[0]]).addTo(this.map);
    }

    // The filter of the map that means this reading; the second reading of many words has none.
    _eventsHere(index) {
      const { tree, places } = this.answer.features[index].properties;
      const parameters = this.filters.read();
      const isPlainName = !tree.parts.length && places.length === 1;
      const isWhatTheMapReads = index === 0 && [...parameters.keys()].every((name) => name === "q");
      if (!isPlainName && !isWhatTheMapReads) return null;
      const region = isPlainName ? places[0].id : parameters.get("q");
      return `${this.config.home}?${new URLSearchParams({ region })}`;
    }
  };

  em.startGeocode = function (map, config) {
    em.foldOnNarrowScreens();
    if (location.search) document.querySelector(".examples").removeAttribute("open"); // who has a question sees the answer
    em.geocodePage = new em.GeocodePage(map, config);
    return em.geocodePage.start();
  };
})((window.eventmap = window.eventmap || {}));
