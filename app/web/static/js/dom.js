// Elements from plain values. Text enters the page as text nodes only, so nothing that an article says can run.
(function (em) {
  "use strict";

  // element("a", {href, class, "aria-label"}, "text", child, null, ...)
  em.element = function (name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : String(value));
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  };

  // Only web links: a source's address may say javascript:.
  em.webLink = function (url) {
    try {
      const parsed = new URL(url);
      return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
    } catch {
      return null;
    }
  };

  em.colour = function (name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  };

  em.onDarkChange = function (listener) {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
  };
})((window.eventmap = window.eventmap || {}));
