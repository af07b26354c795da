"""Who sends what in the sample county: single schools, a central school, a joint list, a bureau."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.inbox.counties import school_workbooks, summary_workbooks
from benchmarks.inbox.generate import Generator, Plan
from benchmarks.inbox.parcels import Parcel, report_of
from benchmarks.inbox.places import make_schools
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.truth import Artifact, Record
from benchmarks.inbox.writers import text
from benchmarks.inbox.grid import Grid, Value

from samples.odd import climbing_archive, locked_archive, odd_files

COUNTY = "云溪县"
_SEED = 0
_SHEETS, _JOINT = 6, 6
