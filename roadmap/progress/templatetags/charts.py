"""The charts of the dashboard, each drawn once for what it says."""

from __future__ import annotations

from typing import Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from roadmap.fragments import Fragments
from roadmap.progress.charts.chart import Chart

register = template.Library()

# Some 5 to 100 KB each: what a score of learners look at.
CHARTS: Final = Fragments("progress/_chart.html", most=128)


@register.simple_tag(takes_context=True)
def whole_chart(context: Context, chart: Chart) -> SafeString:
    """`progress/_chart.html`, which reads all of a chart but the drawing, and of the dashboard its query."""
    shown = context["shown"]
    words = (chart.question, chart.answer, chart.caption, chart.columns, chart.words, chart.nothing)
    told = (chart.key, words, tuple(chart.rows), shown.query)
    return CHARTS.draw(told, {"chart": chart, "shown": shown})
