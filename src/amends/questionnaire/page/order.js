// Which question comes next, and an answer written into a case: as order.py and answers.py do it.
//
// Pure, on plain data. `law` is what engines/page compiles, `catalogue` what catalogue.py makes,
// `data` a case as engines/page/cases.py writes it. An ask is {place: {owner, steps}, fact} or
// {place: {owner, steps}, list, beside}; a step is [list, label]. The rule is told in order.py.
const amendsOrder = (() => {
  "use strict";

  const truth = amendsTruth;
  const { held, YES, NO } = truth;
  const PERSON = "person";
  const MATTER = "matter";
  const SOURCE = "an answer given here";
  const JUDGED = 2; // first of the rank of what somebody must judge
  const SETTLED = ["applies", "does_not_apply"];
  // Nothing can end these silences: no question asks for such a fact.
  const LOST = ["destroyed", "asked and not known"];
  const TOP = { [PERSON]: { owner: PERSON, steps: [] }, [MATTER]: { owner: MATTER, steps: [] } };

  const isSettled = (outcome) => SETTLED.includes(outcome);

  const isFact = (ask) => held(ask, "fact", undefined) !== undefined;
  const keyOf = ({ place, fact, list, beside }) =>
    JSON.stringify([place.owner, place.steps, fact === undefined ? [list, beside] : fact]);

  function kindOf({ owner, steps }) {
    return steps.length ? steps[steps.length - 1][0] : owner;
  }

  function declared(catalogue, ask) {
    const kind = held(catalogue.kinds, kindOf(ask.place));
    return isFact(ask)
      ? kind.facts.find(({ name }) => name === ask.fact)
      : kind.lists.find(({ name }) => name === ask.list);
  }

  // --- a case with an answer ---

  const NO_ENTRIES = { entries: [], closures: [] };

  /** The case with a change made to what a place stands for. */
  function changed(data, { owner, steps }, change) {
    return { ...data, [owner]: inside(data[owner], steps, change) };
  }

  function inside(subject, steps, change) {
    if (!steps.length) return change(subject);
    const [[list, label], ...rest] = steps;
    const of = held(subject.lists, list, NO_ENTRIES);
    const entries = of.entries.map((entry) =>
      entry.label === label ? { ...entry, subject: inside(entry.subject, rest, change) } : entry,
    );
    return withList(subject, list, { ...of, entries });
  }

  function withList(subject, list, of) {
    return { ...subject, lists: { ...subject.lists, [list]: of } };
  }

  function placed(data, { owner, steps }) {
    return steps.reduce((subject, [list, label]) =>
      held(subject.lists, list).entries.find((entry) => entry.label === label).subject, data[owner]);
  }

  function stated(subject, fact, statements) {
    return { ...subject, facts: { ...subject.facts, [fact]: statements } };
  }

  function closed(subject, list) {
    const of = held(subject.lists, list, NO_ENTRIES);
    const names = of.entries.map(({ label }) => label).sort();
    const closure = { source: SOURCE, names, may_be: [], but_such_as: [] };
    return withList(subject, list, { ...of, closures: [...of.closures, closure] });
  }

  /** A label for a new entry of a list that no entry in the case bears: `employment 2`. */
  function newLabel(data, list) {
    const labels = (subject) => Object.values(subject.lists).flatMap(({ entries }) =>
      entries.flatMap((entry) => [entry.label, ...labels(entry.subject)]));
    const taken = [...labels(data.person), ...labels(data.matter)];
    let nth = 1;
    while (taken.includes(`${list} ${nth}`)) nth += 1;
    return `${list} ${nth}`;
  }

  /**
   * The case with what a reply adds to it: {says: values} of a fact, "there is one" or "no more"
   * of a list, "not sure" of either. "Not sure" of a fact is kept in `silences`, which no outcome
   * rests on. Throws for a reply that does not answer what is asked.
   */
  function answered(data, catalogue, ask, reply) {
    const { place } = ask;
    if (isFact(ask) && reply === "not sure") {
      const why = declared(catalogue, ask).look ? "not searched" : "asked and not known";
      return changed(data, place, (subject) =>
        held(subject.facts, ask.fact, []).length
          ? subject
          : { ...subject, silences: { ...subject.silences, [ask.fact]: why } });
    }
    if (isFact(ask) && typeof reply === "object") {
      const statement = { says: reply.says, source: SOURCE };
      return changed(data, place, (subject) =>
        stated(subject, ask.fact, [...held(subject.facts, ask.fact, []), statement]));
    }
    if (!isFact(ask) && reply === "not sure") return data;
    if (!isFact(ask) && reply === "no more") {
      return changed(data, place, (subject) => closed(subject, ask.list));
    }
    if (!isFact(ask) && reply === "there is one") {
      const entry = {
        label: newLabel(data, ask.list),
        source: SOURCE,
        certain: true,
        identities: [],
        subject: { facts: {}, lists: {}, denials: [] },
      };
      return changed(data, place, (subject) => {
        const of = held(subject.lists, ask.list, NO_ENTRIES);
        return withList(subject, ask.list, { ...of, entries: [...of.entries, entry] });
      });
    }
    throw new TypeError("a reply that does not answer what is asked");
  }

  // --- what is open ---
  //
  // A candidate is {ask, provision, topic, rank, readings}: `topic` is the fact or list of the
  // person or the matter that it belongs to, `readings` what is known of a fact, null of a list.

  const isOpen = (pair) =>
    pair.helping !== pair.hurting || (pair.helping !== YES && pair.helping !== NO);
  const topicOf = (owner, name) => JSON.stringify([owner, name]);

  const byRank = (one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1];

  class Walk {
    constructor(law, catalogue, data) {
      this.law = law;
      this.catalogue = catalogue;
      this.data = data;
    }

    /** What is open in the ground of an effect. */
    ofEffect(ground) {
      return [...this.open(ground, new Map(Object.entries(TOP)), "", null)];
    }

    /** What a ground turns on and is not known. `scope` says which place each name stands for. */
    *open(ground, scope, citedAs, topic) {
      const { node, pair } = ground;
      if (!isOpen(pair)) return;
      switch (node.kind) {
        case "named": {
          const part = this.law.parts[node.part];
          const [body] = ground.children;
          const isOfPerson = part.about === PERSON;
          const within = isOfPerson ? new Map([[PERSON, scope.get(node.of)]]) : scope;
          yield* this.open(body, within, citedAs || (isOfPerson ? node.provision : ""), topic);
          return;
        }
        case "not":
        case "limb":
        case "all":
        case "any":
          for (const limb of ground.children) yield* this.open(limb, scope, citedAs, topic);
          return;
        default: {
          for (const test of ground.children) yield* this.open(test, scope, citedAs, topic);
          const cites = node.kind === "in" ? node.cites : [];
          const provision = cites.length ? cites[0] : citedAs || node.provision;
          if (node.kind === "at least") yield* this.ofList(ground, scope, provision, topic);
          else yield* this.ofFacts(ground, scope, provision, topic);
        }
      }
    }

    *ofFacts({ node, evidence }, scope, provision, topic) {
      for (const [nth, { readings }] of evidence.entries()) {
        const { of, fact } = node.refs[nth];
        const isUnknown = !readings.length || (readings.length === 1 && !truth.isExact(readings[0]));
        if (!isUnknown) continue;
        const ask = { place: scope.get(of), fact };
        const { rank } = declared(this.catalogue, ask);
        yield { ask, provision, topic: topic || topicOf(ask.place.owner, fact), rank, readings };
      }
    }

    /** What is open in each entry of a list, and then whether there is another. */
    *ofList({ node, list: { grounds, entries } }, scope, provision, outer) {
      const place = scope.get(node.of);
      const topic = outer || topicOf(place.owner, node.list);
      const ask = { place, list: node.list, beside: entries.length };
      const { rank } = declared(this.catalogue, ask);
      for (const { label } of entries) {
        const entry = { owner: place.owner, steps: [...place.steps, [node.list, label]] };
        const within = new Map(scope).set(node.name, entry);
        const found = [...this.open(grounds.get(label), within, "", topic)].sort(byRank);
        for (const one of found) yield { ...one, provision, topic, rank };
      }
      const { closures } = held(placed(this.data, place).lists, node.list, NO_ENTRIES);
      const isClosed = closures.some(({ but_such_as }) => !but_such_as.length);
      if (!isClosed && entries.length < this.catalogue.most_entries) {
        yield { ask, provision, topic, rank, readings: null };
      }
    }
  }

  // --- which comes first ---

  class Ahead {
    constructor(law, catalogue, data, asked) {
      this.law = law;
      this.catalogue = catalogue;
      this.data = data;
      this.before = new Set(asked.map(keyOf));
      this.under = new Map();
      this.now = this.assessed(data);
    }

    /** A case assessed, with what is open in each of its effects. */
    assessed(data) {
      const told = amends.assess(this.law, data);
      const walk = new Walk(this.law, this.catalogue, data);
      const open = told.effects.map(({ ground }) => walk.ofEffect(ground));
      return { data, status: told.status, effects: told.effects, open };
    }

    canBeAsked({ ask, readings }, data) {
      if (this.before.has(keyOf(ask))) return false;
      if (!readings || readings.length) return true;
      const silences = placed(data, ask.place).silences || {};
      return !LOST.includes(held(silences, ask.fact));
    }

    /** What each effect comes to, settled too where every value of some one fact settles it. */
    outcomes() {
      const told = this.now.effects.map(({ outcome }) => outcome);
      if (this.now.status !== "assessed") return told;
      return told.map((outcome, nth) =>
        isSettled(outcome) ? outcome : this.settledByOneFact(nth) || outcome);
    }

    /** As engines/exact/one_fact.py has it, which says why it is sound; null if none settles it. */
    settledByOneFact(nth) {
      const { ground } = this.now.effects[nth];
      if (hides(ground)) return null;
      const asks = new Map();
      for (const { of, fact } of turnedOn(ground)) {
        const ask = { place: TOP[of], fact };
        if (declared(this.catalogue, ask).alone) asks.set(keyOf(ask), ask);
      }
      for (const ask of asks.values()) {
        const outcome = this.forEveryValue(ask, nth);
        if (outcome) return outcome;
      }
      return null;
    }

    forEveryValue(ask, nth) {
      let first = null;
      for (const sample of this.samples(ask)) {
        const { outcome } = this.given(ask, sample).effects[nth];
        if (!isSettled(outcome) || (first && first !== outcome)) return null;
        first = outcome;
      }
      return first;
    }

    /** A value in each class that some reading of a fact leaves possible. */
    samples(ask) {
      const stated = held(placed(this.data, ask.place).facts, ask.fact, []);
      const left = truth.readings(stated.map(({ says }) => says));
      const isPossible = ({ values }) => !left.length || left.some((reading) =>
        values.some((some) => truth.readings([some, reading]).length === 1));
      return declared(this.catalogue, ask).classes.filter(isPossible).map(({ sample }) => sample);
    }

    /** What would be if this were the value of a fact. */
    given(ask, says) {
      const key = keyOf(ask) + JSON.stringify(says);
      if (!this.under.has(key)) {
        const data = changed(this.data, ask.place, (subject) =>
          stated(subject, ask.fact, [{ says, source: SOURCE }]));
        this.under.set(key, this.assessed(data));
      }
      return this.under.get(key);
    }

    usable() {
      if (this.now.status !== "assessed") return [];
      return this.outcomes().flatMap((outcome, nth) =>
        isSettled(outcome)
          ? []
          : this.now.open[nth].filter((one) => this.canBeAsked(one, this.now.data)));
    }

    next(asked) {
      const begun = asked.length ? listOf(asked[asked.length - 1]) : null;
      let usable = first(this.usable(), ({ topic }) => topic === begun);
      usable = first(usable, ({ rank }) => rank[0] !== JUDGED);
      const waiting = this.waiting(usable.map(({ topic }) => topic));
      usable = first(usable, ({ topic }) => !waiting.has(topic));
      if (!usable.length) return null;
      const topics = [...new Set(usable.map(({ topic }) => topic))];
      const costs = new Map(topics.map((topic) =>
        [topic, topics.length > 1 ? this.cost(topic, usable) : [0, 1]]));
      const before = (one, other) => {
        const [[left, of], [otherLeft, otherOf]] = [costs.get(one.topic), costs.get(other.topic)];
        return (left * otherOf - otherLeft * of
          || byRank(one, other)
          || endsList(one) - endsList(other)) < 0;
      };
      const { ask, provision } = usable.reduce((least, one) => (before(one, least) ? one : least));
      return { ask, provision };
    }

    /** How many questions are left after one about a topic: their sum, and over how many answers. */
    cost(topic, usable) {
      const about = usable.find((one) => one.topic === topic);
      const { ask } = about;
      let under;
      if (isFact(ask) && topic === topicOf(ask.place.owner, ask.fact)) {
        under = this.samples(ask).map((sample) => this.given(ask, sample));
      } else {
        const [owner, list] = JSON.parse(topic);
        const ended = changed(this.data, TOP[owner], (subject) => closed(subject, list));
        under = [this.assessed(ended), this.now];
      }
      return [under.reduce((sum, one) => sum + this.left(one), 0), under.length];
    }

    /** How many facts and lists can still be asked about. */
    left({ data, status, effects, open }) {
      if (status !== "assessed") return 0;
      const topics = effects.flatMap(({ outcome }, nth) =>
        isSettled(outcome) ? [] : open[nth].filter((one) => this.canBeAsked(one, data)))
        .map(({ topic }) => topic);
      return new Set(topics).size;
    }

    /** The topics that wait: judged facts under a *no* for which it is too early. */
    waiting(topics) {
      const nameOf = (topic) => JSON.parse(topic)[1];
      const names = new Set(topics.map(nameOf));
      const [waiting, ready] = [new Set(), new Set()];
      for (const { ground } of this.now.effects) {
        for (const { name, beside } of exceptions(this.catalogue, ground)) {
          if (!beside.length) ready.add(name);
          else if (beside.some((one) => names.has(one))) waiting.add(name);
        }
      }
      const waits = (name) => waiting.has(name) && !ready.has(name);
      return new Set(topics.filter((topic) => waits(nameOf(topic))));
    }
  }

  /** Whether somebody denies a part that is established, on one side of a dispute or on both. */
  function hides({ denied, pair, children }) {
    return Boolean(denied && pair.helping !== pair.hurting) || children.some(hides);
  }

  /** The own facts at which something that is open looks: no other makes a difference. */
  function* turnedOn({ node, pair, children }) {
    if (!isOpen(pair)) return;
    if (node.kind !== "at least") yield* node.refs || [];
    for (const child of children) yield* turnedOn(child);
  }

  /** Those that come first; all where none does. */
  function first(usable, comesFirst) {
    const found = usable.filter(comesFirst);
    return found.length ? found : usable;
  }

  /** Whether it asks for another entry of a list of the person or the matter. */
  const endsList = ({ ask }) => !isFact(ask) && !ask.place.steps.length;

  /** The outermost list that a question is about; null where it is about none. */
  function listOf(ask) {
    const { owner, steps } = ask.place;
    if (steps.length) return topicOf(owner, steps[0][0]);
    return isFact(ask) ? null : topicOf(owner, ask.list);
  }

  /** Each judged fact under a *no*, with what is open beside it in the same *all of*. */
  function* exceptions(catalogue, ground) {
    if (!isOpen(ground.pair)) return;
    if (ground.node.kind === "all") {
      const limbs = ground.children.map(bare);
      const isNo = ({ node }) => node.kind === "not";
      const beside = limbs.filter((limb) => !isNo(limb)).flatMap((limb) => [...names(limb)]);
      for (const name of limbs.filter(isNo).flatMap((limb) => [...names(limb)])) {
        if (isJudged(catalogue, name)) yield { name, beside };
      }
    }
    for (const child of ground.children) yield* exceptions(catalogue, child);
  }

  function isJudged(catalogue, name) {
    return [MATTER, PERSON].some((kind) =>
      catalogue.kinds[kind].facts.some((fact) => fact.name === name && fact.kind === "judged"));
  }

  /** What a limb says, without its label, or the part that it names. */
  function bare(limb) {
    const { kind } = limb.node;
    return kind === "limb" || kind === "named" ? bare(limb.children[0]) : limb;
  }

  /** The facts and lists that a ground looks at where it is open. */
  function* names(ground) {
    if (!isOpen(ground.pair)) return;
    if (ground.node.kind === "at least") yield ground.node.list;
    for (const { fact } of ground.evidence || []) yield fact;
    for (const child of ground.children) yield* names(child);
  }

  /**
   * What is asked next, {ask, provision}; null where every effect is settled, or nothing that can
   * still be asked bears on the others. `asked` is every ask so far, last one last.
   */
  function next(law, catalogue, data, asked) {
    return new Ahead(law, catalogue, data, asked).next(asked);
  }

  /**
   * The outcome of each effect, in order: as amends.assess has it, and settled too where every
   * value of some one fact settles it alike. Nothing is asked about one that is settled.
   */
  function outcomes(law, catalogue, data) {
    return new Ahead(law, catalogue, data, []).outcomes();
  }

  return { next, answered, outcomes, isFact, kindOf, declared };
})();
