"""What reporting keeps of its own: figures of each day, reminders sent, checks of the chains."""

from qingyuan.server.reporting.models.checks import ChainCheck
from qingyuan.server.reporting.models.daily import DailyDuty, DailyFigure
from qingyuan.server.reporting.models.reminders import ReminderSent

__all__ = ["ChainCheck", "DailyDuty", "DailyFigure", "ReminderSent"]
