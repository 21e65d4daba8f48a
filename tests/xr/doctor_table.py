"""Stages every fault that can be staged, asks the doctor, and writes down what it said.

`python -m tests.xr.rig -m tests.xr.doctor_table` makes the table in docs/vr-device.md anew.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mrapp.model.headset_errors import ERROR_OF
from mrapp.model.headset_faults import HeadsetFault
from mrapp.xr.doctor import diagnose
from mrapp.xr.examining import PROBE, ask
from mrapp.xr.registered import registered_runtime
from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix, prefix
from tests.xr.rig.service import Service, running_service

PAGE = inside.ROOT / "docs" / "vr-device.md"
BEGIN = "<!-- doctor: made by python -m tests.xr.rig -m tests.xr.doctor_table -->"
END = "<!-- end of doctor -->"
_NOBODY = 65534
# What goes wrong in the middle of a visit: nothing for a doctor who is asked before it.
_LATER = (HeadsetFault.LOST, HeadsetFault.HELD, HeadsetFault.BROKEN)


@dataclass(frozen=True)
class Staged:
    """One fault as it was brought about, and what it should be found to be; None: nothing.

    asks: whether the runtime is asked too, and not only how the machine is set. timeout_s: how long
    it may take; short for one that never answers.
    """

    how: str
    fault: HeadsetFault | None
    stage: Callable[["Stage"], None]
    asks: bool = True
    timeout_s: float = 60.0


class Stage:
    """A runtime, a folder to spoil things in, and variables that are put back."""

    def __init__(self, debian: Prefix, service: Service, folder: Path) -> None:
        self.debian, self.service, self.folder = debian, service, folder
        self.put_back: list[Callable[[], object]] = []
        os.environ.pop("DISPLAY", None)
        os.environ.update(service.client)

    def name(self, manifest: Path) -> None:
        """Let the variable name a file of ours."""
        os.environ["XR_RUNTIME_JSON"] = str(manifest)

    def write(self, text: str) -> Path:
        """Write a file that says where a runtime is."""
        path = self.folder / "runtime.json"
        path.write_text(text, encoding="utf-8")
        return path


def _nothing_set(stage: Stage) -> None:
    del os.environ["XR_RUNTIME_JSON"]
    os.environ.update(XDG_CONFIG_HOME=str(stage.folder), XDG_CONFIG_DIRS=str(stage.folder))


def _no_json(stage: Stage) -> None:
    stage.name(stage.write("{"))


def _no_library(stage: Stage) -> None:
    stage.name(stage.write('{"runtime": {}}'))


def _file_gone(stage: Stage) -> None:
    stage.name(stage.folder / "gone.json")


def _library_gone(stage: Stage) -> None:
    stage.name(stage.write('{"runtime": {"library_path": "./libopenxr_gone.so"}}'))


def _library_broken(stage: Stage) -> None:
    (stage.folder / "libopenxr_broken.so").write_text("no library")
    told = {"runtime": {"name": "Broken", "library_path": "./libopenxr_broken.so"}}
    stage.name(stage.write(json.dumps({"file_format_version": "1.0.0", **told})))


def _forbidden(stage: Stage) -> None:
    path = stage.write("{}")
    path.chmod(0)
    stage.name(path)
    if os.geteuid() == 0:
        # Nothing is closed to an administrator.
        stage.folder.chmod(0o755)
        os.seteuid(_NOBODY)
        stage.put_back.append(lambda: os.seteuid(0))


def _silent(stage: Stage) -> None:
    stage.service.kill()
    stage.put_back.append(stage.service.start)


def _held_up(stage: Stage) -> None:
    os.kill(stage.service.pid, signal.SIGSTOP)
    stage.put_back.append(lambda: os.kill(stage.service.pid, signal.SIGCONT))


def _no_loader(stage: Stage) -> None:
    broken = stage.folder / "xr" / "__init__.py"
    broken.parent.mkdir()
    broken.write_text('raise ImportError("libopenxr_loader.so: cannot open shared object file")')
    os.environ["PYTHONPATH"] = str(stage.folder)


def _no_context(stage: Stage) -> None:
    os.environ["__EGL_VENDOR_LIBRARY_DIRS"] = str(stage.folder)


def _well(_stage: Stage) -> None:
    return


STAGED = (
    Staged("nothing is set", HeadsetFault.NO_RUNTIME, _nothing_set),
    Staged("the file that is named is gone", HeadsetFault.MANIFEST_UNREADABLE, _file_gone),
    Staged("it is no JSON", HeadsetFault.MANIFEST_UNREADABLE, _no_json),
    Staged("it names no library", HeadsetFault.MANIFEST_UNREADABLE, _no_library),
    Staged("its library is gone", HeadsetFault.LIBRARY_MISSING, _library_gone),
    Staged("its library is broken", HeadsetFault.LIBRARY_MISSING, _library_broken),
    Staged("the file is closed to this user", HeadsetFault.PERMISSION, _forbidden, asks=False),
    Staged("the loader does not load", HeadsetFault.LOADER_MISSING, _no_loader),
    Staged("the service ended", HeadsetFault.RUNTIME_SILENT, _silent),
    Staged("the service is held up, 5 s given", HeadsetFault.TIMED_OUT, _held_up, timeout_s=5.0),
    Staged("no OpenGL that can be shared", HeadsetFault.NO_CONTEXT, _no_context),
    Staged("all is well", None, _well),
)


@contextmanager
def _stage(debian: Prefix, service: Service) -> Iterator[Stage]:
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="mrapp-doctor-") as folder:
        stage = Stage(debian, service, Path(folder))
        try:
            yield stage
        finally:
            for back in stage.put_back:
                back()
            os.environ.clear()
            os.environ.update(before)


def row_of(staged: Staged, debian: Prefix, service: Service) -> list[str]:
    """Stage a fault and return what was said. Raises AssertionError: it was taken for another."""
    with _stage(debian, service) as stage:
        staged.stage(stage)
        command = inside.command(debian, *PROBE[1:])
        answer = ask(command, staged.timeout_s) if staged.asks else None
        found = diagnose(registered_runtime(), answer)
        faults = (staged.fault,) if staged.fault else ()
        said = {each: found.findings[0].text(each) for each in ("nl", "en")}
        assert found.faults == faults, f"{staged.how}: {found.faults}, {said['en']}"
        # Of another person's machine nobody needs the paths, and they differ each time.
        hidden = {str(stage.folder): "…", str(debian.manifest.parent): "…"}
    for path, instead in hidden.items():
        said = {each: text.replace(path, instead) for each, text in said.items()}
    return [staged.how, staged.fault or "–", said["nl"], said["en"]]


def table(rows: list[list[str]]) -> str:
    """Return what was said as Markdown, and the words of each fault that was not staged."""
    seen = {row[1] for row in rows}
    rest = [fault for fault in HeadsetFault if fault not in {*seen, *_LATER}]
    heads = ["staged", "found", "in Dutch", "in English"]
    lines = [heads, ["---"] * 4, *rows]
    lines += [
        ["*not staged*", fault, *(_words(fault, language) for language in ("nl", "en"))]
        for fault in rest
    ]
    return "\n".join(map(as_line, lines))


def as_line(row: list[str]) -> str:
    """Return a row as Markdown."""
    return f"| {' | '.join(row)} |"


def _words(fault: HeadsetFault, language: str) -> str:
    """Return what would be said, with an ellipsis for what only the moment knows."""
    unknown = dict.fromkeys(("code", "asked", "found", "step", "detail", "runtime"), "…")
    return ERROR_OF[fault](**unknown).text(language)


def written(page: str, made: str) -> str:
    """Return a page with the table in it."""
    before, _, rest = page.partition(BEGIN)
    _old, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def main() -> int:
    """Stage everything, and write the page anew."""
    debian = prefix()
    # Not the scripted one: it would wait for its turn among the tests.
    with running_service(debian, "simulated") as service:
        rows = [row_of(staged, debian, service) for staged in STAGED]
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), table(rows)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
