"""A case answered as `amends explain` answers it."""

from __future__ import annotations

from amends.cases.case import Case
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import Form, explain
from amends.explanation.as_json import Json, to_json
from amends.scheme.law import Law


def explained(law: Law, case: Case, form: Form = "short") -> str:
    return explain(assess(law, case), law, form, settle(law, case, assess))


def as_json(law: Law, case: Case) -> dict[str, Json]:
    return to_json(assess(law, case), law, settle(law, case, assess))
