// Values in words, as explanation/values_in_words.py has them, and what is typed made into values.
const amendsValues = (() => {
  "use strict";

  const truth = amendsTruth;
  const { LEAST, GREATEST } = truth;
  const MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ];
  const LAST_DAY = 3652059;

  // --- in words ---

  function joined(words, last) {
    if (words.length < 2) return words.join("");
    return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
  }

  const either = (words) => joined(words, "or");
  const listed = (words) => joined(words, "and");

  /** The text with a capital and a final stop. */
  function sentence(text) {
    const begun = text.slice(0, 1).toUpperCase() + text.slice(1);
    return /(?:[.?!]|\."|\?")$/.test(begun) ? begun : `${begun}.`;
  }

  /** What a value says; `codes` are the words of its vocabulary, where it has one. */
  function inWords(values, type, codes) {
    if (values.codes) return either(values.codes.map((place) => codes[place]).sort());
    if (values.start) return period(values);
    return type === "date" ? dayWithin(values) : numberWithin(values, type);
  }

  function dateParts(ordinal) {
    const { year, month, day: ofMonth } = truth.dateOf(ordinal);
    return { year, month, day: ofMonth, name: `${MONTHS[month - 1]} ${year}` };
  }

  function day(ordinal) {
    if (ordinal < 1 || ordinal > LAST_DAY) return "a day not known";
    const on = dateParts(ordinal);
    return `${on.day} ${on.name}`;
  }

  function grouped(digits) {
    return String(digits).replace(/\B(?=(\d{3})+$)/g, ",");
  }

  function number(value, type) {
    const sign = value < 0 ? "-" : "";
    const size = Math.abs(value);
    if (type !== "money") return sign + grouped(size);
    return `${sign}${grouped(Math.floor(size / 100))}.${String(size % 100).padStart(2, "0")}`;
  }

  function dayWithin({ lo, hi }) {
    if (lo === hi) return day(lo);
    const whole = monthsOf({ lo, hi });
    return whole ? `some day in ${whole}` : between(lo, hi);
  }

  function between(lo, hi) {
    if (lo < 1) return hi > LAST_DAY ? "a day not known" : `some day up to ${day(hi)}`;
    if (hi > LAST_DAY) return `some day from ${day(lo)} on`;
    const [first, last] = [dateParts(lo), dateParts(hi)];
    let start = day(lo);
    if (first.name === last.name) start = String(first.day);
    else if (first.year === last.year) start = start.replace(` ${first.year}`, "");
    if (hi === lo + 1) return `${start} or ${day(hi)}`;
    return `some day between ${start} and ${day(hi)}`;
  }

  /** Whole months or years as such: `March 1900`, `1900`, `1900 to 1909`; else nothing. */
  function monthsOf({ lo, hi }) {
    if (lo < 1 || hi > LAST_DAY) return "";
    const [first, last] = [dateParts(lo), dateParts(hi)];
    if (first.day !== 1 || last.day !== truth.daysIn(last.year, last.month)) return "";
    const areYears = first.month === 1 && last.month === 12;
    const names = [first, last].map((one) => (areYears ? String(one.year) : one.name));
    return [...new Set(names)].join(" to ");
  }

  function numberWithin({ lo, hi }, type) {
    if (lo === hi) return number(lo, type);
    if (lo <= LEAST) return hi >= GREATEST ? "a number not known" : `at most ${number(hi, type)}`;
    if (hi >= GREATEST) return `at least ${number(lo, type)}`;
    return `${number(lo, type)} to ${number(hi, type)}`;
  }

  function period({ start, end }) {
    if (start.lo === end.lo && start.hi === end.hi) {
      return dayWithin(start).replace("some day", "some time");
    }
    const whole = [start, end].map(monthsOf);
    if (whole.some((one) => one.includes(" to "))) {
      return `from ${dayWithin(start)}, until ${dayWithin(end)}`;
    }
    return `from ${whole[0] || dayWithin(start)} to ${whole[1] || dayWithin(end)}`;
  }

  // --- what is typed ---
  //
  // A day as it is typed is {day, month, year}, each a text that may be empty. What comes of it
  // is {span, iso}, or {error, parts}: what is wrong, and the boxes in which it is.

  const EVERY = ["day", "month", "year"];
  const isEmpty = (typed) => EVERY.every((part) => !typed[part].trim());

  function monthNumber(text) {
    if (/^\d{1,2}$/.test(text)) return Number(text);
    const plain = text.toLowerCase().replace(/\.$/, "");
    if (plain.length < 3) return 0;
    return 1 + MONTHS.findIndex((name) => name.toLowerCase().startsWith(plain));
  }

  function wrong(error, ...parts) {
    return { error, parts };
  }

  /**
   * The year that is typed; two figures are of the hundred years from 1900 (truth/date_parts.py),
   * unless by the day `latest` they could be of those after too.
   */
  function readYear(text, latest) {
    if (/^[1-9]\d{3}$/.test(text)) return { year: Number(text) };
    if (!/^'?\d\d$/.test(text)) return wrong("Enter the year in four figures, such as 1950.", "year");
    const year = 1900 + Number(text.slice(-2));
    if (truth.ordinalOf(year + 100, 1, 1) > latest) return { year };
    return wrong(`Enter the year in four figures: ${year} or ${year + 100}.`, "year");
  }

  /** A day as it is typed, which is not after the day `latest`. */
  function readDay(typed, latest) {
    const on = readParts(typed, latest);
    if (on.error || on.span.lo <= latest) return on;
    return wrong("This day has not come yet. Enter one that has, or leave it out.", ...EVERY);
  }

  function readParts(typed, latest) {
    const [day, month, year] = EVERY.map((part) => typed[part].trim());
    if (!day && !month && !year) {
      return wrong("Enter the date as far as you know it, or say that you are not sure.", ...EVERY);
    }
    if (!year) {
      return wrong("Enter the year: without it, a day or month says too little.", "year");
    }
    const found = readYear(year, latest);
    if (found.error) return found;
    if (day && !month) return wrong("Enter the month too, or leave the day out.", "month");
    const [y, m, d] = [found.year, monthNumber(month), Number(day)];
    if (month && !(m >= 1 && m <= 12)) {
      return wrong("Enter the month as a number from 1 to 12, or its name.", "month");
    }
    if (day && !/^\d{1,2}$/.test(day)) return wrong("Enter the day as a number.", "day");
    if (day && !(d >= 1 && d <= truth.daysIn(y, m))) {
      return wrong(`${MONTHS[m - 1]} ${y} has no day ${d}.`, "day");
    }
    return dated(y, month && m, day && d);
  }

  /** A year, a month or a day as the days in it, and as a case file has it. */
  function dated(y, m, d) {
    const two = (part) => String(part).padStart(2, "0");
    const first = truth.ordinalOf(y, m || 1, d || 1);
    const last = d ? first : truth.ordinalOf(y, m || 12, truth.daysIn(y, m || 12));
    const iso = [y, ...(m ? [two(m)] : []), ...(d ? [two(d)] : [])].join("-");
    return { span: { lo: first, hi: last }, iso };
  }

  /**
   * What is typed of a period: {how: "day", first} or {how: "time", first, last}. It comes to
   * {says, written}, or to {error, of, parts}: `of` says which of the two days.
   */
  function readPeriod({ how, first, last }, latest) {
    if (how === "day") {
      const on = readDay(first, latest);
      if (on.error) return { ...on, of: "first" };
      return { says: { start: on.span, end: on.span }, written: on.iso };
    }
    if (isEmpty(first) && isEmpty(last)) {
      const error = "Enter when it began or when it ended, or say that you are not sure.";
      return { error, of: "first", parts: EVERY };
    }
    const ends = { first: { span: { lo: LEAST, hi: GREATEST } }, last: null };
    ends.last = ends.first;
    for (const [of, typed] of [["first", first], ["last", last]]) {
      if (!isEmpty(typed)) ends[of] = readDay(typed, latest);
      if (ends[of].error) return { ...ends[of], of };
    }
    if (ends.last.span.hi < ends.first.span.lo) {
      const error = "The end is before the beginning. Enter an end that is not earlier.";
      return { error, of: "last", parts: EVERY };
    }
    const written = Object.fromEntries(
      [["from", ends.first.iso], ["to", ends.last.iso]].filter(([, iso]) => iso),
    );
    return { says: truth.period(ends.first.span, ends.last.span), written };
  }

  /** What is typed of a date: `first` is the day. */
  function readDate({ first }, latest) {
    const on = readDay(first, latest);
    return on.error ? { ...on, of: "first" } : { says: on.span, written: on.iso };
  }

  const NUMBER = /^(?:\d{1,3}(?:[, ]\d{3})+|\d{1,15})$/;
  const SUM = /^[£$€]?\s?(\d{1,3}(?:[, ]\d{3})+|\d{1,12})(?:\.(\d\d))?$/;

  /** What is typed of a number or a sum, which a case file has in the smallest coin. */
  function readNumber(text, type) {
    const plain = text.trim();
    const found = type === "money" ? SUM.exec(plain) : NUMBER.test(plain) && [plain, plain];
    if (!plain) return wrong("Enter a number, or say that you are not sure.");
    if (!found) {
      return wrong(type === "money"
        ? "Enter a sum in figures, such as 12 or 12.50."
        : "Enter a whole number in figures, such as 3.");
    }
    const whole = Number(found[1].replace(/[, ]/g, ""));
    const value = type === "money" ? whole * 100 + Number(found[2] || 0) : whole;
    return { says: { lo: value, hi: value }, written: value };
  }

  /**
   * What is typed of a fact of a type: its value, and as a case file has it; or what is wrong.
   * No day after `latest` is taken.
   */
  function read(type, typed, latest = GREATEST) {
    if (type === "date") return readDate(typed, latest);
    if (type === "period") return readPeriod(typed, latest);
    return readNumber(typed.number, type);
  }

  /** The parts of a day as a case file has it: what would be typed for it; null for none. */
  function typedDay(iso) {
    const found = /^([1-9]\d{3})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
    if (!found) return null;
    const [, year, month, day] = found;
    return { year, month: month || "", day: day || "" };
  }

  return {
    either, listed, sentence, inWords, day, number,
    read, typedDay,
  };
})();
