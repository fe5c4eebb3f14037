"""The questionnaire page as a person goes through it in Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

from amends.notation.shelf import Shelved, load
from amends.questionnaire.on_paper import Look
from amends.questionnaire.page import made_page
from amends.scheme.law import Law, as_at
from amends.truth.edtf import day

ON = day(2025, 6, 1)

Answers = Mapping[str, Callable[[], None] | str | None]
"""The label of an answer, or what to do, by a part of the question; None ends there."""


@dataclass(frozen=True, repr=False)
class Made:
    """A page with the law that it is of."""

    law: Law
    shelved: Shelved
    text: str


@cache
def made(name: str, on: int = ON, theme: str = "plain") -> Made:
    """The page of a scheme of the shelf, without worked cases."""
    shelved = load(name)
    law = as_at(shelved.scheme, on, {})
    text = made_page(law, shelved.sha256, "0", Look(theme))
    return Made(law, shelved, text)


@dataclass(frozen=True)
class Asking:
    """A page that is open in a browser, and what a person does on it."""

    page: Page
    made: Made

    @property
    def heading(self) -> str:
        """The heading of what is shown."""
        return self.app.locator("h1").inner_text()

    @property
    def app(self) -> Locator:
        """What is shown, without what is for paper."""
        return self.page.locator("#app")

    @property
    def said(self) -> str:
        """All that is shown."""
        return self.app.inner_text()

    def press(self, name: str) -> None:
        """Press a button or follow a link of that name."""
        found = self.app.get_by_role("button", name=name, exact=True)
        (found if found.count() else self.app.get_by_role("link", name=name, exact=True)).click()

    def choose(self, label: str) -> None:
        """Choose an answer and go on."""
        self.app.get_by_label(label, exact=True).check()
        self.press("Continue")

    def begin(self, whose: str = "My own") -> None:
        """Start, and say whose it is."""
        self.press("Start now")
        self.choose(whose)

    def date(self, *parts: str, which: str = "first") -> None:
        """Type a day, a month and a year; an empty one is left out."""
        for name, text in zip(("day", "month", "year"), parts, strict=True):
            self.app.locator(f"#answer-{which}-{name}").fill(text)

    def go_through(self, answers: Answers) -> list[str]:
        """Answer each question by the first key that is in it, "not sure" where none is.

        It ends where no question is shown, or one whose answer is None; the headings met, in order.
        """
        met: list[str] = []
        while len(met) < 100 and self.app.locator("form").count():
            asked = self.heading
            met.append(asked)
            known = [answers[key] for key in answers if key in asked]
            if not known:
                self.not_sure()
            elif isinstance(known[0], str):
                self.choose(known[0])
            elif known[0] is None:
                break
            else:
                known[0]()
        return met

    def not_sure(self) -> None:
        """Say that one is not sure; that there is no other conviction where that is asked."""
        if "to ask about?" in self.heading:
            self.choose("No, that is all")
        elif self.app.get_by_role("button", name="I am not sure").count():
            self.press("I am not sure")
        else:
            self.choose("Not sure")

    def save(self, folder: Path) -> Path:
        """Save the answers to a file."""
        with self.page.expect_download() as download:
            self.press("Save my answers to a file")
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def outcomes(self) -> list[str]:
        """The outcome of each effect of each matter, in order."""
        found = self.app.locator("section[data-outcome]")
        return [one.get_attribute("data-outcome") or "" for one in found.all()]

    def leads(self) -> list[str]:
        """The first sentences of each answer, in order."""
        return self.app.locator("section .govuk-body-l").all_inner_texts()


def opened(page: Page, what: Made, folder: Path) -> Asking:
    """The page opened from disk."""
    path = folder / "check.html"
    path.write_text(what.text, encoding="utf-8")
    page.goto(path.as_uri())
    return Asking(page, what)


# Goes through the page by chance: every form is filled in somehow and sent, until all is asked.
# Then the answer is shown and read, the answers are saved, and the page is begun anew.
_BY_CHANCE = """async ([seed, years]) => {
  let state = seed * 2654435761 % 4294967296;
  const chance = (n) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor(state / 4294967296 * n);
  };
  const app = document.getElementById("app");
  const press = (name) =>
    [...app.querySelectorAll("button")].find((one) => one.textContent === name).click();
  const texts = (within, what) => [...within.querySelectorAll(what)].map((one) => one.textContent);
  const met = [];
  press("Start now");
  while (met.length < 300) {
    const form = app.querySelector("form");
    if (!form) break;
    const [asked] = texts(app, "h1");
    met.push(asked);
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const radios = [...form.querySelectorAll("input[type=radio]")];
    const unsure = [...form.querySelectorAll("button")].find((one) => one.type === "button");
    if (unsure && !chance(5)) {
      unsure.click();
      continue;
    }
    if (radios.length) {
      // Another entry or matter once in a while, so that it comes to an end.
      const isMore = /^(Is there another|.*Is there any)/.test(asked);
      const least = isMore && chance(2) ? 1 : 0;
      // What comes first is what a law looks for, often enough: else little would ever apply.
      const chosen = radios[chance(3) ? least : least + chance(radios.length - least)];
      chosen.checked = true;
      chosen.dispatchEvent(new Event("change"));
    }
    for (const [nth, box] of boxes.entries()) box.checked = nth < 2 || !chance(4);
    for (const box of form.querySelectorAll("input[type=text]")) {
      const [part] = box.id.split("-").slice(-1);
      if (part === "year") box.value = String(years[0] + chance(years[1] - years[0] + 1));
      else if (part === "month") box.value = chance(3) ? String(1 + chance(12)) : "";
      else if (part === "day") box.value = chance(2) ? String(1 + chance(28)) : "";
      else box.value = String(chance(4) * chance(1000));
    }
    form.requestSubmit();
  }
  // Of some answers how they are known: it changes nothing in what is answered.
  const links = () =>
    [...app.querySelectorAll("dd a")].filter((one) => one.textContent.startsWith("How I know"));
  for (let times = chance(4); times && links().length; times -= 1) {
    links()[chance(links().length)].click();
    app.querySelectorAll("input[type=radio]")[chance(3)].checked = true;
    for (const box of app.querySelectorAll("input[type=checkbox]")) box.checked = !chance(4);
    app.querySelector("form").requestSubmit();
  }
  press("Show the answer");
  const answers = [...app.querySelectorAll("section")].map((one) => ({
    effect: one.dataset.effect || "",
    outcome: one.dataset.outcome || "",
    leads: texts(one, ".govuk-body-l"),
    items: [...one.querySelectorAll(":scope > div")].map((part) =>
      [texts(part, "h2, h3").join(), texts(part, "li")]),
  }));
  const original = URL.createObjectURL;
  const file = await new Promise((resolve) => {
    URL.createObjectURL = (blob) => {
      blob.text().then(resolve);
      return "data:,";
    };
    press("Save my answers to a file");
  });
  URL.createObjectURL = original;
  [...app.querySelectorAll("a")].find((one) => one.textContent.startsWith("Start again")).click();
  press("Yes, forget all answers");
  return JSON.stringify({ met, answers, file });
}"""


@dataclass(frozen=True)
class Shown:
    """What an answer shows of one effect; both empty for what is told of no effect."""

    effect: str
    outcome: str
    leads: tuple[str, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...]

    def listed(self, heading: str) -> list[str]:
        """The items under a heading that begins so."""
        return [item for name, items in self.items if name.startswith(heading) for item in items]


@dataclass(frozen=True)
class Walk:
    """The headings met on a way through the page, the answer, and the file of what was told."""

    met: tuple[str, ...]
    answers: tuple[Shown, ...]
    file: str

    @property
    def leads(self) -> list[str]:
        """The first sentences of each answer, in order."""
        return [lead for one in self.answers for lead in one.leads]


def by_chance(asking: Asking, seed: int, years: tuple[int, int]) -> Walk:
    """Go through the page by chance, up to its answer; it stands at its start again after."""
    told = json.loads(asking.page.evaluate(_BY_CHANCE, [seed, list(years)]))
    answers = tuple(
        Shown(
            one["effect"],
            one["outcome"],
            tuple(one["leads"]),
            tuple((name, tuple(items)) for name, items in one["items"]),
        )
        for one in told["answers"]
    )
    return Walk(tuple(told["met"]), answers, told["file"])
