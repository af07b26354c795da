"""The deed of filing a deployment report: the paper as made here, or as the unit completed it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qingyuan.core.reports.deployment import DEPLOYMENT_FILE, deployment_paper
from qingyuan.core.reports.deployment_figures import DeploymentFigures
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.writers.docx import write_paper
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.campaigns.actions.submissions import submit
from qingyuan.server.campaigns.deployment.frozen import freeze
from qingyuan.server.campaigns.models import Deliverable, Submission
from qingyuan.server.evidence.actions import store
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit

_WORD = frozenset({FileType.DOCX})


def paper_bytes(figures: DeploymentFigures) -> bytes:
    """The report as a Word document; equal figures give equal bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_paper(path, deployment_paper(figures))
        return path.read_bytes()


def paper_name(figures: DeploymentFigures) -> str:
    """Under which name it is saved and filed."""
    return f"{figures.unit} {DEPLOYMENT_FILE}"[-120:]


def file_deployment(  # noqa: PLR0913 - the sides of a filing
    *,
    deliverable: Deliverable,
    unit: Unit,
    figures: DeploymentFigures,
    by: Actor,
    at: datetime,
    completed: Attachment | None = None,
    scan: Attachment | None = None,
) -> Submission:
    """报送工作部署情况报告; the figures are frozen beside it, whichever paper goes out.

    Args:
        deliverable: What is owed.
        unit: Who files.
        figures: As they stand now.
        by: Who.
        at: When.
        completed: The paper as the unit has completed it in Word; else the one made here.
        scan: The stamped copy.
    """
    paper = completed or Attachment(
        store(paper_bytes(figures), name=DEPLOYMENT_FILE, allowed=_WORD, at=at),
        paper_name(figures),
    )
    return submit(
        deliverable=deliverable,
        unit=unit,
        attachment=paper,
        scan=scan,
        figures=freeze(figures, as_generated=completed is None),
        by=by,
        at=at,
    )
