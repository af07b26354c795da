"""The columns that an annex table can have, under one name each."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What a column holds; the value is the key in `rows.jsonl` where there is one."""

    SERIAL = "serial"
    COUNTY = "county"
    SCHOOL = "school"  # annex 2: 学校名称; annex 1, where a form adds it: 填报单位
    APP_NAME = "app_name"
    APP_KIND = "app_kind"
    FILING_NUMBER = "filing_number"
    FUNCTION = "function"
    REQUIREMENT = "requirement"
    COLLECTIVE_DECISION = "collective_decision"
    CHARGES = "charges"
    DOCUMENT_NAME = "document_name"
    DOCUMENT_NUMBER = "document_number"
    DEPARTMENT = "department"
    PURPOSE = "purpose"
    VALID_UNTIL = "valid_until"
    DEPLOYED_BY = "deployed_by"
    OTHER = "other"  # 备注, 联系人 and whatever else a form adds


ANNEX1_ONLY = frozenset(
    {
        Field.DOCUMENT_NAME,
        Field.DOCUMENT_NUMBER,
        Field.DEPARTMENT,
        Field.PURPOSE,
        Field.VALID_UNTIL,
    }
)
ANNEX2_ONLY = frozenset(
    {Field.FUNCTION, Field.REQUIREMENT, Field.COLLECTIVE_DECISION, Field.CHARGES}
)

# How the notice titles the columns that a row must answer.
COLUMN_WORDS: dict[Field, str] = {
    Field.FILING_NUMBER: "备案号",
    Field.REQUIREMENT: "推荐使用/强制使用",
    Field.COLLECTIVE_DECISION: "是否集体决策",
    Field.CHARGES: "是否收费",
    Field.DOCUMENT_NAME: "文件（活动）名称",
    Field.DEPARTMENT: "牵头科室",
    Field.VALID_UNTIL: "有效时限",
}
ASKED: dict[int, tuple[Field, ...]] = {
    1: (Field.FILING_NUMBER, Field.DOCUMENT_NAME, Field.DEPARTMENT, Field.VALID_UNTIL),
    2: (Field.FILING_NUMBER, Field.REQUIREMENT, Field.COLLECTIVE_DECISION, Field.CHARGES),
}

# The notice's own column order, used where a title says nothing.
ANNEX_ORDER: dict[int, tuple[Field, ...]] = {
    1: (
        Field.SERIAL,
        Field.APP_NAME,
        Field.DOCUMENT_NAME,
        Field.DOCUMENT_NUMBER,
        Field.DEPARTMENT,
        Field.PURPOSE,
        Field.VALID_UNTIL,
        Field.FILING_NUMBER,
    ),
    2: (
        Field.SERIAL,
        Field.SCHOOL,
        Field.APP_NAME,
        Field.FILING_NUMBER,
        Field.FUNCTION,
        Field.REQUIREMENT,
        Field.COLLECTIVE_DECISION,
        Field.CHARGES,
    ),
}
