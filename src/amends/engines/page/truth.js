// What is stated, brought to readings, and compared under each of them: no condition yet.
//
// Plain data throughout. A state is "yes", "no" or "unknown"; a pair is {helping, hurting}.
// Values are what one statement leaves possible: {codes: [number]}, {lo, hi} (days as
// ordinals, counts, sums) or {start: {lo, hi}, end: {lo, hi}}. Bounds are a quantity over
// all its readings: least and greatest lower bound, least and greatest upper one.
const amendsTruth = (() => {
  "use strict";

  const YES = "yes";
  const NO = "no";
  const UNKNOWN = "unknown";

  // Beyond everything that can be stated. Two of them added are still exact in a double, and
  // what a double rounds in a product is so large that it is cut off here all the same.
  const GREATEST = 1e15;
  const LEAST = -GREATEST;

  /** What a plain object holds under a name; `otherwise` if nothing. */
  function held(object, name, otherwise) {
    return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : otherwise;
  }

  // --- states and pairs ---

  function negate(state) {
    if (state === UNKNOWN) return UNKNOWN;
    return state === YES ? NO : YES;
  }

  /** The state that beats the others if any is it; unknown beats the last. Of nothing: the last. */
  function strongest(states, beats) {
    if (states.includes(beats)) return beats;
    return states.includes(UNKNOWN) ? UNKNOWN : negate(beats);
  }

  function joined(pairs, beats) {
    return {
      helping: strongest(pairs.map((pair) => pair.helping), beats),
      hurting: strongest(pairs.map((pair) => pair.hurting), beats),
    };
  }

  const allPairs = (pairs) => joined(pairs, NO);
  const anyPairs = (pairs) => joined(pairs, YES);

  /** What helps X hurts not-X: the passes are swapped with the answers. */
  function negatePair(pair) {
    return { helping: negate(pair.hurting), hurting: negate(pair.helping) };
  }

  const same = (state) => ({ helping: state, hurting: state });

  /** Each pass leans to its own side: that side if some reading is, the other only if all are. */
  function pairOverReadings(states) {
    if (!states.length) return same(UNKNOWN);
    return { helping: strongest(states, YES), hurting: strongest(states, NO) };
  }

  // --- values and readings ---

  function meetSpans(one, other) {
    const lo = Math.max(one.lo, other.lo);
    const hi = Math.min(one.hi, other.hi);
    return lo <= hi ? { lo, hi } : null;
  }

  /** A period as a case states it: it ends no earlier than it starts, and is narrowed to that. */
  function period(start, end) {
    return {
      start: { lo: start.lo, hi: Math.min(start.hi, end.hi) },
      end: { lo: Math.max(start.lo, end.lo), hi: end.hi },
    };
  }

  /** What both leave possible; null where they cannot be true together. */
  function meet(one, other) {
    if (one.codes) {
      const codes = one.codes.filter((code) => other.codes.includes(code));
      return codes.length ? { codes } : null;
    }
    if (!one.start) return meetSpans(one, other);
    // Each ends no earlier than it starts, and so does what both leave possible.
    const start = meetSpans(one.start, other.start);
    const end = meetSpans(one.end, other.end);
    return start && end ? { start, end } : null;
  }

  /**
   * Single values enough to find every reading: whatever statements can be true together, one
   * of these lies in all of them. For spans that is the greatest lower end; for periods the
   * latest first day with the earliest last one.
   */
  function points(stated) {
    const day = (value) => ({ lo: value, hi: value });
    return stated.flatMap((values) => {
      if (values.codes) return values.codes.map((code) => ({ codes: [code] }));
      if (!values.start) return [day(values.lo)];
      const last = values.end.hi;
      return stated
        .filter((other) => other.start.lo <= last)
        .map((other) => ({ start: day(other.start.lo), end: day(last) }));
    });
  }

  /**
   * The maximal sets of statements that can be true together, each met with each other. All
   * statements are never met at once: that would throw away what each side of a conflict says.
   */
  function readings(stated) {
    if (stated.length < 2) return stated;
    const groups = new Map();
    for (const point of points(stated)) {
      const group = stated.flatMap((values, place) => (meet(values, point) ? [place] : []));
      groups.set(group.join(), group);
    }
    const all = [...groups.values()];
    const inside = (one, other) =>
      one.length < other.length && one.every((place) => other.includes(place));
    return all
      .filter((group) => !all.some((other) => inside(group, other)))
      .map((group) => group.map((place) => stated[place]).reduce(meet));
  }

  function isExact(values) {
    if (values.codes) return values.codes.length === 1;
    if (values.start) return isExact(values.start) && isExact(values.end);
    return values.lo === values.hi;
  }

  // --- days ---

  // Ordinals of the Gregorian calendar, carried back: day 1 is 1 January of the year 1. The
  // browser's own dates know time zones and read years below 100 otherwise.
  const LAST_YEAR = 9999;
  const LAST_DAY = 3652059;

  function daysIn(year, month) {
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  }

  function ordinalOf(year, month, day) {
    const before = year - 1;
    let days = before * 365 + Math.floor(before / 4);
    days += Math.floor(before / 400) - Math.floor(before / 100);
    for (let past = 1; past < month; past += 1) days += daysIn(year, past);
    return days + day;
  }

  function dateOf(ordinal) {
    let left = ordinal - 1;
    const taken = (length, most) => {
      const count = Math.min(Math.floor(left / length), most);
      left -= count * length;
      return count;
    };
    // The last day of 400 years, and of 4, is one more than a century or a year would hold.
    let year = 1 + 400 * taken(146097, Infinity);
    year += 100 * taken(36524, 3);
    year += 4 * taken(1461, Infinity);
    year += taken(365, 3);
    let month = 1;
    while (left >= daysIn(year, month)) {
      left -= daysIn(year, month);
      month += 1;
    }
    return { year, month, day: left + 1 };
  }

  /**
   * A day moved on by years and months, then by days; `rule` says which day it is where that
   * month has no such day. An open bound stays open; off the calendar, a bound becomes open.
   */
  function shiftDay(day, years, months, days, rule) {
    if (day < 1 || day > LAST_DAY) return day;
    let from = day;
    if (years || months) {
      const start = dateOf(day);
      const count = (start.year + years) * 12 + start.month - 1 + months;
      const year = Math.floor(count / 12);
      const month = count - year * 12 + 1;
      if (year > LAST_YEAR) return GREATEST;
      if (year < 1) return LEAST;
      const last = daysIn(year, month);
      from = ordinalOf(year, month, Math.min(start.day, last));
      if (start.day > last && rule === "first of next") from += 1;
    }
    const moved = from + days;
    if (moved > LAST_DAY) return GREATEST;
    return moved >= 1 ? moved : LEAST;
  }

  /** How many of `start`, `start` plus 1 year, plus 2 years … are on or before `end`. */
  function yearsBegun(start, end, rule) {
    if (end < 1 || start > LAST_DAY) return 0;
    if (start < 1 || end > LAST_DAY) return GREATEST;
    const years = dateOf(end).year - dateOf(start).year;
    if (years < 0) return 0;
    return years + (shiftDay(start, years, 0, 0, rule) <= end ? 1 : 0);
  }

  // --- quantities as bounds ---

  const UNBOUNDED = bounds(LEAST, LEAST, GREATEST, GREATEST);

  function bounds(leastLo, greatestLo, leastHi, greatestHi) {
    return { leastLo, greatestLo, leastHi, greatestHi };
  }

  const exactly = (value) => bounds(value, value, value, value);

  function boundsOf(spans) {
    if (!spans.length) return UNBOUNDED;
    const los = spans.map((span) => span.lo);
    const his = spans.map((span) => span.hi);
    return bounds(Math.min(...los), Math.max(...los), Math.min(...his), Math.max(...his));
  }

  /** What never falls when a quantity grows goes through each of its bounds by itself. */
  function through(change, among) {
    const each = (bound) => change(among.map((one) => one[bound]));
    return bounds(each("leastLo"), each("greatestLo"), each("leastHi"), each("greatestHi"));
  }

  const latest = (among) => through((values) => Math.max(...values), among);
  const earliest = (among) => through((values) => Math.min(...values), among);

  function shift(of, years, months, days, rule) {
    return through(([day]) => shiftDay(day, years, months, days, rule), [of]);
  }

  /**
   * If-then-else: over the two states of the test, the least of the leasts and the greatest of
   * the greatests. Unknown is one of the two, and no reading tells which.
   */
  function choose(test, then, otherwise) {
    const two = [then, otherwise];
    const unsure = {
      ...earliest(two),
      leastHi: Math.max(then.leastHi, otherwise.leastHi),
      greatestHi: Math.max(then.greatestHi, otherwise.greatestHi),
    };
    const met = [test.helping, test.hurting].map(
      (state) => ({ [YES]: then, [NO]: otherwise, [UNKNOWN]: unsure })[state],
    );
    const [least, greatest] = [earliest(met), latest(met)];
    return bounds(least.leastLo, greatest.greatestLo, least.leastHi, greatest.greatestHi);
  }

  /** `lower` done to the lower bounds, and to the upper ones seen from the other end. */
  function bothEnds(lower, among) {
    const at = (bound) => lower(...among.map((one) => one[bound]));
    const seen = (bound) => -lower(...among.map((one) => -one[bound]));
    return bounds(at("leastLo"), at("greatestLo"), seen("leastHi"), seen("greatestHi"));
  }

  /** Never so high a lower bound that it says more than is known. */
  const limited = (value) => Math.min(Math.max(value, LEAST), GREATEST - 1);

  /** The sum is open where one of the two is: so near the end, nothing can be told from it. */
  function lowerSum(one, other) {
    return Math.min(one, other) <= LEAST + 1 ? LEAST : limited(one + other);
  }

  const plus = (one, other) => bothEnds(lowerSum, [one, other]);

  /** What is taken away goes through the bounds the other way. */
  function minus(whole, less) {
    const turned = bounds(-less.greatestHi, -less.leastHi, -less.greatestLo, -less.leastLo);
    return plus(whole, turned);
  }

  function times(of, factor) {
    return factor === 1 ? of : bothEnds((bound) => limited(bound * factor), [of]);
  }

  /** How many times a size has begun; the more there is, the more have. */
  function begun(of, size) {
    const count = (amount) =>
      amount >= GREATEST - 1 ? GREATEST : Math.ceil(Math.max(amount, 0) / size);
    return through(([amount]) => count(amount), [of]);
  }

  /** The more years, the later it ends and the earlier it starts. */
  function startedYears(start, end, rule) {
    return bounds(
      yearsBegun(start.greatestHi, end.leastLo, rule),
      yearsBegun(start.leastHi, end.greatestLo, rule),
      yearsBegun(start.greatestLo, end.leastHi, rule),
      yearsBegun(start.leastLo, end.greatestHi, rule),
    );
  }

  // --- comparisons ---

  function stateOf(isYes, isNo) {
    if (isYes) return YES;
    return isNo ? NO : UNKNOWN;
  }

  /** Each pass picks, for each side, the reading that suits it. */
  function atMost(left, right) {
    return {
      helping: stateOf(left.leastHi <= right.greatestLo, left.leastLo > right.greatestHi),
      hurting: stateOf(left.greatestHi <= right.leastLo, left.greatestLo > right.leastHi),
    };
  }

  function less(left, right) {
    return {
      helping: stateOf(left.leastHi < right.greatestLo, left.leastLo >= right.greatestHi),
      hurting: stateOf(left.greatestHi < right.leastLo, left.greatestLo >= right.leastHi),
    };
  }

  /** `zones` has a letter for each code: y covered, o left open by the law, n neither. */
  function member(values, zones) {
    const letters = values.codes.map((code) => zones[code]);
    return stateOf(
      letters.every((letter) => letter === "y"),
      letters.every((letter) => letter === "n"),
    );
  }

  function sameCode(one, two) {
    const both = one.codes.filter((code) => two.codes.includes(code));
    return stateOf(both.length === 1 && isExact(one) && isExact(two), !both.length);
  }

  /** A date or period as a period: a day not known closer starts and ends on it. */
  const extent = (values) => (values.start ? values : { start: values, end: values });

  function overlaps(left, right) {
    return stateOf(
      left.start.hi <= right.end.lo && right.start.hi <= left.end.lo,
      left.start.lo > right.end.hi || right.start.lo > left.end.hi,
    );
  }

  /** `partly` is what lying only partly within amounts to: unknown where the law leaves it open. */
  function within(inner, outer, partly) {
    const wholly = stateOf(
      outer.start.hi <= inner.start.lo && inner.end.hi <= outer.end.lo,
      outer.start.lo > inner.start.hi || inner.end.lo > outer.end.hi,
    );
    if (partly === NO) return wholly;
    const touching = overlaps(inner, outer);
    if (partly === YES) return touching;
    return stateOf(wholly === YES, touching === NO);
  }

  /** One comparison over the readings of two facts: a state for each pair of readings. */
  function overPairs(compare, left, right) {
    return pairOverReadings(left.flatMap((one) => right.map((two) => compare(one, two))));
  }

  return {
    held, YES, NO, UNKNOWN, LEAST, GREATEST,
    same, stateOf, allPairs, anyPairs, negatePair, pairOverReadings,
    period, readings, isExact, extent, daysIn, ordinalOf, dateOf,
    bounds, exactly, boundsOf, latest, earliest, shift, choose, plus, minus, times, lowerSum,
    begun, startedYears,
    atMost, less, member, sameCode, overlaps, within, overPairs,
  };
})();
