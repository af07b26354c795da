"""What one school sends: its forms in files, sent once or more often."""

from copy import deepcopy
from dataclasses import dataclass, field

from benchmarks.inbox.annexes import Unit, blank_form, document_form, usage_form
from benchmarks.inbox.books import Sent, paragraphs, write_sent
from benchmarks.inbox.forms import Form
from benchmarks.inbox.junk import make_junk
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.naming import Naming
from benchmarks.inbox.nil import nil_record
from benchmarks.inbox.places import School
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.reports import Report, make_report
from benchmarks.inbox.truth import Artifact
from benchmarks.inbox.words.nil import NIL_SENTENCES
from benchmarks.inbox.words.texts import NARRATIVE_BEFORE, SCHOOL_DEPARTMENTS
from benchmarks.inbox.writers.archive import write_zip


@dataclass(slots=True)
class Parcel:
    """The files of one sender; `disk` maps paths on disk to bytes where zips hide the artifacts."""

    artifacts: list[Artifact]
    disk: dict[str, bytes] = field(default_factory=dict)


def unit_of(school: School) -> Unit:
    """The school as one who fills in."""
    return Unit(school.key, school.name, school.code)


def report_of(mess: Mess, registry: Registry, school: School) -> Report:
    """What a school has to report: often nothing for Annex 1, sometimes for Annex 2."""
    usages = 0 if mess.chance(0.12) else mess.pick((1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
    documents = 0 if mess.chance(0.4) else mess.pick((1, 1, 2, 2, 3, 5))
    prefix = f"{school.name[-6:-2]}校字" if mess.chance(0.5) else f"{school.town}教"
    return make_report(mess, registry, prefix, (usages, documents), SCHOOL_DEPARTMENTS)


# Kinds under which the same fact may look like another one: not for what is sent again.
UNSTEADY = {"school_short": 0.0, "kind_column": 0.0}


def is_steady(artifacts: list[Artifact]) -> bool:
    """Whether the same facts sent again in another form are sure to be the same facts."""
    kinds = {kind for a in artifacts for record in a.records for kind in record.mess}
    return not kinds & {"school_short", "kind_by_column"}


class Sender:
    """Makes the parcel of one school."""

    def __init__(
        self, mess: Mess, naming: Naming, report: Report, formats: tuple[tuple[str, float], ...]
    ) -> None:
        self.mess, self.naming, self.report, self.formats = mess, naming, report, formats
        self.unit = unit_of(naming.school)

    def parcel(self) -> Parcel:
        """All files of the school."""
        artifacts = self._statement() if self._says_nothing() else self._forms()
        artifacts += self._again(artifacts)
        if self.naming.told == "folder":
            for artifact in artifacts:
                artifact.mess.add("school_folder")
        if self.mess.on("junk"):
            where = f"{self.naming.folder}/" if self.naming.folder else ""
            artifacts.append(make_junk(self.mess, f"{where}{self.unit.name}"))
        if self.mess.on("zipped"):
            return self._zip(artifacts)
        return Parcel(artifacts, {a.path: a.data for a in artifacts})

    def _says_nothing(self) -> bool:
        return not self.report.usages and self.mess.on("nil_statement")

    def _format(self, *, single: bool) -> str:
        chosen = self.mess.weighted(self.formats)
        while chosen == "csv" and not single:
            chosen = self.mess.weighted(self.formats)
        if single and self.mess.on("html_as_xls"):
            return "html"
        return "strict" if chosen == "xlsx" and self.mess.on("strict_ooxml") else chosen

    def _annex(self, mess: Mess, annex: int) -> Form:
        if mess.on("blank_table"):
            return blank_form(mess, self.unit, annex, self.naming.tell)
        if annex == 2:
            return usage_form(mess, self.unit, self.report.usages, self.naming.tell)
        return document_form(mess, self.unit, self.report, self.naming.tell)

    def _forms(self) -> list[Artifact]:
        if self.mess.on("both_in_workbook"):
            mess = self.mess.fork()
            mess.note("both_in_workbook")
            order = (2, 1) if mess.chance(0.1) else (1, 2)
            sent = Sent([self._annex(mess, annex) for annex in order], mess)
            return [write_sent(sent, self.naming.path(None), self._format(single=False))]
        artifacts: list[Artifact] = []
        for annex in (1, 2):
            mess = self.mess.fork()
            sent = Sent([self._annex(mess, annex)], mess)
            form = self._format(single=True)
            path = self._free(self.naming.path(annex), {a.path for a in artifacts})
            other = deepcopy(sent) if form != "html" and self.mess.on("other_format") else None
            artifacts.append(write_sent(sent, path, form))
            artifacts += self._other_format(other, path, form) if other else []
        return [*artifacts, *self._revised(artifacts)]

    def _free(self, path: str, taken: set[str]) -> str:
        return path if not any(p.startswith(f"{path}.") for p in taken) else f"{path}（2）"

    def _other_format(self, sent: Sent, path: str, form: str) -> list[Artifact]:
        sent.mess = Mess(self.mess.rng, sent.mess.share, sent.mess.seen | {"other_format"})
        other = next(f for f in ("docx", "xlsx", "xls") if f != form)
        return [write_sent(sent, path, other)]

    def _revised(self, sent: list[Artifact]) -> list[Artifact]:
        """An earlier Annex 2 with a row less."""
        whole = [
            a for a in sent if a.records and a.records[0].annex == 2 and "revised" not in a.mess
        ]
        if len(self.report.usages) < 2 or not whole or not is_steady(whole):
            return []
        if not self.mess.on("revised"):
            return []
        mess = Mess(self.mess.rng, self.mess.share | UNSTEADY)
        mess.note("revised")
        earlier = usage_form(mess, self.unit, self.report.usages[:-1], "must")
        where = f"{self.naming.folder}/" if self.naming.folder else ""
        path = f"{where}{self.unit.name}附件2（初稿）"
        return [write_sent(Sent([earlier], mess), path, self._format(single=True))]

    def _statement(self) -> list[Artifact]:
        """A Word page that says: none."""
        self.mess.note("nil_statement")
        sentence = self.mess.pick([s for s in NIL_SENTENCES[2] if "APP" in s and "校" in s])
        body = [
            f"{self.unit.name}APP排查情况说明",
            *NARRATIVE_BEFORE[:1],
            sentence,
            self.unit.name,
            "2023年7月15日",
        ]
        records = [nil_record(annex, self.unit.name, self.unit.key) for annex in (1, 2)]
        for record in records:
            record.optional, record.table = record.annex == 1, "*"
            record.mess.add("nil_statement")
        data = paragraphs(body, str(self.mess.rng.random()))
        where = f"{self.naming.folder}/" if self.naming.folder else ""
        return [
            Artifact(
                f"{where}{self.unit.name}零报告.docx",
                data,
                "docx",
                ("read",),
                None,
                records,
                {"nil_statement"},
            )
        ]

    def _again(self, sent: list[Artifact]) -> list[Artifact]:
        """The same bytes under another name."""
        if not sent or not self.mess.on("same_bytes"):
            return []
        first = self.mess.pick(sent)
        stem, _, ending = first.path.rpartition(".")
        first.twins = first.path
        copy = Artifact(
            f"{stem}{self.mess.pick((' - 副本', '(2)', '（重发）'))}.{ending}",
            first.data, first.form,
            first.outcomes, first.tables, [r.copy() for r in first.records],
            first.mess | {"same_bytes"}, first.twins,
        )  # fmt: skip
        return [copy]

    def _zip(self, artifacts: list[Artifact]) -> Parcel:
        gbk, nested = self.mess.on("zip_gbk"), self.mess.on("zip_nested")
        where = f"{self.naming.folder}/" if self.naming.folder else ""
        path, inner = f"{where}{self.unit.name}.zip", "附件.zip" if nested else ""
        members = [(a.path.removeprefix(where), a.data) for a in artifacts]
        kinds = {"zipped"} | ({"zip_gbk"} if gbk else set()) | ({"zip_nested"} if nested else set())
        for artifact, (name, _) in zip(artifacts, members, strict=True):
            artifact.path = "!/".join(part for part in (path, inner, name) if part)
            artifact.mess |= kinds
        data = write_zip(members, gbk=gbk)
        if nested:
            data = write_zip([(inner, data)], gbk=gbk)
        return Parcel(artifacts, {path: data})
