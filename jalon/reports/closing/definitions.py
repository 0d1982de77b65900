"""What each figure of a letter was, in words and numbers: kept with it, and compared with what it has become."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from jalon.indicators.engine import Filters, with_needs
from jalon.indicators.kinds import Count, Derived, Indicator, Mean
from jalon.indicators.parameters import OF_PROTOCOL, parameters
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.reports.figures import plain

Definition = dict[str, str]


def definition(indicator: Indicator) -> Definition:
    """Its name, what it says, how it is made, where from, and the fingerprint of the last three."""
    said = [indicator.definition, indicator.formula, indicator.source, _made(indicator)]
    return {
        "label": indicator.label,
        "definition": indicator.definition,
        "formula": indicator.formula,
        "source": indicator.source,
        "fingerprint": hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest(),
    }


def _made(indicator: Indicator) -> str:
    match indicator:
        case Derived():
            return indicator.calculation
        case Mean():
            return indicator.over.formula
        case Count():
            return f"{indicator.unit} {indicator.moment}"
    return ""


def definitions(codes: Iterable[str], window: Window, filters: Filters) -> dict[str, Any]:
    """The definitions of these figures and of all they are made of, and the numbers of the protocol. Two queries."""
    found = with_needs(INDICATORS[code] for code in codes)
    held = parameters(window, filters)
    return {
        "indicators": {each.code: definition(each) for each in found},
        "parameters": {name: plain(held[name]) for name in OF_PROTOCOL},
    }


def changed(kept: Mapping[str, Any]) -> list[str]:
    """The names of the figures that are no longer defined as they were, and of those that are no longer there."""
    return [
        said["label"]
        for code, said in kept["indicators"].items()
        if code not in INDICATORS or definition(INDICATORS[code])["fingerprint"] != said["fingerprint"]
    ]
