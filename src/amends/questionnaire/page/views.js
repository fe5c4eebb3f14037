// The pages other than those of a question: before it, the check of the answers, the answer.
const amendsViews = (() => {
  "use strict";

  const e = amendsElements;
  const LONG_AGO = 180;

  /** What is said where the law may have changed since the page was made. */
  function age({ dates }) {
    const now = amendsQuestions.today();
    const changed = dates.later.filter(({ start }) => start <= now).map(({ told }) => told);
    if (changed.length) {
      return [e.warning(`This page reads the law of ${dates.on_in_words}. The law has been changed since, `
        + "and a page made for a later day may answer otherwise."), e.bullets(changed)];
    }
    if (now - dates.latest <= LONG_AGO) return [];
    return [e.warning(`This page was made for the law of ${dates.on_in_words}, more than half a year `
      + "ago. The law may have changed since: ask whoever gave you this page for a newer one.")];
  }

  function start(page, act) {
    const { words } = page;
    const title = `What does this law do to a ${words.matter}?`;
    const top = [e.heading(title), e.paragraph(`${words.as_at}.`),
      words.not_law ? e.warning(words.not_law) : null, ...age(page)];
    const questions = everyQuestion(page);
    return [
      ...top,
      e.paragraph("You answer some questions. The page then says what the law does, why, section by "
        + "section, and what would settle what is still open. You need no papers to begin."),
      e.heading("What you will be asked", 2),
      e.bullets(words.asked_about.map(e.capital)),
      e.paragraph(`At most ${questions.length} questions about one ${words.matter}, and a few more for each `
        + "thing of a list that you tell of. Most people are asked fewer: only what still matters is asked. "
        + "There is no time limit."),
      e.details("Every question that may come", e.bullets(questions)),
      e.heading("What you will not be asked", 2),
      e.paragraph(`No names and no address. ${words.no_story}`),
      e.heading("What becomes of your answers", 2),
      e.paragraph("They stay on this device. Nothing is sent to anybody, and nothing is kept: when you close "
        + "this page, your answers are gone, unless you save them to a file of your own."),
      e.paragraph("“Not sure” is always an answer, and never taken as a no. You can go back, stop at any time, "
        + "or leave at once: use the button “Leave this page”, or press the Shift key three times."),
      e.button("Start now", act.begin),
      e.el("p", { class: "govuk-body amends-not-on-paper" },
        e.link("Go on with answers that you saved to a file", act.load)),
      e.inset(e.paragraph("This page informs. It is not legal advice, and no public body stands behind its "
        + `answer. ${words.reviewed}`)),
      e.el("p", { class: "govuk-body" }, e.el("a", { class: "govuk-link", href: "#on-paper" },
        "The same questions as a form to print")),
    ];
  }

  function everyQuestion({ words, catalogue }) {
    return ["matter", "person"].flatMap((kind) => {
      const { facts, lists } = words.questions[kind];
      const of = catalogue.kinds[kind];
      return [...of.facts.map(({ name }) => facts[name]), ...of.lists.map(({ name }) => lists[name][0].ask)];
    });
  }

  // --- a page with one choice that is no question of the law ---

  /** A choice; `take` is given the value chosen, what is wrong, and whether `beside` was ticked. */
  function ownQuestion({ text, caption = "", hints, options, chosen, wrong, beside }, take) {
    const submit = (form) => {
      const value = e.chosen(form, "answer");
      const found = value === null ? [{ text: "Choose one of the answers.", of: "answer" }] : [];
      take(value, found, e.ticked(form, "beside").length > 0);
    };
    return [e.back(), wrong.length ? e.errorSummary(wrong) : null,
      e.form(submit,
        e.group({ id: "answer", legend: e.legend(text, caption), hints, error: wrong.length ? wrong[0].text : "" },
          e.radios("answer", options, chosen)),
        beside ? e.el("div", { class: "govuk-form-group" },
          e.checkboxes("beside", [{ value: "yes", label: beside }], [])) : null,
        e.button("Continue"))];
  }

  function who(page, state, wrong, take) {
    return ownQuestion({
      text: `Whose ${page.words.matter} is it?`,
      hints: ["So that the page can speak of the right person. No name is asked."],
      options: [
        { value: "you", label: "My own" },
        { value: "they", label: "Somebody else’s" },
      ],
      chosen: state.person, wrong,
    }, take);
  }

  function alive(page, state, wrong, take) {
    return ownQuestion({
      text: "Is that person alive?",
      hints: ["Laws differ in whether they reach people who have died. The answer will say it."],
      options: [
        { value: "alive", label: "Yes" },
        { value: "died", label: "No, that person has died" },
        { value: "not sure", label: "Not sure" },
      ],
      chosen: state.life, wrong,
    }, take);
  }

  function another(page, state, wrong, take) {
    const { matter } = page.words;
    return ownQuestion({
      text: `Is there another ${matter} of the same person to ask about?`,
      hints: ["Each is answered by itself. What you told of the person is not asked again."],
      options: [{ value: "yes", label: "Yes" }, { value: "no", label: "No, that is all" }],
      chosen: null, wrong,
    }, take);
  }

  /** How an answer is known, in the words of an answer sheet; nobody has to say it. */
  function known(page, state, { step, others, wrong }, take) {
    const { asked, caption, answer, known: chosen } = row(page, state, step);
    const isEntry = state.answers.get(step.key).reply === "there is one";
    return ownQuestion({
      text: "How do you know this?",
      caption: `${caption ? `${caption}: ` : ""}${asked} ${answer}.`,
      hints: ["You need not say it. It changes nothing in what the law does. It is told beside your answer, "
        + "on this page and in a file that you save.", isEntry ? "It is said of each thing in this list." : ""].filter(Boolean),
      options: [
        ...page.words.known_by.map(([word, hint]) => ({ value: word, label: e.capital(word), hint })),
        { value: "", label: "I do not want to say" },
      ],
      chosen, wrong,
      beside: others.length ? "The same for all my other answers that do not say it yet" : "",
    }, take);
  }

  /** A file of answers to go on with; `take` is given its text, or null where none was chosen. */
  function load(page, wrong, take) {
    const submit = async (form) => {
      const [file] = form.elements.file.files;
      take(file ? await file.text() : null);
    };
    const error = wrong.length ? wrong[0].text : "";
    return [e.back(), wrong.length ? e.errorSummary(wrong) : null,
      e.form(submit,
        e.el("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}` },
          e.el("h1", { class: "govuk-label-wrapper", tabindex: "-1" },
            e.el("label", { class: "govuk-label govuk-label--l", for: "file" }, "Choose your file of answers")),
          e.el("div", { class: "govuk-hint", id: "file-hint" },
            "It is read on this device alone. Answers that you have given on this page are replaced."),
          error ? e.el("p", { class: "govuk-error-message", id: "file-error" },
            e.el("span", { class: "govuk-visually-hidden" }, "Error: "), error) : null,
          e.el("input", { class: "govuk-file-upload", type: "file", id: "file", accept: ".json",
            "aria-describedby": error ? "file-hint file-error" : "file-hint" })),
        e.button("Continue"))];
  }

  // --- the answers, to be checked ---

  function numbered(page, nth, state) {
    return state.matters > 1 ? `${e.capital(page.words.matter)} ${nth + 1}` : `The ${page.words.matter}`;
  }

  /** What was asked and answered, and how that is known. */
  function row(page, state, { ask, key }) {
    const { text, caption } = amendsQuestions.asked(page, ask);
    const given = state.answers.get(key);
    return { asked: text, caption, answer: amendsQuestions.told(page, ask, given), known: given.known };
  }

  /** The answers about a matter, in order; `act` has what can be done with them, where anything. */
  function answersOf(page, state, steps, nth, act) {
    return steps.filter((step) => step.nth === nth).map((step) => {
      const { ask, key } = step;
      const acts = act ? [["Change", () => act.change(key)]] : [];
      if (act && amendsInterview.canBeKnown(ask, state.answers.get(key))) {
        acts.push(["How I know", () => act.known(key)]);
      }
      return { ...row(page, state, step), acts };
    });
  }

  function check(page, state, { steps, cases }, act) {
    const rows = (nth) => answersOf(page, state, steps, nth, act);
    const of = cases.map((_, nth) => [
      e.heading(numbered(page, nth, state), 2),
      rows(nth).length ? e.summaryList(rows(nth)) : e.paragraph("Nothing more had to be asked."),
      state.matters > 1
        ? e.el("p", { class: "govuk-body" },
          e.button(`Remove ${page.words.matter} ${nth + 1}`, () => act.remove(nth), "secondary"))
        : null,
    ]);
    return [
      e.back(),
      e.heading("Check your answers"),
      e.paragraph("You can change any of them. If an answer makes other questions matter, those are asked. If you "
        + "want to, you can say how you know an answer."),
      ...of.flat(),
      ...notUsed(page, state, steps),
      e.button("Show the answer", act.result),
    ];
  }

  function notUsed(page, state, steps) {
    const left = amendsInterview.unused(state, steps).map((key) => {
      const [whose, places, name] = JSON.parse(key);
      const kind = places.length ? places[places.length - 1][0] : whose === "person" ? whose : "matter";
      const ask = Array.isArray(name)
        ? { place: { owner: kind, steps: [] }, list: name[0], beside: name[1] }
        : { place: { owner: kind, steps: [] }, fact: name };
      return `${amendsQuestions.asked(page, ask).text} ${amendsQuestions.told(page, ask, state.answers.get(key))}`;
    });
    if (!left.length) return [];
    return [e.inset(
      e.paragraph("These answers are kept, but not used: with your other answers, nothing turns on them."),
      e.bullets(left))];
  }

  // --- the answer ---

  function result(page, state, { steps, cases }, act) {
    const reasons = new amendsReasons.Reasons(page.law, page.words);
    const about = { person: state.person === "you" ? "you" : "they", dead: state.life === "died" };
    const answers = cases.map((data, nth) => [
      state.matters > 1 ? e.heading(numbered(page, nth, state), 2) : null,
      ...amendsResults.answer(page, reasons, data, about).flatMap((one) => [
        ofEffect(one, state.matters > 1 ? 3 : 2),
        ...restsOn(page, state, aboutOf(steps, nth), one.rests, act.change),
      ]),
    ]);
    const every = cases.map((_, nth) => [
      state.matters > 1 ? e.heading(numbered(page, nth, state), 3) : null,
      e.summaryList(answersOf(page, state, steps, nth)),
    ]);
    return [
      e.back(),
      e.heading("What the law does, on your answers"),
      e.paragraph(`${page.words.as_at}.`),
      page.words.not_law ? e.warning(page.words.not_law) : null,
      ...age(page),
      ...answers.flat(),
      ...supposed(page),
      e.details("Your answers", ...every.flat().filter(Boolean)),
      e.inset(
        e.paragraph("This rests on your answers alone. Anyone can make such a page; no public body stands behind "
          + "this answer; it is no certificate."),
        e.paragraph(page.words.reviewed)),
      e.el("div", { class: "govuk-button-group amends-not-on-paper" },
        e.button("Print this page", () => window.print()),
        e.button("Save my answers to a file", act.save, "secondary"),
        e.button(`Ask about another ${page.words.matter}`, act.more, "secondary"),
        e.button("Change my answers", act.check, "secondary")),
      e.el("p", { class: "govuk-body amends-not-on-paper" }, "A file that you save holds your answers. Keep it where "
        + "only you can open it. You can go on with it on this page, and an adviser who has the program Amends can read it."),
      e.el("p", { class: "govuk-body amends-not-on-paper" },
        e.link("Start again, and forget my answers", act.again)),
    ];
  }

  /** Asked once more, for what is gone cannot be had back. */
  function sure(heading, what, act) {
    return [
      e.back(),
      e.heading(heading),
      e.paragraph("What you answered cannot be had back, unless you saved it to a file."),
      e.el("div", { class: "govuk-button-group" },
        e.button(`Yes, ${what}`, act, "warning"),
        e.button("No, go back", () => history.back(), "secondary")),
    ];
  }

  /** What was asked about a matter, and about the person whenever it was. */
  function aboutOf(steps, nth) {
    return steps.filter((step) => step.nth === nth || step.ask.place.owner === "person");
  }

  /** On which answers it rests that a law does nothing, and the way to change them. */
  function restsOn(page, state, steps, names, change) {
    return steps
      .filter(({ ask }) => !ask.place.steps.length && names.includes(ask.fact || ask.list))
      .map(({ ask, key }) => {
        const { text } = amendsQuestions.asked(page, ask);
        const answer = amendsQuestions.told(page, ask, state.answers.get(key));
        return e.el("p", { class: "govuk-body" }, `It rests on this: “${text}” You answered: ${answer}. `,
          e.link("Change it if it is not so", () => change(key), text));
      });
  }

  function supposed({ words }) {
    if (!words.supposed.length) return [];
    return [e.heading("This supposes an answer to a question that the law leaves open", 2), e.bullets(words.supposed)];
  }

  function ofEffect({ heading, effect, outcome, blocks }, level) {
    const head = heading ? [e.heading(heading, level)] : [];
    const below = Math.min(heading ? level + 1 : level, 3);
    const said = blocks.map((block) => shown(block, below));
    return [e.el("section", { "data-effect": effect, "data-outcome": outcome }, ...head, ...said)];
  }

  function shown(block, level) {
    if (block.lead) return e.inset(e.el("p", { class: "govuk-body-l" }, block.lead));
    if (block.text) return e.paragraph(block.text);
    if (block.rows) {
      const rows = block.rows.map(([asked, answer]) => ({ asked, answer }));
      return e.details(block.heading, e.summaryList(rows));
    }
    if (block.steps) return e.details(block.heading, e.steps(block.steps));
    return e.el("div", {}, e.heading(block.heading, level), e.bullets(block.items));
  }

  return { start, who, alive, another, known, load, check, result, sure };
})();
