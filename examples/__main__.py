"""Run all examples: print what they find and write the report.

python -m examples [FOLDER]        (FOLDER is `report` unless given)
"""

from __future__ import annotations

import sys
from pathlib import Path

from examples.hadano2020 import scorecard

if __name__ == "__main__":
    scorecard.main(Path(sys.argv[1] if len(sys.argv) > 1 else "report"))
