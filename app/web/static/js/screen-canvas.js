// A canvas the size of the screen that moves with the map and is drawn anew when the map comes to rest.
(function (em) {
  "use strict";

  // Subclasses give `draw(context, view)`; view = {scale, left, top, width, height, zoom} in pixels of the world map,
  // which is `scale` pixels wide. L.Renderer carries the canvas through zoom animations.
  em.ScreenCanvas = L.Renderer.extend({
    options: { padding: 0.15, interactive: false },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "screen-canvas");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      L.DomUtil.remove(this._container);
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = ratio * size.x;
      canvas.height = ratio * size.y;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._ratio = ratio;
      this.redraw();
    },

    redraw() {
      if (!this._map || !this._bounds) return;
      const canvas = this._container;
      const context = canvas.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.scale(this._ratio, this._ratio);
      const zoom = this._map.getZoom();
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      const scale = 256 * 2 ** zoom;
      this.draw(context, { scale, left: origin.x, top: origin.y, width: size.x, height: size.y, zoom });
    },
  });

  // Web Mercator with the world one unit wide, (0, 0) at the north-west corner.
  const MAX_LATITUDE = 85.0511;

  em.worldX = (lon) => lon / 360 + 0.5;

  em.worldY = function (lat) {
    const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  // The copies of the world that the view shows, as whole numbers of worlds to the east.
  em.worldCopies = function (view) {
    const copies = [];
    const last = Math.floor((view.left + view.width) / view.scale);
    for (let copy = Math.floor(view.left / view.scale); copy <= last; copy++) copies.push(copy);
    return copies;
  };
})((window.eventmap = window.eventmap || {}));
