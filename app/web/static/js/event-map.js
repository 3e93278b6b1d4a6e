// The map of events: basemap, regions, what is pointed at, what is chosen.
(function (em) {
  "use strict";

  const POPUP_ROWS = 25;
  const WIDEST_FIRST_VIEW_KM = 700; // a country-wide region does not decide the first view
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function paneOf(map, name, level) {
    map.createPane(name).style.zIndex = level;
    map.getPane(name).style.pointerEvents = "none";
    return name;
  }

  em.addBasemap = function (map, files, online) {
    if (online && online.url) {
      L.tileLayer(online.url, { attribution: online.attribution, maxZoom: 12 }).addTo(map);
      return;
    }
    const attribution = "Natural Earth · GeoNames (CC BY 4.0)";
    em.basemap = new em.Basemap({ world: files.world, detail: files.detail }, { attribution }).addTo(map);
    const labels = { world: files.worldLabels, detail: files.detailLabels };
    new em.Labels(labels, { pane: paneOf(map, "labels", 460) }).addTo(map);
  };

  em.EventMap = class {
    // onChoose(feature or null): somebody picked an event on the map; without it nothing can be picked
    constructor(map, onChoose) {
      this.map = map;
      this.onChoose = onChoose;
      this.regions = new em.Regions({ pane: paneOf(map, "regions", 420) }).addTo(map);
      this.highlight = new em.Highlight({ pane: paneOf(map, "highlight", 440) }).addTo(map);
      this._shapeOf = new Map();
      if (!onChoose) return;
      map.on("click", (event) => this._pick(event.latlng));
      map.on("mousemove", (event) => this._point(event.latlng));
      map.on("mouseout", () => this.hover(null));
    }

    show(features) {
      this.map.closePopup();
      this.shapes = em.makeShapes(features);
      this._shapeOf = new Map(this.shapes.flatMap((shape) => shape.events.map((event) => [event.properties.id, shape])));
      this._chosen = this._hovered = null;
      this.regions.setShapes(this.shapes);
      this._mark();
    }

    showCores(features) {
      em.addCores(this.shapes, features);
      this.regions.redraw();
    }

    eventsInView() {
      return new Set(this.regions.shapesInView().flatMap((shape) => shape.events.map(({ properties }) => properties.id)));
    }

    // Shows all events, or the narrower ones where some are as wide as a country.
    fit(maxZoom = 8) {
      const narrow = this.shapes.filter(({ radiusKm }) => radiusKm <= WIDEST_FIRST_VIEW_KM);
      this._fitShapes(narrow.length ? narrow : this.shapes, maxZoom);
    }

    _fitShapes(shapes, maxZoom) {
      if (!shapes.length) return;
      const corners = shapes.map(({ bounds }) => bounds);
      const [west, north] = [0, 1].map((side) => corners.reduce((least, bounds) => Math.min(least, bounds[side]), 1));
      const [east, south] = [2, 3].map((side) => corners.reduce((most, bounds) => Math.max(most, bounds[side]), 0));
      const toLatLng = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x * 256, y * 256), 0);
      const bounds = L.latLngBounds(toLatLng(west, south), toLatLng(east, north));
      this.map.fitBounds(bounds, { maxZoom, ...this._roomFor(bounds), animate: !calm() });
    }

    // Beside the legend or above it, wherever the events show larger; under it where it would take a third of the map.
    _roomFor(bounds) {
      const legend = document.querySelector(".legend[open]");
      const { x: width, y: height } = this.map.getSize();
      const [wide, high] = legend ? [legend.offsetWidth, legend.offsetHeight] : [0, 0];
      const corners = [[24 + (3 * wide < width ? wide : 0), 24]];
      corners.push([24, 24 + (3 * high < height ? high : 0)]);
      const zoomWith = ([right, below]) => this.map.getBoundsZoom(bounds, false, L.point(48 + right, 24 + below));
      const [best] = corners.sort((a, b) => zoomWith(b) - zoomWith(a));
      return { paddingTopLeft: [48, 24], paddingBottomRight: best };
    }

    choose(feature, { move = true } = {}) {
      this._chosen = feature ? this._shapeOf.get(feature.properties.id) : null;
      if (this._chosen && move) this._fitShapes([this._chosen], 8);
      this._mark();
    }

    hover(feature) {
      this._hovered = feature ? this._shapeOf.get(feature.properties.id) : null;
      this._mark();
    }

    _mark() {
      this.highlight.setShapes(this._hovered, this._chosen);
    }

    _point(latlng) {
      if (this._waiting) return;
      this._waiting = requestAnimationFrame(() => {
        this._waiting = null;
        const [shape] = this.regions.shapesAt(latlng.lng, latlng.lat);
        this.map.getContainer().classList.toggle("over-event", Boolean(shape));
        if (shape === this._hovered) return;
        this._hovered = shape || null;
        this._mark();
      });
    }

    _pick(latlng) {
      const events = this.regions.shapesAt(latlng.lng, latlng.lat).flatMap((shape) => shape.events);
      if (!events.length) {
        this.choose(null);
        this.onChoose(null);
        return;
      }
      const pick = (feature) => {
        this.choose(feature, { move: false });
        this.onChoose(feature);
      };
      pick(events[0]);
      const button = (feature) =>
        em.element("button", { type: "button", class: "event", onclick: () => pick(feature) }, em.headline(feature));
      const rest = events.length - POPUP_ROWS;
      const content = em.element(
        "div",
        { class: "picked" },
        events.length > 1 ? em.element("p", {}, `${em.number(events.length)} events may have been here`) : null,
        events.slice(0, POPUP_ROWS).map(button),
        rest > 0 ? em.element("p", {}, `and ${em.number(rest)} more: come nearer`) : null,
      );
      L.popup({ maxWidth: 300, maxHeight: 240, autoPan: true }).setLatLng(latlng).setContent(content).openOn(this.map);
    }
  };
})((window.eventmap = window.eventmap || {}));
