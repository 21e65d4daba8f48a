"""A project that was published, with many remarks of which some were shown, for tests."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import insert, update

from mrapp.app.remarks.keeping import Kept, State
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Answer, Question
from mrapp.model.remark import Answered, Remark, new_id, sha256_of
from mrapp.protocol.messages import BATCH_ENTRIES, ModerationState
from mrapp.server.database.intake import ground_plans, remarks, versions
from mrapp.server.database.moderating import moderations
from tests.server.enrolled import Machine, machine_of
from tests.server.sending import NOON, Sender, push
from tests.servers import Running

DOCUMENT = Path(__file__).parents[2] / "models/spoorzone/project.json"


@dataclass
class Published:
    """The demo project at a server, and what was said about it."""

    server: Running
    project: Project
    machine: Machine
    sender: Sender = field(default_factory=Sender)
    said: list[Remark] = field(default_factory=list)

    def say(self, count: int, **given: object) -> list[Remark]:
        """Let people give remarks, with an answer to every question."""
        made = [self._remark(**given) for _ in range(count)]
        _receipt, sealed = self.sender.sealed()
        batch = [self.sender.of_remark(each, sealed) for each in made]
        for begin in range(0, count, BATCH_ENTRIES):
            push(self.machine, *batch[begin : begin + BATCH_ENTRIES])
        self.said += made
        return made

    def draw(self, plan: GroundPlan) -> None:
        """Let the server have a ground plan of the place."""
        content = plan.model_dump_json().encode()
        row = {"project": self.project.id, "number": 1, "content": content}
        with self.server.backend.database.writing() as conn:
            conn.execute(insert(ground_plans).values(row))

    def judge(self, shown: list[Remark], state: ModerationState = ModerationState.SHOWN) -> None:
        """Let somebody look at remarks."""
        with self.server.backend.database.writing() as conn:
            for each in shown:
                named = {"project": self.project.id, "remark": each.id, "id": new_id()}
                at = self.server.backend.utc_now()
                conn.execute(insert(moderations).values(named | {"state": state, "at_utc": at}))
                conn.execute(
                    update(remarks).where(remarks.c.id == each.id).values(state=state.value)
                )

    def kept(self) -> list[Kept]:
        """Return what was said as a machine has it."""
        return [Kept(n, x.id, NOON, State.SENT, x) for n, x in enumerate(self.said, 1)]

    def _remark(self, **given: object) -> Remark:
        random = self.sender.random
        form = self.project.questionnaires[-1]
        answers = {each.id: _answer(each, random) for each in form.questions}
        answered = Answered(
            questionnaire=form.id, version=form.version, asked=form.fingerprint(), answers=answers
        )
        point = (random.gauss(105_400, 150), random.gauss(424_560, 150), 1.5)
        told = {"project": self.project.id, "answered": answered, "point": point, "text": "Mooi."}
        return self.sender.maker.remark().model_copy(update=told | given)


def _answer(question: Question, random: Random) -> Answer:
    ids = [each.id for each in question.choices]
    if question.kind in ("age", "neighbourhood"):
        return random.choice([*ids[:1] * 20, *ids, RATHER_NOT])
    if question.kind in ("scale", "mood"):
        return random.randint(question.low, question.high)
    if question.kind == "pin":
        return (105_400.0, 424_560.0, 1.0)
    if question.kind in ("multiple", "ranking"):
        random.shuffle(ids)
        return tuple(ids if question.kind == "ranking" else ids[:2])
    if question.kind == "text":
        return "omdat"
    return random.choice(ids or list(question.variants or ("now",)))


def published(server: Running) -> Published:
    """Return the demo project, published at a server."""
    document = DOCUMENT.read_bytes()
    project = Project.model_validate_json(document)
    machine = machine_of(server, project.id)
    row = {
        "project": project.id,
        "number": 1,
        "title": "",
        "project_hash": sha256_of(document),
        "document": document,
        "sha256": "0" * 64,
        "size_bytes": 1,
        "published_utc": NOON,
    }
    with server.backend.database.writing() as conn:
        conn.execute(insert(versions).values(row))
    return Published(server, project, machine)
