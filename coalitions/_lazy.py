"""Public names that load their module when they are first used, so that `import coalitions` stays quick however much there is.

The names stand in `__init__.pyi`, one `from .module import name as name` each, where type checkers and editors read them too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def attach(package: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` of a package, from the stub beside its `__init__.py`."""
    lines = Path(file).with_suffix(".pyi").read_text(encoding="utf-8")
    statements = re.findall(r"^from (\.[\w.]*) import \(?\s*\w+ as (\w+),?\s*\)?$", lines, re.MULTILINE)
    home = {name: module for module, name in statements}

    def getattribute(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        source = home[name]
        thing = import_module(f"{package}.{name}") if source == "." else getattr(import_module(source, package), name)
        setattr(sys.modules[package], name, thing)  # the next time it is found without coming here
        return thing

    return getattribute, lambda: sorted(home), sorted(home)
