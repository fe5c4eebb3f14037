// What the entries of a list come to: whether there are enough, and what they add up to.
//
// Only entries of one source are known distinct, and only a closure says that there are no more.
const amendsLists = (() => {
  "use strict";

  const truth = amendsTruth;
  const { YES, NO, UNKNOWN } = truth;

  const unique = (names) => [...new Set(names)];

  // It always holds: so what the person's own facts refute refutes an open list too.
  const NO_CLOSURE = { names: [], may_be: [], but_such_as: [{}] };

  /**
   * A list with the ground of each entry by its label, and what is beyond each closure: how the
   * condition stands for anything that it does not exclude. `groundOf` has the condition's
   * ground on an entry. `sure` are the certain entries that every closure names.
   */
  function goneThrough({ entries, closures }, groundOf) {
    const certain = entries.filter((entry) => entry.certain);
    return {
      grounds: new Map(entries.map((entry) => [entry.label, groundOf(entry)])),
      entries,
      closures,
      certain,
      sure: certain.filter(({ label }) => closures.every(({ names }) => names.includes(label))),
      closed: [NO_CLOSURE, ...closures].map((closure) => ({
        labels: [...closure.names, ...closure.may_be],
        beyond: truth.anyPairs(closure.but_such_as.map((one) => groundOf(unlisted(one)).pair)),
      })),
    };
  }

  /** An entry that a closure does not exclude, with what it says of such. */
  function unlisted(facts) {
    const stated = Object.fromEntries(
      Object.entries(facts).map(([fact, says]) => [fact, [{ says }]]),
    );
    const subject = { facts: stated, lists: {}, denials: [] };
    return { label: "", source: "", identities: [], subject };
  }

  /** At least `n` entries for which a condition holds, within each pass. */
  function counted(n, list) {
    const stands = (label, pass) => {
      const ground = list.grounds.get(label);
      // A label that is not in the list is not refuted: nothing is known of that entry.
      return ground === undefined ? UNKNOWN : ground.pair[pass];
    };
    const enough = (entries, pass) =>
      ofOneSource(entries, ({ label }) => (stands(label, pass) === YES ? 1 : 0)) >= n;
    const tooFew = (foreign, pass) =>
      list.closed.some(({ labels, beyond }) => {
        const left = unique([...labels, ...foreign]).filter((one) => stands(one, pass) !== NO);
        return left.length < n && beyond[pass] === NO;
      });
    // Helping, what any source lists may count beside what a closure names. Hurting, one closure
    // is believed whatever others list, and only what every closure names is sure to count.
    const foreign = list.certain.map(({ label }) => label);
    const refuted = tooFew([], "hurting");
    return {
      helping: truth.stateOf(enough(list.certain, "helping"), tooFew(foreign, "helping")),
      hurting: truth.stateOf(!refuted && enough(list.sure, "hurting"), refuted),
    };
  }

  /** The bounds of a total; `worth` has those of each entry in the list, by its label. */
  function addedUp(list, worth) {
    // An entry that is named and not in the list may come to anything.
    const most = (labels, bound) =>
      -unique(labels)
        .map((label) => (worth.has(label) ? worth.get(label)[bound] : truth.GREATEST))
        .reduce((sum, one) => truth.lowerSum(sum, -Math.max(one, 0)), 0);
    const least = (entries, bound) =>
      ofOneSource(entries, ({ label }) => Math.max(worth.get(label)[bound], 0));
    const closed = (pass) => list.closed.filter(({ beyond }) => beyond[pass] === NO);
    const foreign = list.certain.map(({ label }) => label);
    const leastHi = closed("hurting").map(({ labels }) => most(labels, "leastHi"));
    const greatestHi = closed("helping").map(({ labels }) =>
      most([...labels, ...foreign], "greatestHi"),
    );
    return truth.bounds(
      least(list.sure, "leastLo"),
      least(list.certain, "greatestLo"),
      Math.min(truth.GREATEST, ...leastHi),
      Math.min(truth.GREATEST, ...greatestHi),
    );
  }

  /** The most that entries of one source come to: only those are known distinct. */
  function ofOneSource(entries, worth) {
    const bySource = new Map();
    for (const entry of entries) {
      const sum = bySource.get(entry.source) || 0;
      bySource.set(entry.source, truth.lowerSum(sum, worth(entry)));
    }
    return Math.max(0, ...bySource.values());
  }

  return { unique, goneThrough, counted, addedUp };
})();
