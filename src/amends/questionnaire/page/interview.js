// The answers given so far, and the interviews that they make: pure, on plain data.
//
// `page` is {law, catalogue, words}. `state` is {answers, matters}: how many matters there are,
// and each answer, {reply, typed, known}, by a key that says where it belongs and not how an entry
// happens to be called. Whatever was answered is kept; only what is asked is used.
const amendsInterview = (() => {
  "use strict";

  const { held } = amendsTruth;
  const { isFact, declared } = amendsOrder;
  const PERSON = "person";
  const MOST_STEPS = 400;
  const MOST_KNOWN = 400;
  const NOBODY = Object.freeze({ facts: {}, lists: {}, denials: [] });

  /** The key of what is asked of a case, the nth: an entry goes by its place in its list. */
  function keyOf(ask, data, nth) {
    const { owner, steps } = ask.place;
    let subject = data[owner];
    const places = steps.map(([list, label]) => {
      const { entries } = held(subject.lists, list);
      const place = entries.findIndex((entry) => entry.label === label);
      subject = entries[place].subject;
      return [list, place];
    });
    const whose = owner === PERSON ? owner : nth;
    return JSON.stringify([whose, places, isFact(ask) ? ask.fact : [ask.list, ask.beside]]);
  }

  /** Asks the order what comes next; what it said of a case before is remembered. */
  function orderOf(page) {
    const known = new Map();
    return (data, asked) => {
      const key = JSON.stringify([data, asked]);
      if (!known.has(key)) {
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(key, amendsOrder.next(page.law, page.catalogue, data, asked));
      }
      return known.get(key);
    };
  }

  /**
   * The interviews of all matters, one after the other, as the answers make them: `steps` is what
   * was asked and answered, `pending` what is asked next (null where nothing is), `cases` the
   * cases. All have what is known of the person; what was asked of it is not asked again.
   */
  function replayed(page, next, state) {
    const cases = [];
    const steps = [];
    let person = NOBODY;
    let askedOfPerson = [];
    for (let nth = 0; nth < state.matters; nth += 1) {
      const key = `${page.words.matter} ${nth + 1}`;
      let data = { key, identities: [], person, matter: NOBODY };
      const asked = [...askedOfPerson];
      let pending = null;
      while (asked.length < MOST_STEPS) {
        const question = next(data, asked);
        if (!question) break;
        const step = { ...question, nth, key: keyOf(question.ask, data, nth) };
        if (!state.answers.has(step.key)) {
          pending = step;
          break;
        }
        steps.push(step);
        asked.push(question.ask);
        const { reply } = state.answers.get(step.key);
        data = amendsOrder.answered(data, page.catalogue, question.ask, reply);
      }
      cases.push(data);
      if (pending) return { steps, pending, cases };
      person = data.person;
      askedOfPerson = asked.filter(({ place }) => place.owner === PERSON);
    }
    return { steps, pending: null, cases: cases.map((data) => ({ ...data, person })) };
  }

  /** The keys of answers that nothing asks for, as the others now are. */
  function unused(state, steps) {
    const used = new Set(steps.map(({ key }) => key));
    return [...state.answers.keys()].filter((key) => !used.has(key));
  }

  /** The state without one matter; those after it move up. */
  function withoutMatter(state, nth) {
    const kept = [...state.answers].flatMap(([key, answer]) => {
      const [whose, ...rest] = JSON.parse(key);
      if (whose === nth) return [];
      const moved = typeof whose === "number" && whose > nth ? whose - 1 : whose;
      return [[JSON.stringify([moved, ...rest]), answer]];
    });
    return { ...state, answers: new Map(kept), matters: state.matters - 1 };
  }

  // --- the codes of a fact, each by its place: its words, then each word in each of its modes ---

  /** How many words are offered for a coded fact: those in a mode are asked for after. */
  const countOf = ({ codes, modes }) => codes.length / (modes.length + 1);

  /** The words that are offered. */
  const wordsOf = (fact) => fact.codes.slice(0, countOf(fact)).map((_, word) => word);

  /** The code of a word in a mode. */
  const codeIn = (fact, word, mode) => countOf(fact) + word * fact.modes.length + mode;

  /** The word that a code is of, in whatever mode. */
  function wordOf(fact, code) {
    const count = countOf(fact);
    return code < count ? code : Math.floor((code - count) / fact.modes.length);
  }

  /** The words that codes are of. */
  const placesOf = (fact, codes) => [...new Set(codes.map((code) => wordOf(fact, code)))];

  /** Whether the law tells a word apart from that word in some mode. */
  function tellsModes(fact, word) {
    const inModes = fact.modes.map((_, mode) => codeIn(fact, word, mode));
    return fact.classes.some(({ values }) => {
      const codes = values.flatMap((one) => one.codes);
      return codes.includes(word) && !inModes.every((code) => codes.includes(code));
    });
  }

  // --- how an answer is known ---

  /** Whether it can be said how an answer is known; of the entries of a list it is, at the first. */
  function canBeKnown(ask, { reply }) {
    return reply !== "not sure" && (isFact(ask) || reply === "no more" || !ask.beside);
  }

  /** Whether an answer says what one before it said: then it is known as that was. */
  function isAsBefore(answer, before) {
    return Boolean(before) && JSON.stringify(answer.reply) === JSON.stringify(before.reply);
  }

  /** The keys of the answers of which it can be said how they are known, and is not yet. */
  function notSaidOf({ answers }, steps) {
    return steps
      .filter(({ ask, key }) => canBeKnown(ask, answers.get(key)) && !answers.get(key).known)
      .map(({ key }) => key);
  }

  return {
    keyOf, orderOf, replayed, unused, withoutMatter, wordsOf, codeIn, wordOf, placesOf, tellsModes,
    canBeKnown, isAsBefore, notSaidOf,
  };
})();
