// A law, compiled to data, applied to one case: outcomes, and what they turn on.
//
// amends.assess(law, data) is pure: it reads no clock, no network and no document. What `law`
// and `data` hold is said where Python makes them (engines/page/compiling.py and cases.py).
// Names come from schemes, so no object is asked for a name that it may have inherited.
const amends = (() => {
  "use strict";

  const truth = amendsTruth;
  const lists = amendsLists;
  const { held, YES, NO, UNKNOWN } = truth;
  const PERSON = "person";
  const MATTER = "matter";

  const { unique } = lists;

  // --- who and what each name stands for ---

  function caseScope(data) {
    const subjects = new Map([[PERSON, data.person], [MATTER, data.matter]]);
    return { subjects, identities: new Map([[MATTER, data.identities]]) };
  }

  function withEntry(scope, name, entry) {
    const identities = [...entry.identities, [entry.source, entry.label]];
    return {
      subjects: new Map(scope.subjects).set(name, entry.subject),
      identities: new Map(scope.identities).set(name, identities),
    };
  }

  /** The readings of one fact; none of them is silence. */
  function evidenceOf(ref, scope) {
    const statements = held(scope.subjects.get(ref.of).facts, ref.fact, []);
    return { fact: ref.fact, readings: truth.readings(statements.map((one) => one.says)) };
  }

  // --- conditions ---
  //
  // A ground is one condition with its pair of states and what they rest on: `children` are
  // the grounds inside it, `evidence` the facts compared, `list` what was gone through. `denied`
  // is whether anybody denies a named part.

  class Evaluator {
    constructor(law) {
      this.law = law;
      this.bodies = law.parts.map(() => new Map());
    }

    ground(node, scope) {
      switch (node.kind) {
        case "in":
        case "same":
        case "within":
        case "overlaps":
          return this.comparison(node, scope);
        case "at most":
        case "less": {
          const children = [];
          const left = this.quantity(node.left, scope, children);
          const right = this.quantity(node.right, scope, children);
          const pair = node.kind === "less" ? truth.less(left, right) : truth.atMost(left, right);
          const evidence = node.refs.map((ref) => evidenceOf(ref, scope));
          return { node, pair, children, evidence };
        }
        case "all":
        case "any": {
          const children = node.limbs.map((limb) => this.ground(limb, scope));
          const join = node.kind === "all" ? truth.allPairs : truth.anyPairs;
          return { node, pair: join(children.map((limb) => limb.pair)), children };
        }
        case "not": {
          const body = this.ground(node.body, scope);
          return { node, pair: truth.negatePair(body.pair), children: [body] };
        }
        case "limb": {
          const body = this.ground(node.body, scope);
          return { node, pair: body.pair, children: [body] };
        }
        case "at least":
          return this.atLeast(node, scope);
        case "another":
          return { node, pair: truth.same(another(node.name, scope)), children: [], evidence: [] };
        case "named":
          return this.named(node, scope);
        case "left open":
          return { node, pair: truth.same(node.state), children: [], evidence: [] };
        default:
          throw new TypeError(`no such condition: ${node.kind}`);
      }
    }

    /** A comparison over the readings of one fact, or the pairs of readings of two. */
    comparison(node, scope) {
      const evidence = node.refs.map((ref) => evidenceOf(ref, scope));
      const [left, right] = evidence.map((one) => one.readings);
      return { node, pair: this.compared(node, left, right), children: [], evidence };
    }

    compared(node, left, right) {
      if (node.kind === "in") {
        return truth.pairOverReadings(left.map((values) => truth.member(values, node.zones)));
      }
      if (node.kind === "same") return truth.overPairs(truth.sameCode, left, right);
      const compare = node.kind === "overlaps"
        ? truth.overlaps
        : (inner, outer) => truth.within(inner, outer, node.partly);
      const outer = node.period ? [node.period] : right.map(truth.extent);
      return truth.overPairs(compare, left.map(truth.extent), outer);
    }

    /** The bounds of a quantity; the grounds of the tests inside it are added to `tests`. */
    quantity(node, scope, tests) {
      const inside = (part) => this.quantity(part, scope, tests);
      const rule = this.law.day_rule;
      switch (node.kind) {
        case "recorded":
          return truth.boundsOf(evidenceOf(node.ref, scope).readings);
        case "fixed":
          return truth.exactly(node.value);
        case "shift":
          return truth.shift(inside(node.date), node.years, node.months, node.days, rule);
        case "latest":
          return truth.latest(node.among.map(inside));
        case "earliest":
          return truth.earliest(node.among.map(inside));
        case "choose": {
          const test = this.ground(node.test, scope);
          tests.push(test);
          return truth.choose(test.pair, inside(node.then), inside(node.otherwise));
        }
        case "plus":
          return truth.plus(inside(node.one), inside(node.other));
        case "minus":
          return truth.minus(inside(node.whole), inside(node.less));
        case "times":
          return truth.times(inside(node.quantity), node.factor);
        case "begun":
          return truth.begun(inside(node.quantity), node.size);
        case "total":
          return this.total(node, scope, tests);
        case "started years":
          return truth.startedYears(inside(node.start), inside(node.end), rule);
        default:
          throw new TypeError(`no such quantity: ${node.kind}`);
      }
    }

    /** A named part, applied to the matter or to somebody in scope. */
    named(node, scope) {
      const part = this.law.parts[node.part];
      const isOfMatter = part.about === MATTER;
      const subject = scope.subjects.get(isOfMatter ? MATTER : node.of);
      const body = this.bodyOf(node.part, subject, scope);
      const denials = subject.denials.concat(
        isOfMatter ? scope.subjects.get(PERSON).denials : [],
      );
      const denied = denials.includes(part.name);
      return { node, pair: denied ? overridden(body.pair) : body.pair, children: [body], denied };
    }

    /** The ground of a part's condition: once for each subject, however often it is named. */
    bodyOf(place, subject, scope) {
      const part = this.law.parts[place];
      const known = this.bodies[place];
      if (!known.has(subject)) {
        // A definition applied to someone sees that person and nothing else.
        const seen = part.about === MATTER
          ? scope
          : { subjects: new Map([[PERSON, subject]]), identities: new Map() };
        known.set(subject, this.ground(part.body, seen));
      }
      return known.get(subject);
    }

    /** A list gone through: each entry with its ground, each closure with what is beyond it. */
    atLeast(node, scope) {
      const nothing = { entries: [], closures: [] };
      const stated = held(scope.subjects.get(node.of).lists, node.list, nothing);
      const list = lists.goneThrough(stated, (entry) =>
        this.ground(node.where, withEntry(scope, node.name, entry)),
      );
      return { node, pair: lists.counted(node.count, list), children: [], list };
    }

    /** What the entries of a list come to; one that comes to less than nothing adds nothing. */
    total(node, scope, tests) {
      const test = { ...this.atLeast(node.adding, scope), adds: true };
      tests.push(test);
      const worth = new Map(
        test.list.entries.map((entry) => [
          entry.label,
          this.quantity(node.value, withEntry(scope, node.name, entry), []),
        ]),
      );
      return lists.addedUp(test.list, worth);
    }
  }

  // --- single conditions ---

  /** A denial overrides the term only: it refutes, unless the body is established. */
  function overridden(pair) {
    return { helping: pair.helping === YES ? YES : NO, hurting: NO };
  }

  /** Whether an entry is not the matter: by references in one and the same register. */
  function another(name, scope) {
    const ofMatter = scope.identities.get(MATTER) || [];
    const shared = scope.identities
      .get(name)
      .flatMap((one) => ofMatter.filter((other) => other[0] === one[0]).map((other) => [one, other]));
    if (shared.some(([one, other]) => one[1] === other[1])) return NO;
    return shared.length ? YES : UNKNOWN;
  }

  // --- what an outcome turns on ---

  const isDisputed = (pair) => pair.helping !== pair.hurting;
  const isOpen = (pair) => isDisputed(pair) || pair.helping === UNKNOWN;
  const isUnsure = (pair) => pair.helping === UNKNOWN || pair.hurting === UNKNOWN;

  /**
   * The grounds on which one turns, in the order of the scheme, each with the provision to
   * cite. A definition applied to a person is cited by the provision that applies it. `inside`
   * are the named parts entered on the way, outermost first.
   */
  function* leaves(law, ground, citedAs = "", inside = []) {
    const { node } = ground;
    switch (node.kind) {
      case "named": {
        const part = law.parts[node.part];
        const [body] = ground.children;
        const applied = citedAs || (part.about === PERSON ? node.provision : "");
        const changed = ground.denied &&
          (ground.pair.helping !== body.pair.helping || ground.pair.hurting !== body.pair.hurting);
        if (changed) yield { ground, provision: applied || part.provision, inside };
        if (!changed || isDisputed(ground.pair)) {
          yield* leaves(law, body, applied, [...inside, node]);
        }
        return;
      }
      case "not":
      case "limb":
      case "all":
      case "any":
        for (const limb of turningLimbs(ground)) yield* leaves(law, limb, citedAs, inside);
        return;
      default:
        // A test inside a quantity bears on it through its bounds only: what is settled may
        // rest on a settled one, what is open may hang on an open one.
        for (const test of ground.children) {
          if (isOpen(test.pair) === isOpen(ground.pair)) {
            yield* leaves(law, test, citedAs, inside);
          }
        }
        yield { ground, provision: citedAs || node.provision, inside };
    }
  }

  /** Settled by some limbs: those. Settled the other way: every limb. Open: each open limb. */
  function turningLimbs({ node, pair, children }) {
    if (node.kind !== "all" && node.kind !== "any") return children;
    if (isOpen(pair)) return children.filter((limb) => isOpen(limb.pair));
    if (pair.helping !== (node.kind === "all" ? NO : YES)) return children;
    return children.filter((limb) => !isOpen(limb.pair) && limb.pair.helping === pair.helping);
  }

  /** The provisions to cite: for a membership the list as cited, else where it stands. */
  function provisions({ ground: { node }, provision }) {
    if (node.kind === "in" && node.cites.length) return node.cites;
    return provision ? [provision] : [];
  }

  const inexact = ({ readings }) => !readings.length || !readings.every(truth.isExact);

  /** The facts, lists and open points that a leaf in an unknown state waits for. */
  function wanted({ ground }) {
    const { node, pair, evidence } = ground;
    if (!isUnsure(pair)) return [];
    if (node.kind === "at least") return [node.list];
    const wants = node.kind === "in" ? (one) => membershipWants(node, one) : inexact;
    const points = openPoints(ground).map((number) => `open point ${number}`);
    return [...evidence.filter(wants).map((one) => one.fact), ...totals(node), ...points.sort()];
  }

  /** Whether knowing the fact closer could help: it is silent, or an open reading is a choice. */
  function membershipWants(node, { readings }) {
    if (!readings.length) return true;
    return readings.some(
      (values) => values.codes.length > 1 && truth.member(values, node.zones) === UNKNOWN,
    );
  }

  /** The numbers of the open points that a comparison itself waits for. */
  function openPoints({ node, evidence }) {
    switch (node.kind) {
      case "in":
        return node.open
          .filter(({ codes }) =>
            evidence[0].readings.some((values) => values.codes.some((one) => codes.includes(one))))
          .map(({ point }) => point);
      case "left open":
        return [node.point];
      case "within":
        return node.point && !evidence.some(inexact) ? [node.point] : [];
      default:
        return [];
    }
  }

  /** The facts, lists and denied terms on whose conflict a leaf turns. */
  function disputed(law, { ground: { node, pair, evidence } }) {
    if (!isDisputed(pair)) return [];
    if (node.kind === "named") return [law.parts[node.part].name];
    if (node.kind === "at least") return [node.list];
    const facts = evidence.filter(({ readings }) => readings.length > 1).map((one) => one.fact);
    return [...facts, ...totals(node)];
  }

  /** The lists that a comparison adds up. */
  const totals = (node) => node.totals || [];

  // --- assessments ---

  function outcomeOf(pair) {
    if (isDisputed(pair)) return "contested";
    return { [YES]: "applies", [NO]: "does_not_apply", [UNKNOWN]: "undetermined" }[pair.helping];
  }

  /** The grounds of a part where it is applied to the matter or its person. */
  function* applications(ground, place) {
    if (ground.node.kind === "named" && ground.node.part === place) yield ground;
    for (const child of ground.children) yield* applications(child, place);
  }

  /** Whether the law presumes on: only while an outcome is open, and what is given holds. */
  function isPresumed(effect, ground) {
    if (!effect.presumption || outcomeOf(ground.pair) !== "undetermined") return false;
    if (effect.presumption.given === null) return true;
    const given = [...applications(ground, effect.presumption.given)];
    return given.some(({ pair }) => outcomeOf(pair) === "applies");
  }

  /**
   * How much an effect brings, told as a range (null is no bound) with what would tell it closer;
   * null where it does not apply, or brings no money. It never bears on an outcome.
   */
  function amountOf(evaluator, { amount }, outcome, scope) {
    if (!amount || outcome === "does_not_apply") return null;
    const ground = evaluator.ground(amount.counted, scope);
    const sum = evaluator.quantity(amount.sum, scope, []);
    const least = sum.leastLo <= truth.LEAST + 1 ? null : sum.leastLo;
    const most = sum.greatestHi >= truth.GREATEST - 1 ? null : sum.greatestHi;
    return {
      provision: amount.provision,
      least,
      most,
      disputed: sum.leastLo !== sum.greatestLo || sum.leastHi !== sum.greatestHi,
      wanted: least !== null && least === most ? [] : stillWanted(evaluator.law, ground),
      ground,
    };
  }

  /** What is not known in a quantity, however the comparison of it stands. */
  function stillWanted(law, { node, evidence, children }) {
    const tests = children
      .filter((test) => isOpen(test.pair))
      .flatMap((test) => [...leaves(law, test, "")].flatMap(wanted));
    const facts = evidence.filter(inexact).map((one) => one.fact);
    // A list whose every test says all of it; two totals of one list may stand differently.
    const lists = totals(node).filter((name) =>
      children.some((test) => test.adds && test.node.list === name && !isTold(test)));
    return unique([...facts, ...lists, ...tests]);
  }

  /** Whether all is known of a list: whoever closes it names its entries, and each is known. */
  function isTold({ list: { entries, certain, closures, grounds } }) {
    const closed = closures.every(({ names, may_be, but_such_as }) =>
      !may_be.length && !but_such_as.length && names.length === certain.length
      && certain.every(({ label }) => names.includes(label)));
    const known = entries.every((entry) => entry.certain && !isLoose(grounds.get(entry.label)));
    return closures.length > 0 && closed && known;
  }

  function isLoose({ pair, evidence, children, list }) {
    const inside = [...children, ...(list ? list.grounds.values() : [])];
    return isOpen(pair) || (evidence || []).some(inexact) || inside.some(isLoose);
  }

  /**
   * A case under a law: {status, effects, parts}.
   *
   * Each of `effects` has `effect`, `outcome`, `provisions`, `wanted`, `disputed`, `presumed`,
   * `amount` and the `ground` that the others were read from. `parts` has the pair of every part of the
   * law, applied to the matter and its person. Outside the law's force both are empty, and the
   * status says so: that is never a no.
   */
  function assess(law, data) {
    if (!law.in_force) return { status: "not_in_force", effects: [], parts: [] };
    const evaluator = new Evaluator(law);
    const scope = caseScope(data);
    const grounds = law.parts.map(({ provision }, part) =>
      evaluator.ground({ kind: "named", part, of: PERSON, provision }, scope),
    );
    const effects = law.effects.map((effect) => {
      const found = assessed(law, effect, grounds[effect.part]);
      return { ...found, amount: amountOf(evaluator, effect, found.outcome, scope) };
    });
    const none = law.recorded_by !== null && outcomeOf(grounds[law.recorded_by].pair);
    return {
      status: none === "does_not_apply" ? "no_conviction_recorded" : "assessed",
      effects,
      parts: grounds.map(({ pair }, place) => ({ name: law.parts[place].name, ...pair })),
    };
  }

  function assessed(law, effect, ground) {
    const turning = [...leaves(law, ground, "")];
    return {
      effect: effect.name,
      outcome: outcomeOf(ground.pair),
      provisions: unique(turning.flatMap(provisions)),
      wanted: unique(turning.flatMap(wanted)),
      disputed: unique(turning.flatMap((leaf) => disputed(law, leaf))),
      presumed: isPresumed(effect, ground),
      ground,
    };
  }

  return { assess, leaves };
})();
