"""An assessment in words: why, why not, what is missing, on what the records differ.

It reads the grounds that an engine recorded and evaluates nothing.
"""

from amends.explanation.as_json import to_json
from amends.explanation.explain import Form, explain
from amends.explanation.json_schema import answers_schema, assessment_schema

__all__ = ["Form", "answers_schema", "assessment_schema", "explain", "to_json"]
