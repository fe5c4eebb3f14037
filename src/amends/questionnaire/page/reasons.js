// Why an answer is what it is: the law's words picked and joined, as explanation/reasons.py and
// told.py have them. `words` are those of words.py, which has the words of every condition.
const amendsReasons = (() => {
  "use strict";

  const { either, listed, sentence, inWords } = amendsValues;
  const PERSON = "person";
  const SOMEBODY = "\u0001";
  const THE_PERSON = "the person";
  const MOST = 3;

  const isSettled = ({ helping, hurting }) => helping === hurting && helping !== "unknown";
  const isEstablished = (pair) => isSettled(pair) && pair.helping === "yes";
  const isRefuted = (pair) => isSettled(pair) && pair.helping === "no";
  const isSame = (one, other) => one.helping === other.helping && one.hurting === other.hurting;
  const unique = (texts) => [...new Set(texts)];

  /** The conditions of a compiled one, itself first, each before what stands inside it. */
  function* conditions(node) {
    yield node;
    switch (node.kind) {
      case "all":
      case "any":
        for (const limb of node.limbs) yield* conditions(limb);
        return;
      case "not":
      case "limb":
        yield* conditions(node.body);
        return;
      case "at least":
        yield* conditions(node.where);
        return;
      case "at most":
      case "less":
        yield* tests(node.left);
        yield* tests(node.right);
        return;
      default:
    }
  }

  /** The conditions that a quantity rests on. */
  function* tests(node) {
    if (node.kind === "choose") yield* conditions(node.test);
    if (node.kind === "total") {
      yield* conditions(node.adding);
      return;
    }
    const inside = [node.date, node.then, node.otherwise, node.one, node.other, node.whole,
      node.less, node.quantity, node.start, node.end, ...(node.among || [])];
    for (const part of inside) if (part) yield* tests(part);
  }

  /** The reasons of answers under a law; a leaf is one of amends.leaves, and who it is about. */
  class Reasons {
    constructor(law, words) {
      this.law = law;
      this.words = words;
      const every = law.parts.flatMap(({ body }) => [...conditions(body)]);
      this.of = new Map(every.map((node, nth) => [node, this.unpacked(words.conditions[nth])]));
    }

    /** The words of a condition, with those of the facts that it compares. */
    unpacked(told) {
      const refs = (told.refs || []).map((place) => this.words.refs[place]);
      const subject = told.subject || (refs.length ? refs[0].name : "");
      return { ...told, subject, refs, lists: told.lists || [] };
    }

    leaves(ground, person) {
      return [...amends.leaves(this.law, ground)].map((leaf) =>
        ({ ...leaf, person: leaf.inside.reduce((who, node) => this.inside(node, who), person) }));
    }

    /** Whom a named part is about, where it stands in what is about `person`. */
    inside(node, person) {
      const isOfPerson = node.kind === "named" && this.law.parts[node.part].about === PERSON;
      return isOfPerson ? filled(this.of.get(node).of, person) : person;
    }

    phrase(node, person, holds) {
      const told = this.of.get(node);
      if (node.kind === "not") return this.phrase(node.body, person, !holds);
      if (node.kind === "limb") return this.phrase(node.body, person, holds);
      if (node.kind === "at least") return filled(holds ? told.yes : told.no, person);
      return filled(`${told.subject} ${holds ? told.yes : told.no}`, person);
    }

    said(ref, readings) {
      const codes = this.law.vocabularies[ref.vocabulary];
      return either(readings.map((values) => inWords(values, ref.type, codes))) || "not recorded";
    }

    /** The facts that a leaf compares, with their readings. */
    evidence({ node, evidence }) {
      const { refs } = this.of.get(node);
      return evidence.map(({ readings }, nth) => ({ ref: refs[nth], readings }));
    }

    // --- a settled leaf as a clause ---

    told({ ground, person, merged }) {
      if (ground.node.kind === "at least") return this.listTold(ground, person);
      if (ground.node.kind === "named") return this.phrase(ground.node, person, false);
      return this.comparisonTold(ground, person, merged);
    }

    comparisonTold(ground, person, merged) {
      const told = this.of.get(ground.node);
      const holds = isEstablished(ground.pair);
      const clause = merged
        ? filled(`${told.subject} ${merged}`, person)
        : this.phrase(ground.node, person, holds);
      const found = this.evidence(ground);
      if (found.length === 1) {
        const subject = filled(found[0].ref.name, person);
        const said = this.said(found[0].ref, found[0].readings);
        if (told.plain === "always" || (told.plain === "if so" && holds)) {
          return `${subject} is ${said}`;
        }
        if (clause.startsWith(`${subject} `)) {
          return `${subject} is ${said}, which ${clause.slice(subject.length + 1)}`;
        }
      }
      const each = found
        .filter(({ readings }) => readings.length)
        .map(({ ref, readings }) => `${filled(ref.name, person)} is ${this.said(ref, readings)}`);
      return each.length ? `${clause} (${listed(each)})` : clause;
    }

    listTold(ground, person) {
      const { node, pair, list } = ground;
      const told = this.of.get(node);
      const clauses = list.entries
        .filter((entry) => isSame(list.grounds.get(entry.label).pair, pair)
          && (entry.certain || !isEstablished(pair)))
        .map((entry) => this.entryTold(entry, list.grounds.get(entry.label), person))
        .join("; ");
      if (isEstablished(pair)) return clauses;
      const closures = list.closed.slice(1);
      if (!closures.length) {
        const said = `no ${node.list} of ${filled(told.of, person)} could count, on the other facts`;
        return clauses ? `${said} (${clauses})` : said;
      }
      const closing = closures.map(({ labels }) =>
        `you say that there is no ${node.list}${labels.length ? ` but ${listed(labels)}` : ""}`);
      const why = [...closing, ...(clauses ? [clauses] : [])].join("; ");
      return `${filled(told.no, person)} that counts (${why})`;
    }

    entryTold(entry, ground, person) {
      const clauses = this.leaves(ground, person).flatMap((leaf) => {
        const { kind } = leaf.ground.node;
        if (kind === "at least" || kind === "named") return [this.told(leaf)];
        return this.evidence(leaf.ground)
          .filter(({ readings }) => readings.length)
          .map(({ ref, readings }) => `${ref.fact}: ${this.said(ref, readings)}`);
      });
      const counts = isEstablished(ground.pair) ? "counts" : "does not count";
      const why = clauses.length ? ` (${unique(clauses).join("; ")})` : "";
      return `${entry.label} ${counts}${why}`;
    }

    /** Each clause once, with the provisions under which it counts and that it does not name. */
    clauses(found) {
      const provisions = new Map();
      for (const leaf of found) {
        const clause = this.told(leaf);
        const known = provisions.get(clause) || [];
        const isNew = leaf.provision && !clause.includes(leaf.provision);
        provisions.set(clause, unique([...known, ...(isNew ? [leaf.provision] : [])]));
      }
      return [...provisions].map(([clause, of]) =>
        (of.length ? `${clause} (${of.join("; ")})` : clause));
    }

    // --- the reasons of an effect ---

    decided(ground) {
      return this.clauses(this.leaves(ground, THE_PERSON)).map(sentence);
    }

    /** What is met of an effect that is open. */
    met(ground) {
      return this.clauses(this.metLeaves(ground, THE_PERSON)).map(sentence);
    }

    metLeaves(ground, person) {
      if (isEstablished(ground.pair)) return this.leaves(ground, person);
      if (isSettled(ground.pair)) return [];
      if (!["all", "any", "limb", "named"].includes(ground.node.kind)) return [];
      const within = this.inside(ground.node, person);
      return ground.children.flatMap((child) => this.metLeaves(child, within));
    }

    because(ground) {
      const found = this.grouped(this.toThePoint(ground)).map((group) => this.asOne(group));
      const clauses = this.clauses(found);
      const more = clauses.length > MOST
        ? "; and for other reasons, which the steps below give"
        : "";
      return clauses.slice(0, MOST).join("; and because ") + more;
    }

    /** The leaves without the ways in that were never in question. */
    toThePoint(ground) {
      const every = this.leaves(ground, THE_PERSON);
      const covered = new Set(this.established(ground));
      const kept = every.filter((leaf) =>
        !isRefuted(leaf.ground.pair)
        || !this.cited(leaf.ground.node).some((one) => covered.has(one)));
      return kept.length ? kept : every;
    }

    established(ground) {
      const own = isEstablished(ground.pair) ? this.cited(ground.node) : [];
      return [...own, ...ground.children.flatMap((child) => this.established(child))];
    }

    /** The lists that a membership test cites, each with the fact that is looked for in it. */
    cited(node) {
      if (node.kind !== "in") return [];
      const [{ of, fact }] = node.refs;
      return this.of.get(node).lists.map((list) => JSON.stringify([of, fact, list]));
    }

    /** The leaves, with refuted tests of one fact against items of one list in one group. */
    grouped(found) {
      const groups = new Map();
      for (const leaf of found) {
        const { node, pair } = leaf.ground;
        const isOne = node.kind === "in" && this.of.get(node).items && isRefuted(pair);
        const key = isOne ? this.cited(node)[0] : leaf;
        groups.set(key, [...(groups.get(key) || []), leaf]);
      }
      return [...groups.values()];
    }

    asOne(group) {
      if (group.length === 1) return group[0];
      const every = group.map((leaf) => this.of.get(leaf.ground.node));
      const [list] = every[0].lists;
      const held = this.words.items[list];
      const named = new Set(every.flatMap(({ items }) => items));
      const items = held.every((item) => named.has(item)) ? [] : held.filter((one) => named.has(one));
      const labels = items.map((item) => (item.startsWith("(") ? item : `(${item})`));
      return { ...group[0], merged: `is not covered by ${list}${either(labels)}` };
    }

    /** The names of the facts and lists on which a refusal rests. */
    restsOn(ground) {
      return this.toThePoint(ground).flatMap(({ ground: { node, evidence } }) => {
        if (node.kind === "named") return [];
        return node.kind === "at least" ? [node.list] : this.evidence({ node, evidence }).map(({ ref }) => ref.fact);
      });
    }

    // --- what rests on a judgement ---

    /** Whether a settled ground would be open without what is said of judged facts. */
    restsOnJudgement(ground) {
      const { node, pair, children } = ground;
      if (node.kind === "named") {
        const isDenied = ground.denied && !isSame(pair, children[0].pair);
        return !isDenied && this.restsOnJudgement(children[0]);
      }
      if (node.kind === "not" || node.kind === "limb") return this.restsOnJudgement(children[0]);
      if (node.kind === "all" || node.kind === "any") {
        const enough = node.kind === "all" ? isRefuted : isEstablished;
        if (!enough(pair)) return children.some((limb) => this.restsOnJudgement(limb));
        return children.filter((limb) => enough(limb.pair))
          .every((limb) => this.restsOnJudgement(limb));
      }
      if (node.kind === "at least") {
        return [...ground.list.grounds.values()].some((entry) =>
          isSame(entry.pair, pair) && this.restsOnJudgement(entry));
      }
      return this.evidence(ground).some(({ ref }) => ref.judged);
    }

    /** The judged facts on which a refusal rests. */
    judged(ground) {
      return unique(this.leaves(ground, THE_PERSON).flatMap((leaf) => [...this.judgedOf(leaf)]));
    }

    *judgedOf({ ground, person }) {
      if (ground.node.kind === "at least") {
        for (const entry of ground.list.grounds.values()) {
          for (const leaf of this.leaves(entry, person)) yield* this.judgedOf(leaf);
        }
        return;
      }
      if (ground.node.kind === "named") return;
      for (const { ref, readings } of this.evidence(ground)) {
        if (ref.judged && readings.length) yield filled(ref.name, person);
      }
    }

    // --- what is known of what would settle it ---

    /** What the answers hold of the things wanted: what is known in part, and entries still open. */
    knownSoFar(ground, wanted) {
      return unique(this.leaves(ground, THE_PERSON).flatMap((leaf) => {
        const { node, pair } = leaf.ground;
        if (isSettled(pair)) return [];
        if (node.kind === "at least") {
          return wanted.includes(node.list) ? this.entriesOpen(leaf) : [];
        }
        if (node.kind === "named") return [];
        return this.evidence(leaf.ground)
          .filter(({ ref, readings }) => wanted.includes(ref.fact) && readings.length)
          .map(({ ref, readings }) =>
            sentence(`${filled(ref.name, leaf.person)} is ${this.said(ref, readings)}`));
      }));
    }

    entriesOpen({ ground: { list }, person }) {
      return list.entries.flatMap(({ label }) => {
        const ground = list.grounds.get(label);
        if (isSettled(ground.pair)) return [];
        const missing = unique(this.leaves(ground, person).flatMap((leaf) => this.missing(leaf)));
        return missing.length ? [sentence(`Of ${label}, still open: ${listed(missing)}`)] : [];
      });
    }

    missing({ ground: { node, evidence }, person }) {
      const told = this.of.get(node);
      if (node.kind === "at least") return [`the ${node.list} of ${filled(told.of, person)}`];
      if (node.kind === "another") return [`whether it is another ${this.words.matter}`];
      if (waitsForLaw(node, evidence)) return ["a question of law"];
      return told.refs.map((ref) => filled(ref.name, person));
    }

    // --- every step ---

    /** The steps of a ground: {mark, text, steps}, the law's headings with them. */
    steps(ground, person = THE_PERSON, lead = "") {
      const { node, pair, children } = ground;
      const within = this.inside(node, person);
      const inside = () => children.map((child) => this.steps(child, within));
      const told = (text, steps) =>
        ({ mark: standing(pair), text: sentence(lead ? `${lead}: ${text}` : text), steps });
      switch (node.kind) {
        case "limb":
          return this.steps(children[0], person, heading(lead, node));
        case "named": {
          const name = within === person
            ? this.words.parts[node.part]
            : this.phrase(node, person, true);
          return this.steps(children[0], within, lead ? `${lead}, ${name}` : name);
        }
        case "all":
          return told("all of these must hold", inside());
        case "any":
          return told("any one of these is enough", inside());
        case "not":
          if (children[0].children.length || node.body.kind === "at least") {
            return told("this must not be so", inside());
          }
          return told(this.phrase(node, person, true), []);
        case "at least":
          return told(`${this.phrase(node, person, true)} that counts`, ground.list.entries.map((entry) =>
            this.steps(ground.list.grounds.get(entry.label), person, `Of ${entry.label}`)));
        default:
          return told(this.phrase(node, person, true), inside());
      }
    }
  }

  /** Whether a comparison waits for an answer to what the law itself leaves open. */
  function waitsForLaw(node, evidence) {
    if (node.kind === "left open") return true;
    if (node.kind === "within") {
      return node.point > 0 && evidence.every(({ readings }) =>
        readings.length && readings.every(amendsTruth.isExact));
    }
    const isOpen = ({ codes }) => evidence[0].readings.some((values) =>
      values.codes.some((one) => codes.includes(one)));
    return node.kind === "in" && node.open.some(isOpen);
  }

  function filled(text, person) {
    return text.split(SOMEBODY).join(person);
  }

  /** A limb's provision and title; said once where the limb inside repeats it. */
  function heading(lead, { provision, title }) {
    const here = `${provision} ${title ? `"${title}"` : ""}`.trim();
    if (!lead || here.includes(lead)) return here;
    return lead.includes(here) ? lead : `${lead}, ${here}`;
  }

  function standing(pair) {
    if (isEstablished(pair)) return "so";
    return isRefuted(pair) ? "not so" : "not known";
  }

  return { Reasons };
})();
