// How many events there are over time, from /events/summary. A click on a bar asks for that time alone.
(function (em) {
  "use strict";

  const DAY_MS = 86_400_000;
  const MOST_BARS = 60;
  const YEAR = { by: "month", letters: 4, name: "year" }; // counts by month, added up
  const STEPS = [
    { upToDays: 60, by: "day", letters: 10, name: "day" },
    { upToDays: 400, by: "week", letters: 10, name: "week" },
    { upToDays: 30 * MOST_BARS, by: "month", letters: 7, name: "month" },
  ];

  // The step that shows these events in at most about sixty bars.
  function stepFor(features) {
    const times = features.map(({ properties }) => Date.parse(properties.date_from || properties.date_to)).filter(Number.isFinite);
    const [first, last] = times.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)], [Infinity, -Infinity]);
    return STEPS.find(({ upToDays }) => (last - first) / DAY_MS <= upToDays) || YEAR;
  }

  const isoDay = (time) => new Date(time).toISOString().slice(0, 10);

  // The first day of the step that follows the one beginning on `day`.
  function following(day, { name }) {
    const date = new Date(day);
    if (name === "day") date.setUTCDate(date.getUTCDate() + 1);
    if (name === "week") date.setUTCDate(date.getUTCDate() + 7);
    if (name === "month") date.setUTCMonth(date.getUTCMonth() + 1);
    if (name === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
    return isoDay(date);
  }

  // [{from, to, count}] without gaps: a time without events is a bar of no height.
  function barsOf(counts, step) {
    const sums = new Map();
    for (const { from, count } of counts) {
      const first = step.name === "year" ? `${from.slice(0, step.letters)}-01-01` : from;
      sums.set(first, (sums.get(first) || 0) + count);
    }
    const days = [...sums.keys()].sort();
    const bars = [];
    for (let day = days[0]; day && day <= days[days.length - 1] && bars.length < 4 * MOST_BARS; ) {
      const next = following(day, step);
      bars.push({ from: day, to: isoDay(Date.parse(next) - DAY_MS), count: sums.get(day) || 0 });
      day = next;
    }
    return bars;
  }

  em.Histogram = class {
    // onNarrow(from, to): somebody picked the days between
    constructor(container, address, onNarrow) {
      this.container = container;
      this.address = address;
      this.onNarrow = onNarrow;
      this.bars = container.querySelector("[data-bars]");
      this.caption = container.querySelector("[data-caption]");
      this.bars.addEventListener("keydown", (event) => this._walk(event));
    }

    async show(parameters, features) {
      if (this._running) this._running.abort();
      this._running = new AbortController();
      const step = stepFor(features);
      const asked = new URLSearchParams([...parameters, ["by", step.by]]);
      try {
        const summary = await em.readJson(`${this.address}?${asked}`, this._running.signal);
        this._draw(barsOf(summary.time, step), step);
      } catch (problem) {
        if (problem.name !== "AbortError") this.container.hidden = true; // the list stands without it
      }
    }

    _draw(bars, step) {
      this.container.hidden = bars.length < 2;
      if (this.container.hidden) return;
      const most = Math.max(...bars.map(({ count }) => count), 1);
      const [first, last] = [bars[0], bars[bars.length - 1]].map(({ from }) => from.slice(0, step.letters));
      this.caption.textContent = `Events by ${step.name}, ${first} to ${last}; highest bar: ${em.number(most)}`;
      this.bars.replaceChildren(...bars.map((bar, index) => this._bar(bar, step, most, index)));
    }

    _bar({ from, to, count }, { letters }, most, index) {
      const told = `${from.slice(0, letters)}: ${em.plural(count, "event", "events")}`;
      const button = em.element("button", {
        type: "button",
        title: told,
        "aria-label": `${told}; show only these`,
        tabindex: index ? -1 : 0, // one stop for Tab; the arrows go on from there
        onclick: () => this.onNarrow(from, to),
      });
      button.style.setProperty("--part", count / most);
      return button;
    }

    _walk(event) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const all = [...this.bars.children];
      const next = step && all[all.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      document.activeElement.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  };
})((window.eventmap = window.eventmap || {}));
