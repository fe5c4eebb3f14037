"""Answer sheets: the paper that a person keeps of an answer, made, checked, renewed.

A sheet is sealed (`amends.seals`), which shows only that it has not changed. It has references and
no names; what was answered stands in it with how it is known, or is withheld.
"""

from amends.sheets.anew import sheet_anew
from amends.sheets.checking import Checked, all_answers, checked, names_withheld, shown_of
from amends.sheets.making import Answered, Unsealed, file_of, sheet_of
from amends.sheets.renewing import Renewal, check_text, renewal
from amends.sheets.shape import sheet_schema
from amends.sheets.showing import Shown, page_of, paper_of

__all__ = [
    "Answered",
    "Checked",
    "Renewal",
    "Shown",
    "Unsealed",
    "all_answers",
    "check_text",
    "checked",
    "file_of",
    "names_withheld",
    "page_of",
    "paper_of",
    "renewal",
    "sheet_anew",
    "sheet_of",
    "sheet_schema",
    "shown_of",
]
