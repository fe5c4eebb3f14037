// What is said of each case: the fixed sentences, the reasons, what would settle it, other routes.
//
// Pure. An answer is a list of blocks: {lead}, {text}, {heading, items}, {heading, rows},
// {heading, steps}. Each effect has a list of its own, under its name where there are several, and
// beside it the names of the facts and lists on which it rests that the law does nothing.
const amendsResults = (() => {
  "use strict";

  const { listed, number } = amendsValues;
  const APPLIES = "applies";
  const REFUSED = "does_not_apply";
  const NOTHING = "no_conviction_recorded";
  const PAPERS = "You answered from what you know: “these papers” are your answers.";

  /** What is said of one case; `who` is {person: "you" | "they", dead}. */
  function answer(page, reasons, data, who) {
    const told = amends.assess(page.law, data);
    const { words } = page;
    if (told.status === NOTHING) {
      return [{ blocks: [{ lead: words.nothing_recorded }], rests: nothingRestsOn(page) }, others(page, false)];
    }
    const outcomes = amendsOrder.outcomes(page.law, page.catalogue, data);
    const alone = outcomes.filter((one) => one === APPLIES).length < 2;
    const effects = told.effects.map((effect, nth) => ({
      heading: told.effects.length > 1 ? words.effects[nth].heading : "",
      effect: effect.effect,
      outcome: effect.outcome,
      blocks: [...ofEffect({ page, reasons, who, alone }, effect, words.effects[nth], outcomes[nth])],
      rests: effect.outcome === REFUSED ? reasons.restsOn(effect.ground) : [],
    }));
    // What the law does not do comes last: it is easily read as the answer to all.
    const [last, first] = [true, false].map((isLast) =>
      effects.filter((_, nth) => (outcomes[nth] === REFUSED) === isLast));
    const isOpen = outcomes.some((one) => one !== APPLIES && one !== REFUSED);
    return [
      ...(isOpen ? [{ heading: "", blocks: [{ text: PAPERS }], rests: [] }] : []),
      ...first, ...last, others(page, outcomes.every((one) => one === APPLIES)),
    ];
  }

  function others({ words }, areAll) {
    const heading = areAll ? "Other routes" : "Other routes that may help";
    return { heading: "", blocks: [...list(heading, words.routes)], rests: [] };
  }

  /** The names of the facts that make it so that nothing is recorded of a case. */
  function nothingRestsOn({ law }) {
    return [...facts(law, law.parts[law.recorded_by].body)];
  }

  function* facts(law, node) {
    if (typeof node !== "object" || node === null) return;
    if (node.fact !== undefined) yield node.fact;
    if (node.kind === "named") yield* facts(law, law.parts[node.part].body);
    for (const part of Object.values(node)) yield* facts(law, part);
  }

  function* list(heading, items) {
    if (items.length) yield { heading, items };
  }

  function* ofEffect(about, effect, said, settled) {
    const { page, reasons, who, alone } = about;
    const { outcome, ground } = effect;
    if (outcome === APPLIES) {
      yield { lead: alone ? said.applies : said.applies_beside_others };
      yield* list("What decided it", reasons.decided(ground));
    } else if (outcome === REFUSED) {
      yield { lead: said.does_not_apply.join(reasons.because(ground)) };
      yield* judged(page.words, reasons, ground);
    } else if (settled === APPLIES || settled === REFUSED) {
      yield* whateverElse(page.words, effect, said, settled);
    } else {
      yield* open(about, effect, said);
    }
    yield* amount(page.words, effect.amount, settled);
    if (settled !== REFUSED) {
      const what = `hat ${said.noun} under this law does not do`;
      yield* list(settled === APPLIES ? `W${what}` : `Should it be so, w${what}`, said.does_not);
      if (who.dead) yield* list("Does it cover somebody who has died?", said.covers_the_dead);
    }
    yield* meaning(said, settled);
    yield { heading: "Every step, with its provision", steps: [reasons.steps(ground)] };
  }

  function* judged(words, reasons, ground) {
    if (!reasons.restsOnJudgement(ground)) return;
    const names = reasons.judged(ground).map((name) =>
      amendsValues.sentence(`${name}: on the one statement we have, your own`));
    yield* list(words.judged.replace(/:$/, ""), names);
    yield { text: words.add_an_account };
  }

  /** What is said where gaps are left that cannot matter. */
  function* whateverElse(words, effect, said, settled) {
    const gaps = listed(effect.wanted.map((name) => words.wanted[name].noun));
    if (settled === APPLIES) {
      yield { lead: said.applies };
      yield { text: `Not all is known of ${gaps}; the answer is the same either way.` };
      return;
    }
    const because = `whatever else may be found out of ${gaps}, what it asks for cannot all be so`;
    yield { lead: said.does_not_apply.join(because) };
  }

  function* open({ page, reasons, who }, effect, said) {
    const { words } = page;
    yield { lead: said.undetermined.join(who.person) };
    const wanted = effect.wanted.map((name) => words.wanted[name]);
    const how = wanted.length > 1
      ? "What would settle it: clear answers to some of these, or all of them"
      : "What would settle it: this, if the answer is clear";
    yield* list(how, wanted.map(({ full }) => full));
    if (wanted.some(({ look }) => !look)) {
      yield { text: "Where no paper is named, somebody who knows of it may tell. Write down who "
        + "tells it, how they know, and on what day." };
    }
    yield* list("What you have told of it so far", reasons.knownSoFar(effect.ground, effect.wanted));
    yield* list("What is met already", reasons.met(effect.ground));
    if (effect.presumed) {
      yield { text: said.presumed };
      yield* list("It would be rebutted by", said.rebutted_by);
    }
  }

  function* amount(words, found, settled) {
    if (!found || settled === REFUSED) return;
    const begun = settled === APPLIES ? "It comes to" : "Should it be so, it comes to";
    yield { text: `${begun} ${limits(words, found)} (${found.provision}).` };
    if (found.wanted.length) {
      const nouns = found.wanted.map((name) => words.wanted[name].noun);
      yield { text: `What would tell the sum closer: ${listed(nouns)}.` };
    }
  }

  function limits({ currency }, { least, most }) {
    const coin = currency ? ` ${currency}` : "";
    const [from, to] = [least, most].map((one) => one !== null && number(one, "money"));
    if (!from && !to) return "a sum that cannot be told from these answers";
    if (!to) return `at least ${from}${coin}`;
    if (!from) return `at most ${to}${coin}`;
    return from === to ? `${from}${coin}` : `between ${from} and ${to}${coin}`;
  }

  function* meaning(said, settled) {
    const what = `What ${said.noun} under this law means for what people ask of it`;
    const heading = settled === REFUSED ? `${what}, where it applies` : what;
    if (!said.means.length) {
      yield { text: `What ${said.noun} means for what people ask of it, this scheme does not say: `
        + "ask an adviser." };
      return;
    }
    const rest = said.means_untold.map((asked) =>
      [amendsValues.sentence(`${asked}?`), "Not told by this scheme: ask an adviser."]);
    yield { heading, rows: [...said.means, ...rest] };
  }

  return { answer };
})();
