// The filter form and the page's address: the same names and values as the API's query parameters.
(function (em) {
  "use strict";

  const SEPARATOR = /\s*;\s*/; // "Iraq; Syria" in the field is region=Iraq&region=Syria

  em.Filters = class {
    constructor(form, onSubmit) {
      this.form = form;
      this.extras = []; // parameters of the address that have no field, such as actor=Hamas
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        onSubmit();
      });
      for (const box of form.querySelectorAll("input[type=checkbox], select")) box.addEventListener("change", onSubmit);
      form.querySelector("[data-action=clear]")?.addEventListener("click", () => {
        this.write(new URLSearchParams());
        onSubmit();
      });
      this._onSubmit = onSubmit;
    }

    read() {
      const parameters = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) {
        const values = name === "region" ? value.split(SEPARATOR) : [value];
        for (const one of values) if (one.trim()) parameters.append(name, one.trim());
      }
      if (parameters.get("match") === "likely") parameters.delete("match");
      for (const [name, value] of this.extras) parameters.append(name, value);
      return parameters;
    }

    write(parameters) {
      const names = new Set(["f"]); // the page's own form (f=html): says nothing of what is asked for
      for (const field of this.form.elements) {
        if (!field.name) continue;
        names.add(field.name);
        const values = parameters.getAll(field.name);
        if (field.type === "checkbox") field.checked = values.includes(field.value);
        else if (field.tagName === "SELECT") this._choose(field, values[0] ?? field.dataset.default ?? "");
        else field.value = values.join("; ");
      }
      this.extras = [...parameters].filter(([name, value]) => !names.has(name) || this._hasNoBox(name, value));
      this._showExtras();
      this.showProblem(null);
    }

    // A value that the form does not offer, such as min_confidence=0.42 from a pasted address, becomes an option.
    _choose(field, value) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value;
    }

    _hasNoBox(name, value) {
      const boxes = [...this.form.querySelectorAll("input[type=checkbox]")].filter((box) => box.name === name);
      return boxes.length > 0 && !boxes.some((box) => box.value === value);
    }

    _showExtras() {
      const chips = this.extras.map(([name, value]) =>
        em.element(
          "button",
          {
            type: "button",
            class: "chip",
            "aria-label": `Remove the filter ${name} = ${value}`,
            onclick: () => {
              this.extras = this.extras.filter((pair) => pair[0] !== name || pair[1] !== value);
              this._showExtras();
              this._onSubmit();
            },
          },
          `${name} = ${value} ×`,
        ),
      );
      this.form.querySelector("[data-extras]").replaceChildren(...chips);
    }

    // Beside the field that the server names; at the form's end where it names none. Who is typing keeps the focus.
    showProblem(problem, { focus = true } = {}) {
      for (const place of this.form.querySelectorAll("[data-problem]")) {
        place.textContent = "";
        place.hidden = true;
      }
      for (const field of this.form.elements) field.removeAttribute("aria-invalid");
      if (!problem) return;
      const field = problem.parameter && this.form.elements[problem.parameter];
      const name = field ? problem.parameter : "form";
      const place = this.form.querySelector(`[data-problem="${CSS.escape(name)}"]`) || this.form.querySelector("[data-problem=form]");
      place.textContent = problem.message;
      place.hidden = false;
      if (field && field.setAttribute) {
        field.setAttribute("aria-invalid", "true");
        if (focus) field.focus();
      }
      this.form.closest("details")?.setAttribute("open", "");
    }
  };

  // "#map=6/33.20/44.10"
  em.readPosition = function (hash) {
    const found = /^#map=(\d{1,2})\/(-?\d{1,3}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash);
    return found ? { zoom: Number(found[1]), lat: Number(found[2]), lon: Number(found[3]) } : null;
  };

  em.writePosition = function (map) {
    const { lat, lng } = map.getCenter();
    return `#map=${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
  };
})((window.eventmap = window.eventmap || {}));
