// The page of one question: how it is put, and what was given as its answer.
const amendsQuestions = (() => {
  "use strict";

  const e = amendsElements;
  const { isFact, declared, kindOf } = amendsOrder;
  const { inWords } = amendsValues;
  const { wordsOf, codeIn, wordOf, placesOf, tellsModes } = amendsInterview;
  const NOT_SURE = "not sure";
  const ANSWER = "answer";
  // What a fact may be declared to tell (scheme/telling.py).
  const ALIVE = "alive";
  const DIED = "died";
  const ACT = "day of the act";
  const TO_COME = "day to come";
  const CHOOSE = "Choose one of the answers. “Not sure” is one of them.";
  const SEVERAL = "several";
  const MAY_BE = "It may be one of several of these";

  /** The day on which the page is read, as a number of days. */
  function today() {
    const now = new Date();
    return amendsTruth.ordinalOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  /** The question alone, and whose it is where that is an entry of a list. */
  function asked(page, ask) {
    const { facts, lists } = page.words.questions[kindOf(ask.place)];
    const text = isFact(ask) ? facts[ask.fact] : lists[ask.list][ask.beside ? 1 : 0].ask;
    const labels = ask.place.steps.map(([, label]) => label).reverse();
    return { text, caption: labels.length ? e.capital(labels.join(" of ")) : "" };
  }

  /** The answer to whether the person is alive, where the page has asked that by itself. */
  function toldOfLife(page, ask, { person, life }) {
    if (!isFact(ask) || ask.place.steps.length) return null;
    const { codes, tells } = declared(page.catalogue, ask);
    const told = person === "you" ? ALIVE : life;
    if (![ALIVE, DIED].includes(tells) || !told) return null;
    if (told === NOT_SURE) return { reply: NOT_SURE, ofLife: true };
    return { reply: saysOf([codes.indexOf(tells === told ? "yes" : "no")]), ofLife: true };
  }

  /** An answer in words. */
  function told(page, ask, { reply, typed }) {
    if (reply === NOT_SURE) return "Not sure";
    if (reply === "there is one") return "Yes";
    if (reply === "no more") return "No";
    const fact = declared(page.catalogue, ask);
    const { type } = fact;
    const { from, to } = typed && typed.how === "time" ? typed.written : {};
    if (from && !to) return `It began: ${inWords(reply.says.start, "date")}. When it ended is not known`;
    if (to && !from) return `It ended: ${inWords(reply.says.end, "date")}. When it began is not known`;
    return e.capital(type === "code" ? called(fact, reply.says.codes) : inWords(reply.says, type, fact.codes));
  }

  /** What is said plainly of a word: what it is called, and where else to look. */
  const plainly = ({ plain }, word) => plain[word] || { said: "", see: [] };

  /** Codes, each word of them behind its plain words, if it has any. */
  function called(fact, places) {
    const words = placesOf(fact, places);
    const own = (of) => inWords({ codes: of }, fact.type, fact.codes);
    if (!words.some((word) => plainly(fact, word).said)) return own(places);
    return words.map((word) => {
      const law = own(places.filter((place) => wordOf(fact, place) === word));
      const { said } = plainly(fact, word);
      return said ? `${said}: ${law}` : law;
    }).join("; or ");
  }

  /**
   * The words that are offered, each in plain words with its own name and where else to look
   * beneath; `unsure` is what to do where one cannot tell which it is.
   */
  function offered(fact, unsure) {
    return wordsOf(fact).map((word) => {
      const { said, see } = plainly(fact, word);
      const law = e.capital(fact.codes[word]);
      const elsewhere = see.length ? [...see, unsure] : [];
      return said
        ? { label: e.capital(said), hint: [`${law}.`, ...elsewhere].join(" ") }
        : { label: law, hint: elsewhere.join(" ") };
    });
  }

  function hints(page, ask, who) {
    const found = [whose(page, ask, who)].filter(Boolean);
    const { kind, tells } = declared(page.catalogue, ask);
    if (tells === ACT) found.push(page.words.day_of_the_act);
    if (!isFact(ask)) found.push(page.words.only_where_known);
    else if (kind === "judged") found.push(page.words.to_judge);
    return found;
  }

  /** Whom or what a question is about, where that may not be plain. */
  function whose(page, ask, { person }) {
    const label = personOf(page, ask);
    if (label) return `Where it says “the person”, that is ${label}.`;
    if (person !== "you") return "";
    return `This is about ${ask.place.owner === "person" ? "you" : `your ${page.words.matter}`}.`;
  }

  /**
   * The entry that “the person” is in a question; "" where that is the person asked about. What
   * is declared of an entry alone tells how it stands to the person whose list it is in.
   */
  function personOf(page, ask) {
    const { owner, steps } = ask.place;
    const isOwn = isFact(ask) && !page.catalogue.kinds.person.facts.some(({ name }) => name === ask.fact);
    for (let most = isOwn ? steps.length - 1 : steps.length; most > 0; most -= 1) {
      const place = { owner, steps: steps.slice(0, most) };
      if (isOfPeople(page, place)) return steps[most - 1][1];
    }
    return "";
  }

  function isOfPeople(page, { owner, steps }) {
    const of = steps.length > 1 ? steps[steps.length - 2][0] : owner;
    const [list] = steps[steps.length - 1];
    return page.catalogue.kinds[of].lists.some((one) => one.name === list && one.is_person);
  }

  function why(page, { ask, provision }) {
    const { look } = declared(page.catalogue, ask);
    return e.details("Why this is asked, and where to look",
      e.paragraph(`${provision ? e.capital(provision) : "The answer"} turns on it.`),
      look ? e.paragraph(`Where to look: ${look}.`) : null,
      e.paragraph("If you do not know, say that you are not sure. It is never taken as a no."));
  }

  // --- the kinds of question ---
  //
  // Each is {show(before, wrong), read(form)}: the boxes, with what was answered before and what
  // is wrong; and what was given: {reply, typed}, or {error: {text, of, parts, group}, given}, or
  // what leads to one more page before there is an answer, {reply, several} or {reply, words}.

  function kindOfQuestion(page, ask, who) {
    const { text, caption } = asked(page, ask);
    const about = { text, caption, hints: hints(page, ask, who) };
    if (!isFact(ask)) return listQuestion(page, ask, about);
    const fact = declared(page.catalogue, ask);
    if (fact.type === "code") return wordQuestion(fact, about);
    about.latest = fact.tells === TO_COME ? undefined : Math.max(page.law.on, today());
    if (fact.type === "date") return dateQuestion(about);
    if (fact.type === "period") return periodQuestion(fact, about);
    return numberQuestion(fact, about);
  }

  const optionsOf = (options) => options.map((option, nth) =>
    ({ value: String(nth), ...(option.label ? option : { label: e.capital(option) }) }));

  function choice(about, options, replies, chosenOf) {
    return {
      show: (before, wrong) => e.group(
        { id: ANSWER, legend: e.legend(about.text, about.caption), hints: about.hints, error: wrong.text },
        e.radios(ANSWER, optionsOf(options), before ? String(chosenOf(before)) : null)),
      read: (form) => {
        const value = e.chosen(form, ANSWER);
        return value === null ? { error: { text: CHOOSE, of: ANSWER } } : replies[Number(value)];
      },
    };
  }

  function listQuestion(page, ask, about) {
    const { choices } = page.words.questions[kindOf(ask.place)].lists[ask.list][ask.beside ? 1 : 0];
    const replies = ["there is one", "no more", NOT_SURE];
    const given = replies.map((reply) => ({ reply }));
    return choice(about, choices, given, ({ reply }) => replies.indexOf(reply));
  }

  /** A word, or where more than two are offered that it may be one of several. */
  function wordQuestion(fact, about) {
    const given = wordsOf(fact).map((word) => wordsGiven(fact, [word]));
    const several = given.length > 2 ? [{ reply: SEVERAL, several: true }] : [];
    const unsure = several.length ? `If you cannot tell which, choose “${MAY_BE}”.` : "";
    const options = [...offered(fact, unsure), ...several.map(() => MAY_BE), NOT_SURE];
    const before = ({ reply }) => {
      const words = wordsIn(fact, reply);
      if (reply === NOT_SURE) return options.length - 1;
      return words.length === 1 ? words[0] : given.length;
    };
    return choice(about, options, [...given, ...several, { reply: NOT_SURE }], before);
  }

  /** Which words it may be. Any two or more are a set of which it is one, and never say a no. */
  function severalQuestion(page, ask) {
    const { text, caption } = asked(page, ask);
    const fact = declared(page.catalogue, ask);
    return {
      notSure: true,
      show: (before, wrong) => e.group(
        {
          id: ANSWER, legend: e.legend("Which may it be?", caption ? `${caption}: ${text}` : text),
          hints: ["Choose all that it may be. By that you say that it is none of the others."],
          error: wrong.text,
        },
        e.checkboxes(ANSWER, optionsOf(offered(fact, "If you cannot tell which, choose both.")),
          before ? wordsIn(fact, before.reply).map(String) : [])),
      read: (form) => {
        const words = e.ticked(form, ANSWER).map(Number);
        if (words.length > 1) return wordsGiven(fact, words);
        const text = words.length
          ? "Choose at least one more. If it can only be this one, go back and choose it alone."
          : "Choose all that it may be, or say that you are not sure.";
        return { error: { text, of: ANSWER }, given: { reply: saysOf(words) } };
      },
    };
  }

  const saysOf = (codes) => ({ says: { codes: [...codes].sort((a, b) => a - b) } });
  const wordsIn = (fact, { says }) => (says ? placesOf(fact, says.codes) : []);

  /** Words as they are given; where they may have been committed in a mode, that is asked next. */
  function wordsGiven(fact, words) {
    const reply = saysOf(words);
    return words.some((word) => tellsModes(fact, word)) ? { reply, words } : { reply };
  }

  /** In which mode words were committed, where the law tells that apart. */
  function modeQuestion(page, ask, words) {
    const fact = declared(page.catalogue, ask);
    // A word whose modes the law does not tell apart stands for itself in each of them.
    const inMode = (mode) => words.map((word) => (tellsModes(fact, word) ? codeIn(fact, word, mode) : word));
    const sets = [words, ...fact.modes.map((_, mode) => inMode(mode))];
    const replies = [...sets, [...new Set(sets.flat())]].map((one) => ({ reply: saysOf(one) }));
    const [name, caption] = words.length > 1
      ? ["one of these", e.capital(called(fact, words))]
      : [`“${called(fact, words)}”`, ""];
    const about = {
      text: `Was it for ${name} itself?`,
      caption,
      hints: ["Somebody can be convicted of the thing itself, or of something short of it or beside it."],
    };
    const labels = [`Yes, for ${name} itself`, ...fact.modes.map((mode) => `No, for: ${mode}`), NOT_SURE];
    const before = (answer) => replies.findIndex((one) => amendsInterview.isAsBefore(one, answer));
    return choice(about, labels, replies, before);
  }

  const PARTLY = "Leave the day, or the day and the month, empty if you do not know them.";

  function dateQuestion(about) {
    const id = `${ANSWER}-first`;
    return {
      notSure: true,
      show: (before, wrong) => e.group(
        {
          id: ANSWER, legend: e.legend(about.text, about.caption),
          hints: [...about.hints, `For example, 14 6 1950. ${PARTLY}`], error: wrong.text,
        },
        e.dateInput(id, typedBefore(before).first, wrong.parts)),
      read: (form) => valueRead("date", { how: "day", first: e.typedDate(form, id) }, about),
    };
  }

  /** A period: the day of an act is asked for first, and of anything else how long it went on. */
  function periodQuestion({ tells }, about) {
    const [first, from, to] = ["first", "from", "to"].map((of) => `${ANSWER}-${of}`);
    const show = (before, wrong) => {
      const typed = typedBefore(before);
      const isWrong = (id) => (wrong.group === id ? { error: wrong.text, parts: wrong.parts } : {});
      const date = (id, text, value, hint) => e.group(
        { id, legend: e.legend(text, "", 2), hints: [hint], error: isWrong(id).error },
        e.dateInput(id, value, isWrong(id).parts));
      const [onDay, overTime] = [typed.how === "day" ? typed.first : null, typed.how === "time" ? typed : {}];
      const options = [
        { value: "day", label: "On one day", more: date(first, "What day was it?", onDay, `For example, 14 6 1950. ${PARTLY}`) },
        {
          value: "time", label: "Over some time",
          more: [
            date(from, "When did it begin?", overTime.first, `For example, 14 6 1950. ${PARTLY}`),
            date(to, "When did it end?", overTime.last, "Leave this empty if you do not know."),
          ],
        },
        { value: NOT_SURE, label: "Not sure" },
      ];
      if (tells !== ACT) options.unshift(...options.splice(1, 1));
      const chosen = before && (before.reply === NOT_SURE ? NOT_SURE : typed.how);
      const own = wrong.group ? "" : wrong.text;
      return e.group(
        { id: ANSWER, legend: e.legend(about.text, about.caption), hints: about.hints, error: own },
        e.radios(ANSWER, options, chosen));
    };
    const read = (form) => {
      const how = e.chosen(form, ANSWER);
      if (how === null) return { error: { text: CHOOSE, of: ANSWER } };
      if (how === NOT_SURE) return { reply: NOT_SURE };
      const typed = how === "day"
        ? { how, first: e.typedDate(form, first) }
        : { how, first: e.typedDate(form, from), last: e.typedDate(form, to) };
      return valueRead("period", typed, about, { first: how === "day" ? first : from, last: to });
    };
    return { show, read };
  }

  function numberQuestion({ type }, about) {
    const how = type === "money" ? "A sum, such as 12 or 12.50." : "A whole number.";
    return {
      notSure: true,
      show: (before, wrong) => e.textInput(
        { id: ANSWER, label: about.text, caption: about.caption, hints: [...about.hints, how], error: wrong.text },
        typedBefore(before).number),
      read: (form) => valueRead(type, { number: form.elements[ANSWER].value }, about),
    };
  }

  const typedBefore = (before) => (before && before.typed) || {};

  /** What is typed, read; `groups` are the ids of the two days of a period. */
  function valueRead(type, typed, { latest }, groups = { first: `${ANSWER}-first` }) {
    const found = amendsValues.read(type, typed, latest);
    if (!found.error) return { reply: { says: found.says }, typed: { ...typed, written: found.written } };
    const isDay = found.of !== undefined;
    const group = isDay ? groups[found.of] : ANSWER;
    const of = isDay ? `${group}-${found.parts[0]}` : ANSWER;
    const error = { text: found.error, of, parts: found.parts, group: type === "period" ? group : "" };
    return { given: { reply: null, typed }, error };
  }

  return { today, asked, toldOfLife, told, why, kindOfQuestion, severalQuestion, modeQuestion };
})();
