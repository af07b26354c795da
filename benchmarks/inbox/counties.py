"""What counties send: a workbook with a sheet per school, a summary, and their own Annex 1."""

from benchmarks.inbox.annexes import (
    Unit,
    document_form,
    summary_documents,
    summary_form,
    usage_form,
)
from benchmarks.inbox.books import Sent, write_sent
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.parcels import UNSTEADY, report_of, unit_of
from benchmarks.inbox.places import School
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.reports import Report, make_report
from benchmarks.inbox.styles import make_style
from benchmarks.inbox.truth import Artifact
from benchmarks.inbox.words.texts import BUREAU_DEPARTMENTS

_BOOK_FORMATS = (("xlsx", 7.0), ("xls", 2.0), ("et", 1.0))


def bureau_of(county: str) -> Unit:
    """The county's education bureau."""
    return Unit(f"b{county}", f"{county}教育体育局", "")


def school_workbooks(
    mess: Mess, registry: Registry, schools: list[School], where: str
) -> list[Artifact]:
    """Annex 2 of many schools, a sheet each; the sheet's name may be all that tells the school."""
    own = mess.fork()
    own.note("sheet_per_school")
    tell = "never" if mess.chance(0.5) else "must"
    style = make_style(own, 2, drop_school=tell == "never" and mess.chance(0.5))
    forms, sheets = [], []
    for school in schools:
        report = report_of(own, registry, school)
        forms.append(usage_form(own, unit_of(school), report.usages, tell, style))
        sheets.append(school.name)
    path = f"{where}附件2汇总（各校分表）{len(schools)}所"
    return [write_sent(Sent(forms, own, sheets), path, mess.weighted(_BOOK_FORMATS))]


def summary_workbooks(
    mess: Mess, county: str, units: list[tuple[School, Report]], path: str
) -> list[Artifact]:
    """One table of all schools for each annex, in one workbook."""
    own = Mess(mess.rng, mess.share | UNSTEADY)
    pairs = [(unit_of(school), report) for school, report in units]
    bureau = bureau_of(county)
    forms = [summary_form(own, bureau, pairs)]
    if any(report.documents for _, report in units):
        forms.append(summary_documents(own, bureau, pairs))
    return [write_sent(Sent(forms, own), path, mess.weighted(_BOOK_FORMATS))]


def bureau_forms(mess: Mess, registry: Registry, county: str, where: str) -> list[Artifact]:
    """The bureau's own Annex 1."""
    own = mess.fork()
    own.note("bureau")
    counts = (0, mess.rng.randint(5, 14))
    report = make_report(own, registry, f"{county[0]}教体办", counts, BUREAU_DEPARTMENTS)
    form = document_form(own, bureau_of(county), report, "may")
    path = f"{where}附件1-{county}教育体育局"
    return [write_sent(Sent([form], own), path, mess.weighted((*_BOOK_FORMATS, ("docx", 2.0))))]
