// Compiles the themes and leaves out what no page uses. `make style` runs it.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const into = join(here, "..", "src", "amends", "pages", "style");

// Variants that govuk-frontend has and no page of ours uses: a selector with one of these goes.
const UNUSED = new RegExp(
  [
    "summary-card", "-xl\\b", "-lead\\b", "body-s\\b", "--inverse", "--muted", "--no-underline",
    "--no-visited-state", "--text-colour", "link-image", "--small", "--inline", "--start",
    "--disabled", "\\[disabled\\]", ":disabled", "radios__divider", "button__start-icon", "list--number",
    "--extra-letter-spacing", "input__(wrapper|prefix|suffix)", "input--width-(3|5|20|30)", "full|one-(half|third|quarter)|two-thirds|three-quarters",
    "grid-(row|column)", "numeric", "small-text-until-tablet", "--no-border", "--no-actions", "govuk-file-upload-button",
    "focusable", "govuk-frontend-supported", "caption-m", "body-m\\b", "(legend|label)--m", "label--s", "skip-link-focused-element",
    "upload-wrapper", "drop-zone", "checkboxes__(conditional|divider)", "button-group \\.govuk-link",
    "\\+\\.govuk-heading-l", "\\[href", "spin-button", "type=number", "list \\.govuk-list",
  ].join("|"),
);

/** The end of the block that opens at `open`. */
function closing(css, open) {
  let depth = 1;
  let at = open + 1;
  for (; depth; at += 1) depth += { "{": 1, "}": -1 }[css[at]] ?? 0;
  return at;
}

/** The style sheet without selectors that are unused, and without what is left empty. */
function pruned(css) {
  let out = "";
  for (let at = 0, open; (open = css.indexOf("{", at)) >= 0; ) {
    const end = closing(css, open);
    const head = css.slice(at, open);
    const body = css.slice(open + 1, end - 1);
    if (/^@(media|supports)/.test(head)) {
      const inside = pruned(body);
      if (inside) out += `${head}{${inside}}`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}`;
    } else {
      const kept = head.split(/,(?![^(]*\))/).filter((selector) => !UNUSED.test(selector));
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
    at = end;
  }
  return out;
}

/** The style sheet with its type said once, on screens and on paper, for all that have it: each says both. */
function typed(css) {
  const said = /font-family:[^;}]+;-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale/;
  const onPaper = /@media print\{[^{}]+\{(font-family:[^;}]+)\}\}/g;
  const [type] = said.exec(css);
  const [, paper] = onPaper.exec(css);
  const having = [];
  const rest = css.replaceAll(onPaper, "").replaceAll(/([^{}]+)\{([^{}]*)\}/g, (rule, selector, body) => {
    if (!body.includes(type)) return rule;
    having.push(selector);
    const left = body.split(type).map((part) => part.replace(/^;|;$/g, "")).filter(Boolean).join(";");
    return left && `${selector}{${left}}`;
  });
  const every = having.join(",");
  const again = type.startsWith(`${paper};`) ? "" : `@media print{${every}{${paper}}}`;
  return `${every}{${type}}${again}${rest}`;
}

/** The style sheet with its colours in their places: no page changes them. */
function coloured(css) {
  return css.replace(/var\(--govuk-[a-z-]+-colour, ([^(),]+(?:\([^()]*\))?)\)/g, "$1");
}

for (const theme of ["plain", "scotland"]) {
  const { css } = compile(join(here, `${theme}.scss`), {
    style: "compressed",
    charset: false,
    quietDeps: true,
    loadPaths: [join(here, "node_modules")],
  });
  const licence = css.slice(0, css.indexOf("*/") + 2);
  writeFileSync(join(into, `${theme}.css`), `${licence}\n${typed(coloured(pruned(css.slice(licence.length).trim())))}\n`);
}
