"""What a journey tells of itself: each step, whether it held, and what is on each picture."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Step:
    """A step: what it is, what was found, and whether it held."""

    name: str
    told: list[str] = field(default_factory=list)
    held: bool = False

    def tell(self, *lines: str) -> None:
        """Say what was found."""
        self.told += lines

    def check(self, held: bool, otherwise: str) -> None:
        """Raise AssertionError with words unless something held."""
        assert held, f"{self.name}: {otherwise}"


@dataclass
class Report:
    """All steps of a journey, and what the browser was shown."""

    title: str
    steps: list[Step] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    say: Callable[[str], None] = print

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Take one step for a block; it held if nothing is raised."""
        step = Step(name)
        self.steps.append(step)
        self.say(f"{len(self.steps):2}. {name}")
        yield step
        step.held = True

    @property
    def held(self) -> bool:
        """Whether all steps held, and nothing was found wrong."""
        return bool(self.steps) and all(each.held for each in self.steps) and not self.findings

    def write(self, out: Path) -> None:
        """Write it as report.md and report.json."""
        told = {"title": self.title, "held": self.held, "figures": self.figures}
        told |= {"steps": [asdict(each) for each in self.steps]}
        told |= {"pictures": self.pictures, "findings": self.findings}
        text = json.dumps(told, indent=1, ensure_ascii=False)
        (out / "report.json").write_text(text, encoding="utf-8")
        (out / "report.md").write_text("\n".join(self._lines()) + "\n", encoding="utf-8")

    def _lines(self) -> Iterator[str]:
        yield f"# {self.title}"
        yield ""
        yield "All steps held." if self.held else "NOT all is well: see below."
        yield ""
        for number, step in enumerate(self.steps, 1):
            yield f"{number}. **{step.name}**{'' if step.held else ': DID NOT HOLD'}"
            yield from (f"   - {each}" for each in step.told)
        yield ""
        yield from (f"- {key}: {value}" for key, value in self.figures.items())
        yield ""
        yield f"Found wrong on pages: {len(self.findings) or 'nothing'}."
        yield from (f"- `{each}`" for each in self.findings)
        yield ""
        yield "| picture | what is on it |"
        yield "|---|---|"
        yield from (f"| [{name}]({name}) | {about} |" for name, about in self.pictures.items())
