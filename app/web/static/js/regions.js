// Draws where events may have been: a light 90 % region with a graded edge, its 50 % core stronger, never a pin.
(function (em) {
  "use strict";

  const DOT_BELOW_PX = 11; // a region smaller than this on the screen is drawn as a soft dot
  const GRADED_EDGE_UP_TO = 400; // shapes in view; beyond that the edges would only be noise, and slow
  const EDGE = [
    [9, 0.06],
    [5, 0.09],
    [1, 0.3],
  ]; // width in pixels, part of the region's own strength

  // Wide regions are drawn lightly, and however many lie on each other, together they get no darker than their sheet:
  // a country is a hint, not a stain.
  const SHEETS = [
    { fromKm: 400, opacity: 0.35 },
    { fromKm: 120, opacity: 0.6 },
    { fromKm: -1, opacity: 1 },
  ];

  const sheetOf = (shape) => SHEETS.findIndex(({ fromKm }) => shape.radiusKm > fromKm);

  // Many events make a region stronger; what was told as history steps back behind the news.
  const strengthOf = (shape) => Math.min(1 + Math.log2(shape.events.length) * 0.18, 1.9) * (shape.isBackground ? 0.5 : 1);

  em.trace = function (context, rings, view, copy) {
    const left = view.left - copy * view.scale;
    for (const ring of rings) {
      let [lastX, lastY] = [Infinity, Infinity];
      for (let i = 0; i < ring.length; i += 2) {
        const x = ring[i] * view.scale - left;
        const y = ring[i + 1] * view.scale - view.top;
        if (i === 0) context.moveTo(x, y);
        else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.7 && i < ring.length - 2) continue;
        else context.lineTo(x, y);
        [lastX, lastY] = [x, y];
      }
      context.closePath();
    }
  };

  em.dotRadius = (shape) => 6 + Math.min(Math.log2(shape.events.length) * 2.2, 14);

  em.isDot = function (shape, view) {
    const [west, north, east, south] = shape.bounds;
    return Math.max(east - west, south - north) * view.scale < DOT_BELOW_PX;
  };

  function isVisible(shape, view, copy) {
    const [west, north, east, south] = shape.bounds;
    const [x, y] = [view.left / view.scale - copy, view.top / view.scale];
    const margin = 20 / view.scale;
    return (
      west - margin < x + view.width / view.scale &&
      east + margin > x &&
      north - margin < y + view.height / view.scale &&
      south + margin > y
    );
  }

  em.Regions = em.ScreenCanvas.extend({
    initialize(options) {
      em.ScreenCanvas.prototype.initialize.call(this, options);
      this._shapes = [];
      this._dots = {};
      this._sheet = document.createElement("canvas");
    },

    onAdd(map) {
      em.ScreenCanvas.prototype.onAdd.call(this, map);
      em.onDarkChange(() => this.redraw());
    },

    setShapes(shapes) {
      this._shapes = shapes;
      this.redraw();
    },

    draw(context, view) {
      const began = performance.now();
      const visible = em
        .worldCopies(view)
        .flatMap((copy) => this._shapes.filter((shape) => isVisible(shape, view, copy)).map((shape) => ({ shape, copy })));
      SHEETS.forEach(({ opacity }, number) => {
        const drawn = visible.filter(({ shape }) => sheetOf(shape) === number);
        if (drawn.length) this._drawSheet(context, drawn, view, opacity, visible.length <= GRADED_EDGE_UP_TO);
      });
      this.lastDrawMs = performance.now() - began;
    },

    _drawSheet(context, drawn, view, opacity, graded) {
      const own = opacity < 1 ? this._emptySheet(context.canvas) : context;
      for (const { shape, copy } of drawn) {
        if (em.isDot(shape, view)) this._drawDot(own, shape, view, copy);
        else this._drawRegion(own, shape, view, copy, graded);
      }
      context.globalAlpha = opacity;
      if (own !== context) context.drawImage(own.canvas, 0, 0, view.width, view.height);
      context.globalAlpha = 1;
    },

    _emptySheet({ width, height }) {
      const sheet = this._sheet;
      if (sheet.width !== width) sheet.width = width;
      if (sheet.height !== height) sheet.height = height;
      const context = sheet.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
      context.scale(this._ratio, this._ratio);
      return context;
    },

    _drawRegion(context, shape, view, copy, graded) {
      const strength = strengthOf(shape);
      context.fillStyle = context.strokeStyle = em.typeColour(shape.type);
      context.lineJoin = "round";
      context.beginPath();
      em.trace(context, shape.rings, view, copy);
      context.globalAlpha = Math.min(0.17 * strength, 0.4);
      context.fill("evenodd");
      for (const [width, part] of graded ? EDGE : EDGE.slice(-1)) {
        context.lineWidth = width;
        context.globalAlpha = Math.min(part * strength, 0.8);
        context.stroke();
      }
      if (!shape.core.length) return;
      context.beginPath();
      em.trace(context, shape.core, view, copy);
      context.globalAlpha = Math.min(0.3 * strength, 0.6);
      context.fill("evenodd");
      if (!graded) return;
      context.lineWidth = 3;
      context.globalAlpha = Math.min(0.1 * strength, 0.3);
      context.stroke();
    },

    _drawDot(context, shape, view, copy) {
      const radius = em.dotRadius(shape);
      const x = (shape.middle[0] + copy) * view.scale - view.left;
      const y = shape.middle[1] * view.scale - view.top;
      context.globalAlpha = Math.min(0.75 * strengthOf(shape), 0.95);
      context.drawImage(this._dotOf(em.typeColour(shape.type)), x - radius, y - radius, 2 * radius, 2 * radius);
    },

    // A disc that fades outwards, made once for each colour.
    _dotOf(colour) {
      if (this._dots[colour]) return this._dots[colour];
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 64;
      const context = canvas.getContext("2d");
      const shade = context.createRadialGradient(32, 32, 0, 32, 32, 32);
      shade.addColorStop(0, colour);
      shade.addColorStop(0.35, `${colour}d0`);
      shade.addColorStop(0.7, `${colour}55`);
      shade.addColorStop(1, `${colour}00`);
      context.fillStyle = shade;
      context.fillRect(0, 0, 64, 64);
      return (this._dots[colour] = canvas);
    },

    // The shapes under a point of the world map, the smallest first.
    shapesAt(lon, lat) {
      const scale = 256 * 2 ** this._map.getZoom();
      const view = { scale };
      const x = em.worldX(lon) - Math.floor(em.worldX(lon));
      const y = em.worldY(lat);
      const found = this._shapes.filter((shape) => {
        if (em.isDot(shape, view)) {
          const reach = em.dotRadius(shape) / scale;
          return Math.hypot(shape.middle[0] - x, shape.middle[1] - y) < reach;
        }
        const [west, north, east, south] = shape.bounds;
        return west <= x && x <= east && north <= y && y <= south && em.holds(shape.rings, x, y);
      });
      return found.reverse();
    },

    shapesInView() {
      const bounds = this._map.getBounds();
      const [west, east] = [em.worldX(bounds.getWest()), em.worldX(bounds.getEast())];
      const [north, south] = [em.worldY(bounds.getNorth()), em.worldY(bounds.getSouth())];
      return this._shapes.filter((shape) => {
        const [left, top, right, bottom] = shape.bounds;
        if (bottom < north || top > south) return false;
        for (let copy = Math.floor(west); copy <= Math.floor(east); copy++) {
          if (left + copy <= east && right + copy >= west) return true;
        }
        return false;
      });
    },
  });

  // The outline of what is pointed at or chosen, above everything else.
  em.Highlight = em.ScreenCanvas.extend({
    setShapes(hovered, chosen) {
      [this._hovered, this._chosen] = [hovered, chosen];
      this.redraw();
    },

    draw(context, view) {
      for (const copy of em.worldCopies(view)) {
        if (this._hovered && this._hovered !== this._chosen) this._outline(context, this._hovered, view, copy, 1.2);
        if (this._chosen) this._outline(context, this._chosen, view, copy, 2);
      }
    },

    _outline(context, shape, view, copy, width) {
      context.beginPath();
      if (em.isDot(shape, view)) {
        const x = (shape.middle[0] + copy) * view.scale - view.left;
        context.arc(x, shape.middle[1] * view.scale - view.top, em.dotRadius(shape) + 1, 0, 2 * Math.PI);
      } else em.trace(context, shape.rings, view, copy);
      context.lineJoin = "round";
      context.strokeStyle = em.colour("map-halo");
      context.lineWidth = width + 2;
      context.stroke();
      context.strokeStyle = em.colour("ink");
      context.lineWidth = width;
      context.stroke();
    },
  });
})((window.eventmap = window.eventmap || {}));
