// The components of the page, in the marks and names of govuk-frontend. Every text is put in as
// text: nothing that is said can become markup.
const amendsElements = (() => {
  "use strict";

  /** An element; an attribute that is a function listens, one that is false or null is left out. */
  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
    return made;
  }

  const paragraph = (text) => el("p", { class: "govuk-body" }, text);
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  function bullets(items) {
    return el("ul", { class: "govuk-list govuk-list--bullet" }, items.map((item) => el("li", {}, item)));
  }

  function heading(text, level = 1) {
    const size = { 1: "l", 2: "m", 3: "s" }[level];
    const focusable = level === 1 ? { tabindex: "-1" } : {};
    return el(`h${level}`, { class: `govuk-heading-${size}`, ...focusable }, text);
  }

  const inset = (...children) => el("div", { class: "govuk-inset-text" }, ...children);

  function warning(text) {
    return el("div", { class: "govuk-warning-text" },
      el("span", { class: "govuk-warning-text__icon", "aria-hidden": "true" }, "!"),
      el("strong", { class: "govuk-warning-text__text" },
        el("span", { class: "govuk-visually-hidden" }, "Please note: "), text));
  }

  function details(summary, ...children) {
    return el("details", { class: "govuk-details" },
      el("summary", { class: "govuk-details__summary" },
        el("span", { class: "govuk-details__summary-text" }, summary)),
      el("div", { class: "govuk-details__text" }, ...children));
  }

  function button(text, click, kind = "") {
    const look = kind ? ` govuk-button--${kind}` : "";
    const type = click ? "button" : "submit";
    return el("button", { class: `govuk-button${look}`, type, click }, text);
  }

  /** A link that goes nowhere by itself: the address stays as it is. */
  function link(text, click, hidden = "") {
    const act = (event) => {
      event.preventDefault();
      click();
    };
    const more = hidden ? [el("span", { class: "govuk-visually-hidden" }, ` ${hidden}`)] : [];
    return el("a", { class: "govuk-link", href: "#main", click: act }, text, ...more);
  }

  function back() {
    const act = (event) => {
      event.preventDefault();
      history.back();
    };
    return el("a", { class: "govuk-back-link", href: "#main", click: act }, "Back");
  }

  // --- forms ---
  //
  // An error is {text, of}: `of` is the id of the box to mend. A field takes the errors of its own.

  function errorSummary(errors) {
    const items = errors.map(({ text, of }) => {
      const act = (event) => {
        event.preventDefault();
        document.getElementById(of).focus();
      };
      return el("li", {}, el("a", { href: `#${of}`, click: act }, text));
    });
    return el("div", { class: "govuk-error-summary", tabindex: "-1", id: "errors" },
      el("div", { role: "alert" },
        el("h2", { class: "govuk-error-summary__title" }, "There is a problem"),
        el("div", { class: "govuk-error-summary__body" },
          el("ul", { class: "govuk-list govuk-error-summary__list" }, items))));
  }

  function errorMessage(id, text) {
    return el("p", { id, class: "govuk-error-message" },
      el("span", { class: "govuk-visually-hidden" }, "Error: "), text);
  }

  function legend(text, caption, level = 1) {
    const large = level === 1;
    const words = large
      ? [caption && el("span", { class: "govuk-caption-l" }, caption),
        el("h1", { class: "govuk-fieldset__heading", tabindex: "-1" }, text)]
      : [text];
    return el("legend", { class: `govuk-fieldset__legend govuk-fieldset__legend--${large ? "l" : "s"}` },
      ...words);
  }

  /** A group of boxes under a legend, with hints and what is wrong in it. */
  function group({ id, legend: head, hints = [], error = "" }, ...fields) {
    const described = [];
    const notes = hints.map((hint, nth) => {
      described.push(`${id}-hint-${nth}`);
      return el("div", { class: "govuk-hint", id: `${id}-hint-${nth}` }, hint);
    });
    if (error) described.push(`${id}-error`);
    const around = {
      class: "govuk-fieldset",
      "aria-describedby": described.join(" ") || null,
      role: "group",
    };
    return el("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}` },
      el("fieldset", around, head, ...notes, error && errorMessage(`${id}-error`, error), ...fields));
  }

  /**
   * Radio buttons, or boxes to tick; an option is {value, label, hint, more}, `more` shown while it
   * is chosen.
   */
  function choices(type, look, name, options, chosen) {
    const items = [];
    const extra = [];
    const show = () => {
      for (const { input, box } of extra) box.hidden = !input.checked;
    };
    options.forEach(({ value, label, hint, more }, nth) => {
      const id = nth ? `${name}-${nth}` : name;
      const note = hint && el("div", { class: `govuk-hint ${look}__hint`, id: `${id}-hint` }, hint);
      const input = el("input", {
        class: `${look}__input`, type, id, name, value,
        checked: chosen.includes(value), change: show, "aria-describedby": hint ? `${id}-hint` : null,
      });
      items.push(el("div", { class: `${look}__item` }, input,
        el("label", { class: `govuk-label ${look}__label`, for: id }, label), note));
      if (more) {
        const box = el("div", { class: "govuk-radios__conditional" }, more);
        extra.push({ input, box });
        items.push(box);
      }
    });
    show();
    return el("div", { class: look }, items);
  }

  const radios = (name, options, chosen) => choices("radio", "govuk-radios", name, options, [chosen]);
  const checkboxes = (name, options, chosen) =>
    choices("checkbox", "govuk-checkboxes", name, options, chosen);

  /** The values of all that is chosen or ticked under a name. */
  function ticked(form, name) {
    return [...form.elements].filter((one) => one.name === name && one.checked).map(({ value }) => value);
  }

  /** The value of the radio button that is chosen; null where none is. */
  function chosen(form, name) {
    const [value = null] = ticked(form, name);
    return value;
  }

  const PARTS = [["day", 2], ["month", 2], ["year", 4]];

  /** Boxes for a day, a month and a year; `wrong` are the parts in which something is. */
  function dateInput(id, typed, wrong = []) {
    const boxes = PARTS.map(([part, width]) => {
      const bad = wrong.includes(part) ? " govuk-input--error" : "";
      const input = el("input", {
        class: `govuk-input govuk-date-input__input govuk-input--width-${width}${bad}`,
        id: `${id}-${part}`, type: "text", autocomplete: "off", spellcheck: "false",
        inputmode: part === "month" ? null : "numeric", value: typed ? typed[part] : "",
        "aria-invalid": bad ? "true" : null,
      });
      return el("div", { class: "govuk-date-input__item" },
        el("div", { class: "govuk-form-group" },
          el("label", { class: "govuk-label govuk-date-input__label", for: `${id}-${part}` },
            capital(part)),
          input));
    });
    return el("div", { class: "govuk-date-input", id }, boxes);
  }

  function typedDate(form, id) {
    return Object.fromEntries(PARTS.map(([part]) => [part, form.elements[`${id}-${part}`].value]));
  }

  /** One box under a label that is the heading of the page. */
  function textInput({ id, label, caption, hints = [], error = "" }, typed) {
    const described = [...hints.map((_, nth) => `${id}-hint-${nth}`), ...(error ? [`${id}-error`] : [])];
    return el("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}` },
      caption && el("span", { class: "govuk-caption-l" }, caption),
      el("h1", { class: "govuk-label-wrapper", tabindex: "-1" },
        el("label", { class: "govuk-label govuk-label--l", for: id }, label)),
      hints.map((hint, nth) => el("div", { class: "govuk-hint", id: `${id}-hint-${nth}` }, hint)),
      error && errorMessage(`${id}-error`, error),
      el("input", {
        class: `govuk-input govuk-input--width-10${error ? " govuk-input--error" : ""}`,
        id, type: "text", inputmode: "decimal", autocomplete: "off", value: typed || "",
        "aria-describedby": described.join(" ") || null, "aria-invalid": error ? "true" : null,
      }));
  }

  /** A form whose answer is taken by `submit`, which is given it. */
  function form(submit, ...children) {
    const act = (event) => {
      event.preventDefault();
      submit(event.target);
    };
    return el("form", { novalidate: true, autocomplete: "off", submit: act }, ...children);
  }

  // --- what is told ---

  /**
   * Questions and answers; a row is {asked, caption, answer, known, acts}: how it is known, if that
   * is said, and what can be done with the answer, each [text, click].
   */
  function summaryList(rows) {
    return el("dl", { class: "govuk-summary-list" }, rows.map(({ asked, caption, answer, known, acts = [] }) => {
      const whole = caption ? `${caption}: ${asked}` : asked;
      const links = acts.map(([text, click]) => el("li", { class: "govuk-summary-list__actions-list-item" },
        link(text, click, `the answer to: ${whole}`)));
      return el("div", { class: "govuk-summary-list__row" },
        el("dt", { class: "govuk-summary-list__key" }, whole),
        el("dd", { class: "govuk-summary-list__value" },
          known ? [paragraph(answer), paragraph(`(${known})`)] : answer),
        links.length ? el("dd", { class: "govuk-summary-list__actions" },
          el("ul", { class: "govuk-summary-list__actions-list" }, links)) : null);
    }));
  }

  /** Steps below steps; a number says where each stands, for a narrow screen has no room to indent. */
  function stepList(steps, number = "") {
    return steps.flatMap(({ mark, text, steps: inside }, nth) => {
      const own = number ? `${number}.${nth + 1}` : String(nth + 1);
      return [
        el("li", {}, `${own}  `, el("strong", {}, `${capital(mark)}: `), text),
        ...stepList(inside, own),
      ];
    });
  }

  const steps = (found) => el("ul", { class: "govuk-list govuk-list--spaced" }, stepList(found));

  return {
    el, paragraph, capital, bullets, heading, inset, warning, details, button, link, back,
    errorSummary, legend, group, radios, checkboxes, ticked, chosen, dateInput, typedDate, textInput, form,
    summaryList, steps,
  };
})();
