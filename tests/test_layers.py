"""The order of imports, as import-linter sees it, and what `import coalitions` loads."""

import json
import subprocess
import sys
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent


def test_layers(capsys):
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS, (
        capsys.readouterr().out
    )


def test_import_is_light():
    code = (
        "import sys, time; s = time.process_time(); "
        "from coalitions import TUGame, shapley_value, enumerate_nash, claims; t = time.process_time() - s; "
        "import json; print(json.dumps([t, sorted(sys.modules)]))"
    )
    seconds, modules = json.loads(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    )
    assert "numpy" in modules
    assert "coalitions.families.glove" not in modules, "a module that was not asked for"
    heavy = {"scipy", "sympy", "matplotlib", "pandas", "networkx", "nashpy", "hypothesis"}
    assert not heavy & set(modules)
    assert seconds < 1  # 0.3 s are meant; this is a guard against a heavy import, not a benchmark


def test_the_unrelated_distribution_is_refused(tmp_path):
    package = tmp_path / "coalitions"
    source = Path(__import__("coalitions").__file__).parent
    for path in source.rglob("*.py"):
        target = package / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (package / "coalitionalgame.py").write_text("class CoalitionalGame: ...\n")
    for statement in ("import coalitions", "from coalitions.games.tu import TUGame"):
        run = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, cwd=tmp_path, check=False)
        assert run.returncode != 0
        assert "pip uninstall -y coalitions coalition-theory" in run.stderr
