"""The frozen values that flow from the descriptors to the site; standard library only."""

from saraban.model.datasets import (
    Access,
    Change,
    Dataset,
    Frequency,
    Licence,
    Period,
    Record,
    Request,
    Signature,
    Source,
    Verification,
    Withdrawal,
)
from saraban.model.findings import Finding, Place, Rule, Weight
from saraban.model.outcomes import Held, Listing, Published, Stage, Verdict
from saraban.model.site import Asset, CheckResult, Distribution, FieldProfile, Page, Profile
from saraban.model.tables import Category, Field, ForeignKey, Part, Problem, Schema, Table, Trouble
from saraban.model.words import Language, Text, both

__all__ = [
    "Access",
    "Asset",
    "Category",
    "Change",
    "CheckResult",
    "Dataset",
    "Distribution",
    "Field",
    "FieldProfile",
    "Finding",
    "ForeignKey",
    "Frequency",
    "Held",
    "Language",
    "Licence",
    "Listing",
    "Page",
    "Part",
    "Period",
    "Place",
    "Problem",
    "Profile",
    "Published",
    "Record",
    "Request",
    "Rule",
    "Schema",
    "Signature",
    "Source",
    "Stage",
    "Table",
    "Text",
    "Trouble",
    "Verdict",
    "Verification",
    "Weight",
    "Withdrawal",
    "both",
]
