"""Campaigns, notices and their receipts, acknowledgements, meetings, task forces, submissions."""

from qingyuan.server.campaigns.models.acknowledgements import Acknowledgement, Meeting, Way
from qingyuan.server.campaigns.models.campaigns import (
    Campaign,
    Deliverable,
    DueDate,
    ExpectedUnit,
    Stage,
)
from qingyuan.server.campaigns.models.notices import Notice, NoticeVersion, PassingOn, Receipt
from qingyuan.server.campaigns.models.progress import ReportState, UnitProgress
from qingyuan.server.campaigns.models.quizzes import QuizResult
from qingyuan.server.campaigns.models.submissions import Submission
from qingyuan.server.campaigns.models.task_forces import (
    ComplaintChannel,
    TaskForce,
    TaskForceMember,
)

__all__ = [
    "Acknowledgement",
    "Campaign",
    "ComplaintChannel",
    "Deliverable",
    "DueDate",
    "ExpectedUnit",
    "Meeting",
    "Notice",
    "NoticeVersion",
    "PassingOn",
    "QuizResult",
    "Receipt",
    "ReportState",
    "Stage",
    "Submission",
    "TaskForce",
    "TaskForceMember",
    "UnitProgress",
    "Way",
]
