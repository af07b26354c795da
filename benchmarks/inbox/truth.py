"""The truth: a line per expected record, a line per file."""

from dataclasses import dataclass, field

Field = str | bool | None

USAGE_FIELDS = (
    "app_name",
    "app_kind",
    "filing_number",
    "verdict",
    "registry_name",
    "school",
    "function",
    "requirement",
    "collective_decision",
    "charges",
)
PROMOTION_FIELDS = (
    "app_name",
    "app_kind",
    "filing_number",
    "verdict",
    "registry_name",
    "unit",
    "document_name",
    "document_number",
    "department",
    "purpose",
    "valid_until",
)
FIELDS: dict[int, tuple[str, ...]] = {1: PROMOTION_FIELDS, 2: USAGE_FIELDS}


@dataclass(slots=True)
class Record:
    """One expected record.

    `skip` names fields on which two careful clerks might differ; `also` gives further right
    answers of a field; `optional` records may be there or not (a nil return that only implies
    the other annex). `fact` is equal where the same fact is sent twice: of those, one counts.
    """

    annex: int
    status: str
    fact: str
    fields: dict[str, Field] = field(default_factory=dict)
    skip: set[str] = field(default_factory=set)
    also: dict[str, list[Field]] = field(default_factory=dict)
    mess: set[str] = field(default_factory=set)
    merged: frozenset[str] = frozenset()
    optional: bool = False
    table: str = ""
    row: int | None = None

    def copy(self) -> "Record":
        """An independent copy, for the same row in another file."""
        return Record(
            self.annex, self.status, self.fact, dict(self.fields), set(self.skip),
            {k: list(v) for k, v in self.also.items()}, set(self.mess), self.merged,
            self.optional, self.table, self.row,
        )  # fmt: skip

    def line(self, file: str, form: str, mess: set[str]) -> dict[str, object]:
        """The JSON line; `form` is the file's format, `mess` what struck the whole form."""
        return {
            "annex": self.annex, "file": file, "table": self.table, "row": self.row,
            "status": self.status, "fact": self.fact, "optional": self.optional,
            **{name: self.fields.get(name) for name in FIELDS[self.annex]},
            "skip": sorted(self.skip), "also": self.also, "format": form,
            "mess": sorted(self.mess | mess),
        }  # fmt: skip


@dataclass(slots=True)
class Artifact:
    """A file as sent: its path in the inbox, its bytes, and what a right reading reports.

    `outcomes` are the outcomes that are right; `if_read` means that refusing it is right too.
    `twins` is a label shared by files with equal bytes: one of them is read.
    """

    path: str
    data: bytes
    form: str
    outcomes: tuple[str, ...]
    tables: int | None
    records: list[Record]
    mess: set[str]
    twins: str = ""
    must_be_listed: bool = True

    @property
    def if_read(self) -> bool:
        """Whether a refusal is right as well."""
        return "unreadable" in self.outcomes and "read" in self.outcomes

    def line(self) -> dict[str, object]:
        """The JSON line of `truth_files.jsonl`."""
        return {
            "file": self.path, "format": self.form, "outcomes": list(self.outcomes),
            "tables": self.tables, "twins": self.twins, "must_be_listed": self.must_be_listed,
            "records": len(self.records), "mess": sorted(self.mess),
        }  # fmt: skip
