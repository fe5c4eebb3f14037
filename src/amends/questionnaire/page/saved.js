// Answers as a case file, and a case file that this page wrote as answers.
//
// The form is told in docs/handbook/case-files.md; this one is JSON.
const amendsSaved = (() => {
  "use strict";

  const { held } = amendsTruth;
  const { isFact, declared } = amendsOrder;
  const PERSON = "person";
  const MATTER = "matter";
  const SOURCE = "an answer given on the questionnaire page";
  const NOT_SURE = "not sure";
  const KNOWN_BY = "known-by";
  const SILENT = ["not searched", "asked and not known"];

  // What is known in one way is of one source. The entries of a list are of one whatever is said of
  // them: those of two could be one and the same.
  const sourceOf = (known) => (known ? `${SOURCE}, ${known}` : SOURCE);

  // --- out ---

  /** The case file of what was asked and answered, as text. */
  function written(page, state, { steps, cases }) {
    const knownBy = {};
    const made = {
      told: factsTold(page, state, steps),
      labels: new Map(),
      known: (key) => state.answers.get(key).known || "",
      source: (known, around) => {
        if (known) knownBy[sourceOf(known)] = known;
        return known === around ? {} : { source: sourceOf(known) };
      },
    };
    const of = (subject, whose, kind) =>
      subjectWritten(page, made, { subject, whose, kind, places: [], around: "" });
    const [first] = cases;
    const person = { key: "person 1", ...of(first.person, PERSON, PERSON) };
    const matter = cases.map((data, nth) => ({ key: data.key, ...of(data.matter, nth, MATTER) }));
    const known = Object.keys(knownBy).length ? { [KNOWN_BY]: knownBy } : {};
    return `${JSON.stringify({ scheme: page.law.scheme, source: SOURCE, ...known, person, matter }, null, 2)}\n`;
  }

  /** What is told of each fact, by its key: a value as a case file has it, or why it is silent. */
  function factsTold(page, state, steps) {
    const told = new Map();
    for (const { ask, key } of steps) {
      if (!isFact(ask)) continue;
      const { reply, typed } = state.answers.get(key);
      const { codes, look } = declared(page.catalogue, ask);
      if (reply === NOT_SURE) {
        told.set(key, { silent: SILENT[look ? 0 : 1] });
      } else if (reply.says.codes) {
        const words = reply.says.codes.map((place) => codes[place]);
        told.set(key, words.length === 1 ? words[0] : words);
      } else {
        told.set(key, typed.written);
      }
    }
    return told;
  }

  /** The table of a subject; `around` is how that is known whose source it stands under. */
  function subjectWritten(page, made, { subject, whose, kind, places, around }) {
    const table = {};
    const { facts, lists } = page.catalogue.kinds[kind];
    for (const { name } of facts) {
      const key = JSON.stringify([whose, places, name]);
      if (!made.told.has(key)) continue;
      const says = made.told.get(key);
      const source = says.silent ? {} : made.source(made.known(key), around);
      table[name] = source.source ? { says, ...source } : says;
    }
    const closures = [];
    for (const { name } of lists) {
      const of = held(subject.lists, name, { entries: [], closures: [] });
      const keyOf = (beside) => JSON.stringify([whose, places, [name, beside]]);
      if (of.entries.length) {
        const known = made.known(keyOf(0));
        const source = made.source(known, around);
        table[name] = of.entries.map((entry, place) => ({
          label: label(made.labels, entry, name, whose),
          ...source,
          ...subjectWritten(page, made, {
            subject: entry.subject, whose, kind: name, places: [...places, [name, place]], around: known,
          }),
        }));
      }
      for (const { names } of of.closures) {
        closures.push({
          list: name,
          names: names.map((one) => made.labels.get(`${whose} ${one}`)),
          ...made.source(made.known(keyOf(of.entries.length)), around),
        });
      }
    }
    return closures.length ? { ...table, closures } : table;
  }

  /** The label of an entry in the file: unique in it, as two matters may use one label. */
  function label(labels, entry, list, whose) {
    const taken = new Set(labels.values());
    let nth = 1;
    while (taken.has(`${list} ${nth}`)) nth += 1;
    labels.set(`${whose} ${entry.label}`, `${list} ${nth}`);
    return `${list} ${nth}`;
  }

  // --- in ---

  class NotOurs extends Error {}

  /** The state that a file holds; throws NotOurs, with a message, for what this page never wrote. */
  function read(page, text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      throw new NotOurs("It is not a file of answers: it cannot be read.");
    }
    if (!isTable(file) || file.source !== SOURCE) {
      throw new NotOurs("It was not saved on this page: its answers are of another source.");
    }
    if (file.scheme !== page.law.scheme) {
      throw new NotOurs("It holds answers to the questions of another law.");
    }
    only(file, WHOLE);
    const matters = file.matter;
    if (!Array.isArray(matters) || !matters.length || !isTable(file.person)) {
      throw new NotOurs("It is damaged: something is missing in it.");
    }
    const into = { page, answers: new Map(), knownBy: knownByRead(page, held(file, KNOWN_BY, {})) };
    subjectRead(into, { table: file.person, whose: PERSON, kind: PERSON, places: [], around: "" });
    matters.forEach((table, nth) =>
      subjectRead(into, { table, whose: nth, kind: MATTER, places: [], around: "" }));
    return { answers: into.answers, matters: matters.length };
  }

  /** How what a source says is known, for the sources that the page writes. */
  function knownByRead(page, table) {
    const found = new Map([[SOURCE, ""]]);
    if (!isTable(table)) throw new NotOurs(OTHER(KNOWN_BY));
    const known = page.words.known_by.map(([word]) => word);
    for (const [source, word] of Object.entries(table)) {
      if (!known.includes(word) || source !== sourceOf(word)) throw new NotOurs(OTHER(KNOWN_BY));
      found.set(source, word);
    }
    return found;
  }

  /** How what a table says is known: by its own source, or by the one around it. */
  function knownIn({ knownBy }, table, around) {
    const source = isTable(table) ? held(table, "source", undefined) : undefined;
    if (source === undefined) return around;
    if (!knownBy.has(source)) throw new NotOurs(OTHER("source"));
    return knownBy.get(source);
  }

  const isTable = (one) => typeof one === "object" && one !== null && !Array.isArray(one);

  // Somebody may have added to a file what this page cannot hold (a paper, a closure with an
  // exception, something set aside). Left out in silence it would make another answer.
  const WHOLE = ["scheme", "source", KNOWN_BY, "person", "matter"];
  const OTHER = (name) => `It says something that this page does not ask: “${name}”.`;

  function only(table, known) {
    const other = Object.keys(table).find((name) => !known.includes(name));
    if (other !== undefined) {
      throw new NotOurs(OTHER(other));
    }
  }

  const areDifferent = (words) => new Set(words).size === words.length;

  /** The closures in a table: at most one of each list. */
  function closuresRead(table, lists) {
    const found = held(table, "closures", []);
    const known = lists.map(({ name }) => name);
    const areKnown = Array.isArray(found) && found.every((one) => isTable(one) && known.includes(one.list));
    if (!areKnown || !areDifferent(found.map(({ list }) => list))) throw new NotOurs(OTHER("closures"));
    return found;
  }

  /** Throws where a closure does not say just that the entries in the file are all there are. */
  function closes(one, entries) {
    only(one, ["list", "names", "source"]);
    const labels = entries.map((entry) => entry.label);
    const names = Array.isArray(one.names) ? one.names : [];
    if (names.length !== labels.length || !labels.every((label) => names.includes(label))) {
      throw new NotOurs(`It names other things than it tells of, in the list “${one.list}”.`);
    }
  }

  /** The answers in the table of a subject; `around` is how that is known whose source it stands under. */
  function subjectRead(into, { table, whose, kind, places, around }) {
    if (!isTable(table)) throw new NotOurs("It is damaged: something in it has another form.");
    const { facts, lists } = into.page.catalogue.kinds[kind];
    const own = places.length ? ["label", "source"] : ["key", "label"];
    only(table, [...own, "closures", ...[...facts, ...lists].map(({ name }) => name)]);
    const take = (name, answer) => into.answers.set(JSON.stringify([whose, places, name]), answer);
    for (const fact of facts) {
      const told = held(table, fact.name, undefined);
      if (told !== undefined) take(fact.name, statementRead(into, fact, told, around));
    }
    const closures = closuresRead(table, lists);
    for (const { name } of lists) {
      const entries = held(table, name, []);
      if (!Array.isArray(entries)) throw new NotOurs("It is damaged: a list in it is none.");
      const labels = entries.filter((entry) => isTable(entry) && "label" in entry).map((entry) => entry.label);
      if (!areDifferent(labels)) {
        throw new NotOurs(`Two things in the list “${name}” have one label.`);
      }
      entries.forEach((entry, place) => {
        const known = knownIn(into, entry, around);
        if (known !== knownIn(into, entries[0], around)) throw new NotOurs(OTHER("source"));
        take([name, place], { reply: "there is one", known: place ? "" : known });
        subjectRead(into, { table: entry, whose, kind: name, places: [...places, [name, place]], around: known });
      });
      const closure = closures.find((one) => one.list === name);
      if (closure) {
        closes(closure, entries);
        take([name, entries.length], { reply: "no more", known: knownIn(into, closure, around) });
      }
    }
  }

  /** A statement, which may be one alone or say its source, as an answer. */
  function statementRead(into, fact, told, around) {
    if (isTable(told) && "silent" in told) {
      only(told, ["silent"]);
      if (!SILENT.includes(told.silent)) throw new NotOurs(OTHER("silent"));
      return { reply: NOT_SURE };
    }
    if (!isTable(told) || !("says" in told)) return { ...factRead(fact, told), known: around };
    only(told, ["says", "source"]);
    return { ...factRead(fact, told.says), known: knownIn(into, told, around) };
  }

  function factRead(fact, told) {
    if (fact.type === "code") {
      const codes = [].concat(told).map((word) => fact.codes.indexOf(word)).sort((a, b) => a - b);
      if (!codes.length || codes.includes(-1) || !areDifferent(codes)) {
        throw new NotOurs(`It has another word for “${fact.name}”.`);
      }
      return { reply: { says: { codes } } };
    }
    const typed = typedOf(fact, told);
    const found = typed && amendsValues.read(fact.type, typed);
    if (!found || found.error) throw new NotOurs(`What it says of “${fact.name}” cannot be read.`);
    return { reply: { says: found.says }, typed: { ...typed, written: found.written } };
  }

  /** What would be typed for a value that stands in a file; null where nothing would. */
  function typedOf({ type }, told) {
    const empty = { day: "", month: "", year: "" };
    if (type === "number" || type === "money") {
      if (!Number.isSafeInteger(told) || told < 0) return null;
      return { number: type === "money" ? amendsValues.number(told, type) : String(told) };
    }
    if (typeof told === "string") {
      const first = amendsValues.typedDay(told);
      return first && { how: "day", first, last: empty };
    }
    if (!isTable(told) || type !== "period") return null;
    only(told, ["from", "to"]);
    const [first, last] = ["from", "to"].map((end) =>
      (told[end] === undefined ? empty : amendsValues.typedDay(String(told[end]))));
    return first && last && { how: "time", first, last };
  }

  return { written, read, NotOurs };
})();
