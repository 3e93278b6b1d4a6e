// Brings map, list, filters and address together. Called by the script that Folium writes.
(function (em) {
  "use strict";

  const REFETCH_AFTER_MS = 350;

  const readJson = (id) => JSON.parse(document.getElementById(id).textContent);

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  }

  async function download(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }

  // {world: address} -> {world: () => promise}; in a file that stands alone the addresses are ids of its own elements.
  function basemapFiles(config) {
    const open = (where) => (where.startsWith("#") ? unpack(document.querySelector(where).textContent.trim()) : download(where));
    return Object.fromEntries(Object.entries(config.basemap).map(([name, where]) => [name, () => open(where)]));
  }

  function summary(answer, listed) {
    const count = (test) => answer.features.filter(test).length;
    const unplaced = count(({ geometry }) => !geometry);
    const undated = count(({ properties }) => !properties.date_from && !properties.date_to);
    const lines = [em.plural(answer.features.length, "event", "events")];
    if (answer.isCut) lines[0] = `The newest ${em.number(answer.features.length)} events here; come nearer to see all`;
    else if (listed < answer.features.length) lines[0] += `, ${em.number(listed)} of them in view`;
    if (unplaced) lines.push(`${em.number(unplaced)} without a place, in the list only`);
    if (undated) lines.push(`${em.number(undated)} without a date`);
    const left = [];
    if (answer.unplaced) left.push(`${em.number(answer.unplaced)} without a place`);
    if (answer.undated) left.push(`${em.number(answer.undated)} without a date`);
    if (left.length) lines.push(`left out by the filter: ${left.join(", ")}`);
    return lines;
  }

  em.Page = class {
    constructor(map, config) {
      this.config = config;
      this.status = document.getElementById("status");
      this.inView = document.getElementById("in-view");
      this.events = new em.EventMap(map, (feature) => this.list.open(feature, { scroll: true }));
      this.list = new em.EventList(document.getElementById("events"), {
        onChoose: (feature) => this.events.choose(feature),
        onHover: (feature) => this.events.hover(feature),
        pageOf: (id) => (config.eventPage ? config.eventPage.replace("ID", encodeURIComponent(id)) : null),
      });
      this.inView.addEventListener("change", () => this._showList());
      map.on("moveend", () => this._moved());
      this.map = map;
    }

    get parameters() {
      return this.filters ? this.filters.read() : new URLSearchParams();
    }

    useFeed(feed) {
      this.feed = feed;
    }

    useForm(form) {
      this.filters = new em.Filters(form, () => this._submitted());
      this.filters.write(new URLSearchParams(location.search));
      addEventListener("popstate", () => {
        this.filters.write(new URLSearchParams(location.search));
        this.load({ fit: !this._goToAddress() });
      });
    }

    // The histogram narrows the dates in the form; the way back is the browser's, or "Clear".
    useHistogram(container) {
      this.histogram = new em.Histogram(container, this.config.summary, (from, to) => {
        this.filters.form.elements.from.value = from;
        this.filters.form.elements.to.value = to;
        this.filters.extras = this.filters.extras.filter(([name]) => name !== "datetime");
        this._submitted();
      });
    }

    _goToAddress() {
      const position = em.readPosition(location.hash);
      if (position) this.map.setView([position.lat, position.lon], position.zoom, { animate: false });
      return Boolean(position);
    }

    async start() {
      await this.load({ fit: !this._goToAddress() });
    }

    _submitted() {
      const query = this.parameters.toString();
      history.pushState(null, "", query ? `?${query}` : location.pathname);
      this._boxed = false;
      this.load({ fit: true });
    }

    async load({ fit = false, box = null } = {}) {
      this._busy(true);
      try {
        const asked = this.parameters;
        if (box && !asked.has("bbox")) asked.set("bbox", box);
        this._showDownloads();
        const answer = await this.feed.ask(asked);
        if (this.filters) this.filters.showProblem(null);
        this._show(answer, fit);
        if (this.histogram && !box) this.histogram.show(asked, answer.features);
      } catch (problem) {
        if (problem.name === "AbortError") return;
        if (this.filters) this.filters.showProblem(problem);
        this._show({ features: [], cores: Promise.resolve([]), undated: 0, unplaced: 0, isCut: false }, false);
        this.status.textContent = "No answer";
      }
      this._busy(false);
    }

    _show(answer, fit) {
      this.answer = answer;
      this.events.show(answer.features);
      if (fit) this.events.fit();
      this._showList();
      answer.cores.then(
        (cores) => answer === this.answer && this.events.showCores(cores),
        () => {}, // the regions stand without their cores
      );
    }

    _showList() {
      const shown = this.inView.checked ? this.events.eventsInView() : null;
      const listed = shown ? this.answer.features.filter(({ properties }) => shown.has(properties.id)) : this.answer.features;
      this.list.show(listed);
      this.status.replaceChildren(...summary(this.answer, listed.length).map((line) => em.element("span", {}, line)));
    }

    _showDownloads() {
      const query = this.parameters.toString();
      for (const link of document.querySelectorAll("[data-download]")) {
        link.href = `${link.dataset.download}${query ? `?${query}` : ""}`;
      }
    }

    _busy(isBusy) {
      document.body.classList.toggle("busy", isBusy);
      document.getElementById("results").setAttribute("aria-busy", String(isBusy));
      if (isBusy) this.status.textContent = "Looking for events …";
    }

    _moved() {
      history.replaceState(null, "", location.pathname + location.search + em.writePosition(this.map));
      if (!this.answer) return;
      if (this.inView.checked) this._showList();
      clearTimeout(this._refetch);
      // What was cut holds other events elsewhere: ask again for the box in view.
      if (this.answer.isCut || this._boxed) this._refetch = setTimeout(() => this._loadBox(), REFETCH_AFTER_MS);
    }

    _loadBox() {
      this._boxed = true;
      const bounds = this.map.getBounds();
      const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
      const whole = bounds.getEast() - bounds.getWest() >= 360;
      const [west, east] = whole ? [-180, 180] : [wrap(bounds.getWest()), wrap(bounds.getEast())];
      const [south, north] = [Math.max(bounds.getSouth(), -90), Math.min(bounds.getNorth(), 90)];
      this.load({ box: [west, south, east, north].map((degrees) => degrees.toFixed(3)).join(",") });
    }
  };

  // On a narrow screen map and list come first.
  em.foldOnNarrowScreens = function () {
    if (!matchMedia("(max-width: 760px)").matches) return;
    for (const part of document.querySelectorAll(".filters, .legend")) part.removeAttribute("open");
  };

  // Everything starts here; `config` stands in the page as JSON.
  em.start = function (map) {
    const config = readJson("eventmap-config");
    em.types = config.types;
    // A narrow screen needs one step more to see events of several continents at once.
    map.setMinZoom(map.getSize().x < 700 ? 1 : 2).setMaxZoom(12).attributionControl.setPrefix(false);
    em.addBasemap(map, basemapFiles(config), config.online);
    if (config.single) return em.showSingle(map, readJson("eventmap-regions"), readJson("eventmap-cores"));
    if (config.geocode) return em.startGeocode(map, config);
    em.foldOnNarrowScreens();
    const page = (em.page = new em.Page(map, config));
    if (config.feed) {
      page.useFeed(new em.ServerFeed(config.feed));
      page.useForm(document.getElementById("filters"));
      page.useHistogram(document.getElementById("histogram"));
    } else {
      page.useFeed(new em.EmbeddedFeed(readJson("eventmap-regions").features, readJson("eventmap-cores").features));
    }
    return page.start();
  };

  // The page of one event: its region and nothing else.
  em.showSingle = function (map, regions, cores) {
    const events = (em.single = new em.EventMap(map, () => {}));
    events.show(regions.features);
    events.showCores(cores.features);
    events.fit();
  };
})((window.eventmap = window.eventmap || {}));
