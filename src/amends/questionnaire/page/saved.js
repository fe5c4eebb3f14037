// Answers as a case file, and a case file that this page wrote as answers.
//
// The form is told in docs/handbook/case-files.md; this one is JSON.
const amendsSaved = (() => {
  "use strict";

  const { held, isFact } = amendsInterview;
  const PERSON = "person";
  const MATTER = "matter";
  const SOURCE = "an answer given on the questionnaire page";
  const NOT_SURE = "not sure";

  // --- out ---

  /** The case file of what was asked and answered, as text. */
  function written(page, state, { steps, cases }) {
    const labels = new Map();
    const told = factsTold(page, state, steps);
    const of = (subject, whose, kind, places) =>
      subjectWritten(page, { told, labels }, { subject, whose, kind, places });
    const [first] = cases;
    const file = {
      scheme: page.law.scheme,
      source: SOURCE,
      person: { key: "person 1", ...of(first.person, PERSON, PERSON, []) },
      matter: cases.map((data, nth) => ({ key: data.key, ...of(data.matter, nth, MATTER, []) })),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }

  /** What is told of each fact, by its key: a value as a case file has it, or why it is silent. */
  function factsTold(page, state, steps) {
    const told = new Map();
    for (const { ask, key } of steps) {
      if (!isFact(ask)) continue;
      const { reply, typed } = state.answers.get(key);
      const { codes, look } = amendsInterview.declared(page.catalogue, ask);
      if (reply === NOT_SURE) {
        told.set(key, { silent: look ? "not searched" : "asked and not known" });
      } else if (reply.says.codes) {
        const words = reply.says.codes.map((place) => codes[place]);
        told.set(key, words.length === 1 ? words[0] : words);
      } else {
        told.set(key, typed.written);
      }
    }
    return told;
  }

  function subjectWritten(page, made, { subject, whose, kind, places }) {
    const table = {};
    const { facts, lists } = page.catalogue.kinds[kind];
    for (const { name } of facts) {
      const key = JSON.stringify([whose, places, name]);
      if (made.told.has(key)) table[name] = made.told.get(key);
    }
    const closures = [];
    for (const { name } of lists) {
      const of = held(subject.lists, name, { entries: [], closures: [] });
      if (of.entries.length) {
        table[name] = of.entries.map((entry, place) => ({
          label: label(made.labels, entry, name, whose),
          ...subjectWritten(page, made, {
            subject: entry.subject, whose, kind: name, places: [...places, [name, place]],
          }),
        }));
      }
      for (const { names } of of.closures) {
        closures.push({ list: name, names: names.map((one) => made.labels.get(`${whose} ${one}`)) });
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
    const answers = new Map();
    subjectRead(page, answers, { table: file.person, whose: PERSON, kind: PERSON, places: [] });
    matters.forEach((table, nth) =>
      subjectRead(page, answers, { table, whose: nth, kind: MATTER, places: [] }));
    return { answers, matters: matters.length };
  }

  const isTable = (one) => typeof one === "object" && one !== null && !Array.isArray(one);

  // Somebody may have added to a file what this page cannot hold (a paper, a closure with an
  // exception, something set aside). Left out in silence it would make another answer.
  const WHOLE = ["scheme", "source", "person", "matter"];

  function only(table, known) {
    const other = Object.keys(table).find((name) => !known.includes(name));
    if (other !== undefined) {
      throw new NotOurs(`It says something that this page does not ask: “${other}”.`);
    }
  }

  /** Whether a closure says just that the entries in the file are all there are. */
  function closes(one, name, entries) {
    if (!isTable(one) || one.list !== name) return false;
    only(one, ["list", "names"]);
    const labels = entries.map((entry) => entry.label);
    const names = Array.isArray(one.names) ? one.names : [];
    if (names.length !== labels.length || !labels.every((label) => names.includes(label))) {
      throw new NotOurs(`It names other things than it tells of, in the list “${name}”.`);
    }
    return true;
  }

  function subjectRead(page, answers, { table, whose, kind, places }) {
    if (!isTable(table)) throw new NotOurs("It is damaged: something in it has another form.");
    const { facts, lists } = page.catalogue.kinds[kind];
    const known = ["key", "label", "closures", ...[...facts, ...lists].map(({ name }) => name)];
    only(table, known);
    for (const fact of facts) {
      const told = held(table, fact.name, undefined);
      if (told === undefined) continue;
      answers.set(JSON.stringify([whose, places, fact.name]), factRead(fact, told));
    }
    for (const { name } of lists) {
      const entries = held(table, name, []);
      if (!Array.isArray(entries)) throw new NotOurs("It is damaged: a list in it is none.");
      entries.forEach((entry, place) => {
        answers.set(JSON.stringify([whose, places, [name, place]]), { reply: "there is one" });
        subjectRead(page, answers, {
          table: entry, whose, kind: name, places: [...places, [name, place]],
        });
      });
      const closures = held(table, "closures", []);
      if (Array.isArray(closures) && closures.filter((one) => closes(one, name, entries)).length) {
        const key = JSON.stringify([whose, places, [name, entries.length]]);
        answers.set(key, { reply: "no more" });
      }
    }
  }

  function factRead(fact, told) {
    if (isTable(told) && "silent" in told) return { reply: NOT_SURE };
    if (fact.type === "code") {
      const codes = [].concat(told).map((word) => fact.codes.indexOf(word)).sort((a, b) => a - b);
      if (!codes.length || codes.includes(-1)) throw new NotOurs(`It has another word for “${fact.name}”.`);
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
    const [first, last] = ["from", "to"].map((end) =>
      (told[end] === undefined ? empty : amendsValues.typedDay(String(told[end]))));
    return first && last && { how: "time", first, last };
  }

  return { written, read, NotOurs };
})();
