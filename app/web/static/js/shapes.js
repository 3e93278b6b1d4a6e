// Event regions made ready for drawing: projected once, and events with the same region and type taken together.
(function (em) {
  "use strict";

  function projectRing(ring) {
    const flat = new Float64Array(ring.length * 2);
    ring.forEach(([lon, lat], i) => {
      flat[2 * i] = em.worldX(lon);
      flat[2 * i + 1] = em.worldY(lat);
    });
    return flat;
  }

  function ringsOf(geometry) {
    if (!geometry) return [];
    if (geometry.type === "Polygon") return geometry.coordinates.map(projectRing);
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat().map(projectRing);
    if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(ringsOf);
    return [];
  }

  function boundsOf(rings) {
    const bounds = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        bounds[0] = Math.min(bounds[0], ring[i]);
        bounds[1] = Math.min(bounds[1], ring[i + 1]);
        bounds[2] = Math.max(bounds[2], ring[i]);
        bounds[3] = Math.max(bounds[3], ring[i + 1]);
      }
    }
    return bounds;
  }

  function areaOf(rings) {
    let doubled = 0;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        doubled += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
      }
    }
    return Math.abs(doubled) / 2;
  }

  // Half the longer side on the ground: a world is 40,075 km wide at the equator and shrinks towards the poles.
  function radiusOf([west, north, east, south]) {
    const latitude = Math.atan(Math.sinh(Math.PI * (1 - north - south)));
    return (Math.max(east - west, south - north) / 2) * 40075 * Math.cos(latitude);
  }

  // Regions of equal outline have equal corners and lengths; nothing else on a map of news does.
  function keyOf(feature, rings, bounds) {
    const points = rings.reduce((sum, ring) => sum + ring.length, 0);
    return `${feature.properties.type} ${points} ${bounds.map((x) => x.toFixed(9)).join(" ")}`;
  }

  // A dot stands for a region that is too small to see: in the middle of the region, or at its point where it has one.
  function middleOf(properties, bounds) {
    const { point_lon: lon, point_lat: lat } = properties;
    if (typeof lon === "number" && typeof lat === "number") return [em.worldX(lon), em.worldY(lat)];
    return [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  }

  // GeoJSON features -> shapes, the largest first, so that a country never covers a town.
  em.makeShapes = function (features) {
    const shapes = new Map();
    for (const feature of features) {
      const rings = ringsOf(feature.geometry);
      if (!rings.length) continue;
      const bounds = boundsOf(rings);
      const key = keyOf(feature, rings, bounds);
      const known = shapes.get(key);
      if (known) {
        known.events.push(feature);
        known.isBackground &&= Boolean(feature.properties.background);
        continue;
      }
      const properties = feature.properties;
      shapes.set(key, {
        rings,
        bounds,
        core: [],
        area: areaOf(rings),
        middle: middleOf(properties, bounds),
        radiusKm: radiusOf(bounds),
        type: properties.type,
        isBackground: Boolean(properties.background),
        events: [feature],
      });
    }
    return [...shapes.values()].sort((a, b) => b.area - a.area);
  };

  // Puts the 50 % cores (features with the same ids) into the shapes.
  em.addCores = function (shapes, features) {
    const cores = new Map(features.map((feature) => [feature.properties.id, feature.geometry]));
    for (const shape of shapes) shape.core = ringsOf(cores.get(shape.events[0].properties.id));
  };

  em.holds = function (rings, x, y) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [xi, yi, xj, yj] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
        if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
    return inside;
  };
})((window.eventmap = window.eventmap || {}));
