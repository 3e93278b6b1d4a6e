// Names above the events, so that a region never hides what it lies on. The more important name wins its place.
(function (em) {
  "use strict";

  const STYLES = {
    country: { font: (zoom) => `600 ${Math.min(11 + zoom * 0.6, 16)}px`, colour: "map-name-country", spacing: "1.5px" },
    province: { font: () => "500 11px", colour: "map-name-province", spacing: "1px", upper: true },
    capital: { font: (zoom) => `600 ${Math.min(11 + zoom * 0.25, 14)}px`, colour: "map-name-town", dot: 2.6 },
    city: { font: (zoom) => `400 ${Math.min(10.5 + zoom * 0.2, 13)}px`, colour: "map-name-town", dot: 2 },
    water: { font: (zoom) => `italic 400 ${Math.min(10 + zoom * 0.5, 14)}px`, colour: "map-name-water", spacing: "1px" },
  };
  const ORDER = { water: 0, country: 1, capital: 2, city: 3, province: 4 };
  const FAMILY = "system-ui, sans-serif";
  const ROOM_PX = 3;

  function readRow([kind, name, lon, lat, zoom, last]) {
    return { kind, name, x: em.worldX(lon), y: em.worldY(lat), zoom, last: last || 99 };
  }

  function byImportance(a, b) {
    return ORDER[a.kind] - ORDER[b.kind] || a.zoom - b.zoom;
  }

  em.Labels = em.ScreenCanvas.extend({
    // files: like the basemap's; the second file is asked for when the map comes near
    initialize(files, options) {
      em.ScreenCanvas.prototype.initialize.call(this, options);
      this._files = files;
      this._asked = {};
      this._rows = [];
    },

    onAdd(map) {
      em.ScreenCanvas.prototype.onAdd.call(this, map);
      map.on("zoomend", this._wantFile, this);
      this._wantFile();
      em.onDarkChange(() => this.redraw());
    },

    _wantFile() {
      this._load("world");
      if (this._map && this._map.getZoom() >= 5) this._load("detail");
    },

    async _load(tier) {
      if (this._asked[tier] || !this._files[tier]) return;
      this._asked[tier] = true;
      try {
        const rows = await this._files[tier]();
        this._rows = this._rows.concat(rows.map(readRow)).sort(byImportance);
        this.redraw();
      } catch {
        delete this._asked[tier];
      }
    },

    draw(context, view) {
      const taken = [];
      context.textBaseline = "middle";
      context.textAlign = "center";
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = em.colour("map-halo");
      const colours = Object.fromEntries(Object.values(STYLES).map(({ colour }) => [colour, em.colour(colour)]));
      for (const copy of em.worldCopies(view)) {
        for (const row of this._rows) {
          if (row.zoom > view.zoom || row.last < view.zoom) continue;
          const x = (row.x + copy) * view.scale - view.left;
          const y = row.y * view.scale - view.top;
          if (x < -60 || y < -10 || x > view.width + 60 || y > view.height + 10) continue;
          this._place(context, row, x, y, view.zoom, taken, colours);
        }
      }
    },

    _place(context, row, x, y, zoom, taken, colours) {
      const style = STYLES[row.kind];
      context.font = `${style.font(zoom)} ${FAMILY}`;
      if ("letterSpacing" in context) context.letterSpacing = style.spacing || "0px";
      const text = style.upper ? row.name.toUpperCase() : row.name;
      const half = context.measureText(text).width / 2;
      const middle = style.dot ? y - 9 : y;
      const box = [x - half - ROOM_PX, middle - 7 - ROOM_PX, x + half + ROOM_PX, (style.dot ? y + 3 : y + 7) + ROOM_PX];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
      taken.push(box);
      context.fillStyle = colours[style.colour];
      if (style.dot) {
        context.beginPath();
        context.arc(x, y, style.dot, 0, 2 * Math.PI);
        context.fill();
      }
      if (row.kind !== "water") context.strokeText(text, x, middle);
      context.fillText(text, x, middle);
    },
  });
})((window.eventmap = window.eventmap || {}));
