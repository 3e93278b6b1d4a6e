// Where events come from: the server's /events.geojson, or the data inside a file that stands alone.
(function (em) {
  "use strict";

  // A problem of RFC 9457: `detail` for people, `parameter` names the field.
  class Problem extends Error {
    constructor(document) {
      super(document.detail || document.title || "The server did not answer.");
      this.parameter = document.parameter || null;
    }
  }

  em.readJson = async function (address, signal) {
    let response;
    try {
      response = await fetch(address, { signal, headers: { Accept: "application/geo+json, application/problem+json" } });
    } catch (problem) {
      if (problem.name === "AbortError") throw problem;
      throw new Problem({ detail: "The server cannot be reached. Is it still running?" });
    }
    if (response.ok) return response.json();
    throw new Problem(await response.json().catch(() => ({ detail: `The server answered ${response.status}.` })));
  };

  em.ServerFeed = class {
    constructor(address) {
      this.address = address;
      this._running = null;
    }

    // -> {features, cores: promise of features, undated, unplaced, isCut}; an unfinished earlier question is given up
    async ask(parameters) {
      if (this._running) this._running.abort();
      this._running = new AbortController();
      const { signal } = this._running;
      const address = (shape) => {
        const asked = new URLSearchParams(parameters);
        if (shape !== "region") asked.set("geometry", shape);
        return `${this.address}?${asked}`;
      };
      const cores = em.readJson(address("core"), signal).then((page) => page.features);
      cores.catch(() => {}); // whoever awaits it hears of it
      const page = await em.readJson(address("region"), signal);
      return {
        features: page.features,
        cores,
        undated: page.undated || 0,
        unplaced: page.unplaced || 0,
        isCut: (page.links || []).some(({ rel }) => rel === "next"),
      };
    }
  };

  em.EmbeddedFeed = class {
    constructor(regions, cores) {
      this._answer = { features: regions, cores: Promise.resolve(cores), undated: 0, unplaced: 0, isCut: false };
    }

    async ask() {
      return this._answer;
    }
  };
})((window.eventmap = window.eventmap || {}));
