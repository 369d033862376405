"""How a curve of any report is drawn: one size, one set of colours, and SVG that stands in the page itself."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, GREY, STRONG = "#1a2b3c", "#8795a1", "#0b6e4f"
"""Text and lines, what is compared, and what is ours."""
_HEIGHT, _WIDTH = 3.6, 6.4


def canvas(title: str, x: str, y: str) -> tuple[Canvas, Axes]:
    """An empty drawing and its axes, `x` and `y` being what they show."""
    drawing = Canvas(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes = drawing.subplots()
    axes.set_title(title, fontsize=11, color=INK, loc="left")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(alpha=0.25)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return drawing, axes


def legend(axes: Axes) -> None:
    """The labels of what was drawn."""
    axes.legend(fontsize=8, frameon=False)


def svg(drawing: Canvas) -> str:
    """The drawing without a prologue, its text as text: searchable, and read aloud."""
    title = drawing.axes[0].get_title(loc="left")
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": title, "font.family": "sans-serif"}):
        out = io.StringIO()
        drawing.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    named = f'<svg role="img" aria-label="{escape(title)}" '
    return re.sub("<svg ", lambda _: named, text[text.index("<svg") :], count=1)
