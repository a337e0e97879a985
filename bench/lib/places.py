"""Where the benchmarks keep what they make."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".build-bench"


def folder(*parts):
    """A folder under the benchmarks' own, made if it is not there."""
    path = WORK.joinpath(*parts)
    path.mkdir(parents=True, exist_ok=True)
    return path
