"""An assessment in words: why, why not, what is missing, on what the records differ.

It reads the grounds that an engine recorded and evaluates nothing.
"""

from amends.explanation.as_json import settling_as_json, to_json
from amends.explanation.explain import Form, explain
from amends.explanation.json_schema import answers_schema, assessment_schema
from amends.explanation.settling import what_would_settle
from amends.explanation.wanted import asked, called, look_for, where_to_look

__all__ = [
    "Form",
    "answers_schema",
    "asked",
    "assessment_schema",
    "called",
    "explain",
    "look_for",
    "settling_as_json",
    "to_json",
    "what_would_settle",
    "where_to_look",
]
