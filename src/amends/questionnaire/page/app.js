// The page as it runs: what is shown, the way forward and back, and the way out.
//
// Nothing is stored and nothing is asked of any other place. The browser's history holds the
// number of a step, which means nothing without what this page has in memory.
const amendsApp = (() => {
  "use strict";

  const TIMES = 3;
  const WITHIN = 5000;
  const START = { name: "start" };

  const fresh = () => ({ answers: new Map(), matters: 1, all: 0, person: null, life: null });

  function island(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  /** Each coded fact with its codes and plain words, which stand once in the page. */
  function withCodes({ law, catalogue, words }) {
    for (const [kind, { facts }] of Object.entries(catalogue.kinds)) {
      for (const fact of facts) {
        const { vocabulary } = law.facts[kind][fact.name];
        fact.codes = vocabulary ? law.vocabularies[vocabulary] : [];
        fact.plain = amendsTruth.held(words.plain, vocabulary, {});
      }
    }
  }

  class App {
    constructor(root) {
      this.root = root;
      this.page = {
        law: island("law"),
        catalogue: island("catalogue"),
        words: island("words"),
        dates: island("dates"),
      };
      withCodes(this.page);
      this.next = amendsInterview.orderOf(this.page);
      this.title = document.title;
      this.state = fresh();
      this.views = new Map([[0, START]]);
      this.step = 0;
      history.replaceState({ step: 0 }, "");
      this.draw(START, false);
    }

    /** The interviews as they stand; whether the person is alive is not asked twice. */
    replayed() {
      const { page, state } = this;
      for (;;) {
        const found = amendsInterview.replayed(page, this.next, state);
        const told = found.pending && amendsQuestions.toldOfLife(page, found.pending.ask, state);
        if (!told) return found;
        state.answers.set(found.pending.key, told);
      }
    }

    /** Takes who it is about; what was answered for that alone is no answer any more. */
    about(told) {
      Object.assign(this.state, told);
      for (const [key, { ofLife }] of this.state.answers) if (ofLife) this.state.answers.delete(key);
    }

    // --- which page is shown ---

    go(view) {
      this.step += 1;
      this.views.set(this.step, view);
      history.pushState({ step: this.step }, "");
      this.draw(view, true);
    }

    /** What stands at a step of the browser's history; the start, where that is no longer known. */
    show(step) {
      this.draw(this.views.get(step) || START, true);
    }

    /** The next page that the answers lead to. */
    forward() {
      this.go(this.following());
    }

    following() {
      const { pending } = this.replayed();
      if (pending) return { name: "question", key: pending.key };
      return { name: this.state.all === this.state.matters ? "check" : "another" };
    }

    draw(view, moved) {
      const parts = this.parts(view).flat().filter(Boolean);
      this.root.replaceChildren(...parts);
      const heading = this.root.querySelector("h1");
      const isWrong = this.root.querySelector("#errors");
      // A question may tell which law it is, and the title of a tab is seen by others.
      const name = view.name === "question" ? "A question" : heading ? heading.textContent : "";
      document.title = `${isWrong ? "Error: " : ""}${name ? `${name} - ` : ""}${this.title}`;
      if (!moved) return;
      scrollTo(0, 0);
      (isWrong || heading || this.root).focus();
    }

    /** Shows a page again with what is wrong in it. */
    again(view, wrong) {
      this.draw({ ...view, wrong }, true);
    }

    parts(view) {
      const { page, state } = this;
      const wrong = view.wrong || [];
      switch (view.name) {
        case "who":
          return amendsViews.who(page, state, wrong, (value, found) => this.taken(view, found, () => {
            this.about({ person: value, life: value === "you" ? null : state.life });
            if (value === "you" || !this.asksLife()) this.forward();
            else this.go({ name: "alive" });
          }));
        case "alive":
          return amendsViews.alive(page, state, wrong, (value, found) => this.taken(view, found, () => {
            this.about({ life: value });
            this.forward();
          }));
        case "question":
          return this.question(view);
        case "another":
          return amendsViews.another(page, state, wrong, (value, found) => this.taken(view, found, () => {
            if (value === "yes") state.matters += 1;
            else state.all = state.matters;
            this.forward();
          }));
        case "load":
          return amendsViews.load(page, wrong, (text) => this.loaded(view, text));
        case "check":
          return this.checked();
        case "known":
          return this.known(view);
        case "result":
          return this.result();
        case "forget":
          return amendsViews.sure("Forget all answers?", "forget all answers", () => {
            this.forget();
            this.go(START);
          });
        case "remove":
          return this.removed(view);
        default:
          return amendsViews.start(page, {
            begin: () => this.go({ name: "who" }),
            load: () => this.go({ name: "load" }),
          });
      }
    }

    taken(view, wrong, then) {
      if (wrong.length) this.again(view, wrong);
      else then();
    }

    /** Whether any effect says something of people who have died. */
    asksLife() {
      return this.page.words.effects.some(({ covers_the_dead: told }) => told.length);
    }

    // --- a question ---

    /** The question of a view: one that leads on stands before its answer is whole. */
    asking({ words, several }, ask) {
      if (words) return amendsQuestions.modeQuestion(this.page, ask, words);
      if (several) return amendsQuestions.severalQuestion(this.page, ask);
      return amendsQuestions.kindOfQuestion(this.page, ask, this.state);
    }

    question(view) {
      const { page, state } = this;
      const { steps, pending } = this.replayed();
      const step = [...steps, ...(pending ? [pending] : [])].find(({ key }) => key === view.key);
      if (!step) return this.parts(this.following());
      const kind = this.asking(view, step.ask);
      const before = view.given || state.answers.get(step.key);
      const take = (found) => this.accept(view, step, found);
      const unsure = before && before.reply === "not sure" && kind.notSure;
      const [wrong] = view.wrong || [];
      return [
        amendsElements.back(),
        wrong ? amendsElements.errorSummary([wrong]) : null,
        state.matters > 1 ? amendsElements.paragraph(`${amendsElements.capital(page.words.matter)} ${step.nth + 1}`) : null,
        amendsElements.form(
          (form) => take(kind.read(form)),
          kind.show(before, wrong || {}),
          unsure ? amendsElements.inset("You answered: not sure.") : null,
          amendsElements.el("div", { class: "govuk-button-group" },
            amendsElements.button("Continue"),
            kind.notSure ? amendsElements.button("I am not sure", () => take({ reply: "not sure" }), "secondary") : null)),
        amendsQuestions.why(page, step),
      ];
    }

    /** Takes what a form of a question gave: an answer, something wrong, or what leads on. */
    accept(view, step, found) {
      const { error, given, reply, words, several } = found;
      const { name, key } = view;
      if (error) {
        this.draw({ ...view, given: given || view.given, wrong: [error] }, true);
      } else if (words || several) {
        // The way back leads to what was chosen, though it is no whole answer yet.
        this.views.set(this.step, { name, key, several: view.several, given: { reply } });
        this.go({ name, key, words, several });
      } else {
        const { answers } = this.state;
        const before = answers.get(step.key);
        answers.set(step.key, amendsInterview.isAsBefore(found, before) ? { ...found, known: before.known } : found);
        this.forward();
      }
    }

    // --- the check and the answer ---

    checked() {
      const { page, state } = this;
      const replayed = this.replayed();
      if (replayed.pending) return this.parts(this.following());
      return amendsViews.check(page, state, replayed, {
        change: (key) => this.go({ name: "question", key }),
        known: (key) => this.go({ name: "known", key }),
        remove: (nth) => this.go({ name: "remove", nth }),
        result: () => this.go({ name: "result" }),
      });
    }

    /** Whether a matter is to be removed, which may be gone already where somebody went back. */
    removed({ nth }) {
      const { page, state } = this;
      if (nth >= state.matters || state.matters < 2) return this.parts(this.following());
      const what = `${page.words.matter} ${nth + 1}`;
      return amendsViews.sure(`Remove ${what}?`, `remove ${what}`, () => {
        this.state = amendsInterview.withoutMatter(state, nth);
        this.state.all = this.state.matters;
        this.forward();
      });
    }

    /** How an answer is known; of those of which it is not said the same can be said at once. */
    known(view) {
      const { page, state } = this;
      const { steps } = this.replayed();
      const step = steps.find(({ key }) => key === view.key);
      if (!step) return this.parts(this.following());
      const others = amendsInterview.notSaidOf(state, steps).filter((key) => key !== step.key);
      return amendsViews.known(page, state, { step, others, wrong: view.wrong || [] }, (value, found, areAlike) =>
        this.taken(view, found, () => {
          for (const key of [step.key, ...(areAlike ? others : [])]) {
            state.answers.set(key, { ...state.answers.get(key), known: value });
          }
          this.forward();
        }));
    }

    result() {
      const { page, state } = this;
      const replayed = this.replayed();
      if (replayed.pending) return this.parts(this.following());
      return amendsViews.result(page, state, replayed, {
        save: () => saved(amendsSaved.written(page, state, replayed)),
        more: () => {
          state.matters += 1;
          this.forward();
        },
        check: () => this.go({ name: "check" }),
        change: (key) => this.go({ name: "question", key }),
        again: () => this.go({ name: "forget" }),
      });
    }

    loaded(view, text) {
      const wrong = (what) => this.again(view, [{ text: what, of: "file" }]);
      if (text === null) {
        wrong("Choose the file that you saved.");
        return;
      }
      try {
        const read = amendsSaved.read(this.page, text);
        this.state = { ...fresh(), ...read, all: read.matters };
        this.go({ name: "who" });
      } catch (error) {
        if (!(error instanceof amendsSaved.NotOurs)) throw error;
        wrong(error.message);
      }
    }

    // --- the way out ---

    forget() {
      this.state = fresh();
      this.views = new Map([[0, START]]);
      this.next = amendsInterview.orderOf(this.page);
    }

    leave(address) {
      this.forget();
      this.root.replaceChildren();
      document.title = "";
      location.replace(address);
    }
  }

  /** Offers a text as a file: it goes from memory to where the person puts it. */
  function saved(text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = amendsElements.el("a", { href: address, download: "my-answers.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 0);
  }

  // --- what is heard ---

  /** Calls `then` when Shift is pressed often enough, and nothing else between. */
  function onShift(then) {
    let times = 0;
    let first = 0;
    addEventListener("keydown", ({ key, repeat, timeStamp }) => {
      if (repeat) return;
      if (key !== "Shift" || timeStamp - first > WITHIN) times = 0;
      if (key !== "Shift") return;
      if (!times) first = timeStamp;
      times += 1;
      if (times === TIMES) then();
    });
  }

  /** On paper nothing is folded away. */
  function unfoldOnPaper() {
    const folded = new Set();
    addEventListener("beforeprint", () => {
      for (const one of document.querySelectorAll("details:not([open])")) {
        folded.add(one);
        one.open = true;
      }
    });
    addEventListener("afterprint", () => {
      for (const one of folded) one.open = false;
      folded.clear();
    });
  }

  function run() {
    const app = new App(document.getElementById("app"));
    addEventListener("popstate", ({ state }) => app.show(state ? state.step : 0));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && !app.root.firstChild) app.draw(START, false);
    });
    const out = document.getElementById("exit");
    if (out) {
      const leave = () => app.leave(out.href);
      out.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      });
      onShift(leave);
    }
    document.querySelector(".govuk-skip-link").addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("main").focus();
    });
    unfoldOnPaper();
  }

  return { run };
})();
amendsApp.run();
