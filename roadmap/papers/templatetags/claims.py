"""Numbers and verdicts of claims, as a reader expects them."""

from math import floor, log10

from django import template

from roadmap.papers.models import Claim
from roadmap.papers.verdicts import Result, Verdict

register = template.Library()
TAG_CLASSES = {Verdict.REPRODUCED: "proven", Verdict.PARTLY: "fading", Verdict.NOT: "failed", Verdict.OPEN: ""}
MINUS = "−"


@register.filter
def measured(value: float) -> str:
    """Six significant digits, without trailing zeros: 76.40000001 -> 76.4."""
    return f"{value:.6g}".replace("-", MINUS)


@register.filter
def reproduced(result: Result) -> str:
    """Mean ± half of the interval, both to the second digit of the interval: 76.1 ± 0.38."""
    if result.mean is None:
        return "–"
    if not result.half_width:
        return measured(result.mean)
    places = 1 - floor(log10(result.half_width))
    if not 0 <= places <= 8:  # very large and very small spreads keep their own power of ten
        return f"{measured(result.mean)} ± {result.half_width:.2g}"
    return f"{result.mean:.{places}f} ± {result.half_width:.{places}f}".replace("-", MINUS)


@register.filter
def tolerance(claim: Claim) -> str:
    """How far from the reported value still counts, on the side that matters: ±0.5, −1 %, +0.02."""
    unit = " %" if claim.tolerance_kind == Claim.Tolerance.RELATIVE else ""
    sign = {Claim.Better.HIGHER: MINUS, Claim.Better.LOWER: "+"}.get(Claim.Better(claim.better), "±")
    return f"{sign}{measured(claim.tolerance)}{unit}"


@register.filter
def tag_class(verdict: Verdict) -> str:
    return TAG_CLASSES[verdict]
