"""How things are shown: one table of rows, rendered as text, HTML, LaTeX or a pandas frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from .errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

MAX_ROWS = 64
PLAIN = (int, float, str, Fraction, type(None))


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, column headers, the first rows (raw values, never strings of numbers) and how many rows there are in all."""

    caption: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    total: int

    def shown(self) -> Sequence[Sequence[Any]]:
        """The rows that a display has room for."""
        return self.rows[:MAX_ROWS]


def format_value(value: Any, digits: int | None = None) -> str:
    """A value as text: fractions as fractions, unless `digits` asks for a decimal display."""
    if digits is not None and isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return (
            f"{value:.{digits}f}" if isinstance(value, float) else f"{Decimal(value.numerator) / value.denominator:.{digits}f}"
        )
    return str(value)


def to_html(table: Table, digits: int | None = None) -> str:
    """A plain table that inherits the colors of the page, so that it is legible in dark mode too."""
    cell = 'style="text-align: left; padding: 0.1em 0.8em"'
    head = "".join(f"<th {cell}>{escape(h)}</th>" for h in table.headers)
    body = "".join(
        "<tr>" + "".join(f"<td {cell}>{escape(format_value(v, digits))}</td>" for v in row) + "</tr>" for row in table.shown()
    )
    hidden = table.total - len(table.shown())
    more = f'<tr><td {cell} colspan="{len(table.headers)}">… and {hidden} more rows</td></tr>' if hidden > 0 else ""
    caption = f'<caption style="text-align: left; caption-side: top">{escape(table.caption)}</caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}{more}</tbody></table>"


def latex_value(value: Any, digits: int | None = None) -> str:
    """A value for math mode: a Fraction as \\frac, a SymPy expression in its own LaTeX, a name as text."""
    if digits is None and isinstance(value, Fraction) and value.denominator != 1:
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        mantissa, power, exponent = format_value(value, digits).partition("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if power else mantissa
    if hasattr(value, "_repr_latex_"):
        return str(value._repr_latex_()).strip("$").removeprefix(r"\displaystyle ")
    return rf"\text{{{escape_latex(str(value))}}}"


def escape_latex(text: str) -> str:
    """Text with the characters that LaTeX reads as commands made harmless."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    special |= {c: "\\" + c for c in "&%$#_{}"}
    return "".join(special.get(c, c) for c in text)


def to_latex(table: Table, digits: int | None = None) -> str:
    """A booktabs table (needs \\usepackage{booktabs} in the preamble)."""
    lines = [r"\begin{tabular}{" + "l" * len(table.headers) + "}", r"\toprule"]
    lines += [" & ".join(escape_latex(h) for h in table.headers) + r" \\", r"\midrule"]
    for row in table.shown():
        cells = (escape_latex(v) if isinstance(v, str) else f"${latex_value(v, digits)}$" for v in row)
        lines.append(" & ".join(cells) + r" \\")
    if table.total > len(table.shown()):
        lines.append(rf"\multicolumn{{{len(table.headers)}}}{{l}}{{\dots}} \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}"])


def to_frame(table: Table) -> pd.DataFrame:
    """The table as a pandas DataFrame; its first column is the index, and fractions stay fractions."""
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError(
            "expected pandas for a DataFrame, but it is not installed. Write: pip install 'coalition-theory[pandas]'"
        ) from None
    rows = [
        [cell if isinstance(cell, PLAIN) or hasattr(cell, "free_symbols") else str(cell) for cell in row] for row in table.rows
    ]
    frame = pd.DataFrame(rows, columns=list(table.headers), dtype=object)
    return frame.set_index(table.headers[0])
