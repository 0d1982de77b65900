"""Django shows nothing for a name it does not know: in our templates, during the suite, that is a fault."""

from pathlib import Path
from typing import Any

import pytest
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import Context

OURS = str(Path(__file__).resolve().parent.parent.parent / "jalon")
DEFAULTS = {"default", "default_if_none"}

resolve_variable = Variable.resolve
resolve_expression = FilterExpression.resolve
unresolved: list[Variable] = []


def refuse_undefined_variables(patch: pytest.MonkeyPatch) -> None:
    """An unknown name fails the test wherever it stands, an unknown attribute where it is printed."""
    patch.setattr(Variable, "resolve", noting_resolve)
    patch.setattr(FilterExpression, "resolve", strict_resolve)


def noting_resolve(self: Variable, context: Context) -> Any:
    """Django's own, keeping the variables that could not be resolved."""
    try:
        return resolve_variable(self, context)
    except VariableDoesNotExist:
        unresolved.append(self)
        raise


def strict_resolve(self: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
    """Django's own, then a fault for what it passed over in silence."""
    unresolved.clear()
    value = resolve_expression(self, context, ignore_failures)
    if self.var in unresolved and not forgiven(self, context, ignore_failures):
        pytest.fail(f"{{{{ {self.token} }}}} is undefined in {template_name(context)}")
    return value


def forgiven(expression: FilterExpression, context: Context, ignore_failures: bool) -> bool:
    """Django's own templates; the optional parameters of a component; what `if` asks of an object, or has a default."""
    name = template_name(context)
    if not name.startswith(OURS):
        return True
    if expression.var.lookups[0] not in context:
        return "/components/" in name
    return ignore_failures or any(function.__name__ in DEFAULTS for function, _ in expression.filters)


def template_name(context: Context) -> str:
    """The file of the template being rendered."""
    template = context.render_context.template or context.template
    return str(template.origin.name) if template else ""
