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
    "--no-visited-state", "--text-colour", "link-image", "--small", "--inline", "--start", "--secondary",
    "--disabled", "\\[disabled\\]", ":disabled", "radios__divider", "button__start-icon", "list--number",
    "--extra-letter-spacing", "input__(wrapper|prefix|suffix)", "input--width-(3|5|20|30)", "full|one-(half|third|quarter)|two-thirds|three-quarters",
    "grid-(row|column)", "numeric", "small-text-until-tablet", "--no-border", "--no-actions", "govuk-file-upload-button",
    "focusable", "govuk-frontend-supported", "caption-m",
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
  writeFileSync(join(into, `${theme}.css`), `${licence}\n${coloured(pruned(css.slice(licence.length).trim()))}\n`);
}
