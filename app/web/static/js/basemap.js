// The program's own basemap: Natural Earth as TopoJSON, cut into tiles in the browser and drawn on canvas.
(function (em) {
  "use strict";

  const DETAIL_ZOOM = 5;
  const EXTENT = 4096;
  const CUT = { maxZoom: 12, indexMaxZoom: 4, indexMaxPoints: 50000, tolerance: 3, extent: EXTENT, buffer: 96 };
  // From the bottom to the top. A width is [at zoom 2, at zoom 10] in pixels.
  const LAYERS = [
    { name: "land", fill: "map-land", stroke: "map-coast", width: [0.5, 1.2] },
    { name: "districts", stroke: "map-province", width: [0.2, 0.8], from: 8 },
    { name: "provinces", stroke: "map-province", width: [0.3, 1.4], from: 5 },
    { name: "rivers", stroke: "map-river", width: [0.4, 1.8], smooth: true },
    { name: "lakes", fill: "map-sea", stroke: "map-coast", width: [0.3, 1] },
    { name: "countries", stroke: "map-border", width: [0.6, 2.2] },
    { name: "disputed", stroke: "map-border", width: [0.6, 2], dash: [5, 4] },
  ];

  async function cutTiles(topology) {
    const indices = {};
    for (const name of Object.keys(topology.objects)) {
      indices[name] = geojsonvt(topojson.feature(topology, topology.objects[name]), CUT);
      await new Promise((resume) => setTimeout(resume)); // lets clicks through between two layers
    }
    return indices;
  }

  function tracePart(context, part, scale) {
    for (let i = 0; i < part.length; i++) {
      const [x, y] = part[i];
      if (i) context.lineTo(x * scale, y * scale);
      else context.moveTo(x * scale, y * scale);
    }
  }

  // Through the middles of the stretches: a river has no corners.
  function traceSmoothly(context, part, scale) {
    context.moveTo(part[0][0] * scale, part[0][1] * scale);
    for (let i = 1; i < part.length - 1; i++) {
      const [[x, y], [nextX, nextY]] = [part[i], part[i + 1]];
      context.quadraticCurveTo(x * scale, y * scale, ((x + nextX) / 2) * scale, ((y + nextY) / 2) * scale);
    }
    const [lastX, lastY] = part[part.length - 1];
    context.lineTo(lastX * scale, lastY * scale);
  }

  // Big rivers show from the world view on, brooks from near.
  const isShown = (tags, zoom) => !tags || tags.rank === undefined || tags.rank <= zoom + (zoom < 5 ? 0 : 2);

  em.Basemap = L.GridLayer.extend({
    options: { minZoom: 1, maxZoom: 12, pane: "tilePane", className: "basemap", updateWhenZooming: false },

    // files: {world, detail}, each a function that gives the promise of a TopoJSON object
    initialize(files, options) {
      L.GridLayer.prototype.initialize.call(this, options);
      this._files = files;
      this._tiers = {};
    },

    onAdd(map) {
      L.GridLayer.prototype.onAdd.call(this, map);
      map.on("zoomend", this._wantTier, this);
      this._load("world").then(() => this._wantTier());
      em.onDarkChange(() => this.redraw());
    },

    _wantTier() {
      if (this._map && this._map.getZoom() >= DETAIL_ZOOM) this._load("detail");
    },

    async _load(tier) {
      if (this._tiers[tier] || !this._files[tier]) return;
      this._tiers[tier] = {};
      try {
        this._tiers[tier] = await cutTiles(await this._files[tier]());
        if (this._map) this.redraw();
        this.fire("tier", { tier });
      } catch (problem) {
        delete this._tiers[tier];
        this.fire("failed", { problem });
      }
    },

    _indicesFor(zoom) {
      const detail = this._tiers.detail;
      return zoom >= DETAIL_ZOOM && detail && detail.land ? detail : this._tiers.world || {};
    },

    createTile(coords) {
      const size = this.getTileSize();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const tile = L.DomUtil.create("canvas", "leaflet-tile");
      tile.width = size.x * ratio;
      tile.height = size.y * ratio;
      this._drawTile(tile.getContext("2d"), coords, tile.width, ratio);
      return tile;
    },

    _drawTile(context, { x, y, z }, size, ratio) {
      context.fillStyle = em.colour("map-sea");
      context.fillRect(0, 0, size, size);
      context.lineJoin = "round";
      const indices = this._indicesFor(z);
      for (const layer of LAYERS) {
        const cut = indices[layer.name] && z >= (layer.from || 0) && indices[layer.name].getTile(z, x, y);
        if (cut) this._drawLayer(context, layer, cut, z, size / EXTENT, ratio);
      }
    },

    _drawLayer(context, layer, cut, zoom, scale, ratio) {
      context.beginPath();
      for (const feature of cut.features) {
        if (!isShown(feature.tags, zoom)) continue;
        for (const part of feature.geometry) (layer.smooth ? traceSmoothly : tracePart)(context, part, scale);
      }
      if (layer.fill) {
        context.fillStyle = em.colour(layer.fill);
        context.fill("evenodd");
      }
      const [thin, thick] = layer.width;
      context.lineWidth = ratio * (thin + ((thick - thin) * Math.min(Math.max(zoom - 2, 0), 8)) / 8);
      context.setLineDash((layer.dash || []).map((length) => length * ratio));
      context.strokeStyle = em.colour(layer.stroke);
      context.stroke();
    },
  });
})((window.eventmap = window.eventmap || {}));
