"""The function that makes text_reuse anew, out of the rules of the domain."""

import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files

from nianbao.domain.reuse import reuse

TEMPLATE = "text_reuse_made.sql"
# What stands for personal data in a masked text.
MASK = "〔[^〔〕]*〕"
# What means something between the brackets of a pattern.
SPECIAL = re.compile(r"[\[\]\\^-]")


def reuse_function() -> str:
    """The statements that make it; other rules, or another way to compare, make every year anew."""
    rules, template = reuse(), files("nianbao.store.views").joinpath(TEMPLATE).read_text("utf-8")
    return template.format(
        rules=sha256(f"{rules} {template}".encode()).hexdigest(),
        parts=compared_parts(),
        left_out=_literal(f"{MASK}|[{SPECIAL.sub(_escaped, rules.left_out)}]"),
        breaks=_literal(rules.breaks),
        become=f"repeat(chr(10), {len(rules.breaks)})",
        clause_characters=rules.clause_characters,
        text_characters=rules.text_characters,
        set_phrase_share=rules.set_phrase_share,
        set_phrase_reports=rules.set_phrase_reports,
        reports_of_a_year=rules.reports_of_a_year,
    )


def compared_parts() -> str:
    """Keys of the sections that are compared, as an array of SQL."""
    return f"ARRAY[{', '.join(_literal(part) for part in reuse().parts)}]"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _literal(words: Iterable[str]) -> str:
    """As SQL has it; the driver takes a lone % for the place of a parameter."""
    return "'" + "".join(words).replace("'", "''").replace("%", "%%") + "'"
