// How an event's fields read to a person.
(function (em) {
  "use strict";

  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const NUMBER = new Intl.NumberFormat("en");

  em.number = (value) => NUMBER.format(value);

  em.plural = (count, one, many) => `${NUMBER.format(count)} ${count === 1 ? one : many}`;

  em.typeLabel = function (type) {
    const known = em.types[type];
    return known ? known.label : String(type || "unknown type").replaceAll("_", " ");
  };

  em.typeColour = (type) => (em.types[type] || em.types.other).colour;

  function day(text) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? String(text) : DAY.format(time);
  }

  em.when = function ({ date_from: from, date_to: to }) {
    if (!from && !to) return "date unknown";
    if (!from) return `until ${day(to)}`;
    if (!to) return `since ${day(from)}`;
    const [first, last] = [day(from), day(to)];
    return first === last ? first : `${first} – ${last}`;
  };

  em.where = ({ location, place, country }) => location || place || country || "place unknown";

  em.spread = function ({ radius_km: radius }) {
    if (radius === null || radius === undefined) return "";
    const rounded = radius >= 10 ? Math.round(radius) : Math.round(radius * 10) / 10;
    return ` (± ${em.number(rounded)} km)`;
  };

  // "sum of 66 events", for what a text counts together.
  em.sum = function ({ aggregate, other_counts: counts }) {
    if (!aggregate) return null;
    const { low = null, best = null, high = null } = (counts && counts.events) || {};
    if (best === null && low === null && high === null) return "sum of several events";
    return `sum of ${range(low, best, high)} events`;
  };

  em.confidence = function (value) {
    if (value === null || value === undefined) return null;
    return `${Math.round(value * 100)} % sure`;
  };

  function range(low, best, high) {
    if (best !== null) return em.number(best);
    if (low !== null && high !== null) return `${em.number(low)}–${em.number(high)}`;
    if (low !== null) return `at least ${em.number(low)}`;
    return high !== null ? `up to ${em.number(high)}` : null;
  }

  em.counts = function (properties) {
    const tally = (kind) => range(...["low", "best", "high"].map((side) => properties[`${kind}_${side}`] ?? null));
    return ["killed", "wounded"].map((kind) => [kind, tally(kind)]).filter(([, text]) => text !== null);
  };
})((window.eventmap = window.eventmap || {}));
