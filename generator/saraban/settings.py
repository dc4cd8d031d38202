"""The settings of a catalogue, one documented field each: what may stand in `catalogue.yaml`."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field called date hides the type
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from saraban.model import Access, Text
from saraban.settings_base import Settings, Words
from saraban.settings_requests import RequestDesk, RequestPath, ToConfirm
from saraban.settings_signing import Signer, Signing


def _web_address(value: str) -> str:
    parts = urlsplit(value)  # its own complaints are ValueErrors too
    if value and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("expected an address such as https://data.office.example/")
    return value


def _each_once(languages: tuple[str, ...]) -> tuple[str, ...]:
    if not languages or len(set(languages)) < len(languages):
        raise ValueError("expected one language or more, each once")
    return languages


WebAddress = Annotated[str, AfterValidator(_web_address)]
Languages = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...],
    AfterValidator(_each_once),
    Field(json_schema_extra={"minItems": 1, "uniqueItems": True}),
]


class Publisher(Settings):
    """The office that publishes."""

    name: Words = Field(description="Full name of the office.")
    short: Words = Field(Text(), description="Its usual abbreviation.")
    address: Words = Field(Text(), description="Postal address.")
    phone: str = Field("", description="Telephone of the office, not of a person.")
    email: str = Field("", description="Public e-mail address of the office.")
    url: str = Field("", description="Web site of the office.")
    unit: Words = Field(Text(), description="The group that runs the portal.")
    head: Words = Field(Text(), description="Title of the head of the office, as letters address it.")


class WorkArea(Settings):
    """One of the office's fields of work; every dataset belongs to one."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9-]*$", description="Short name in Latin letters; part of addresses."
    )
    title: Words = Field(description="Name people read.")
    description: Words = Field(Text(), description="What this work is.")


class Level(Settings):
    """Whom the data is about: the office itself, its schools …"""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="Short name in Latin letters.")
    title: Words = Field(description="Name people read.")


class Round(Settings):
    """A collection round within a year, such as 10 June."""

    id: str = Field(description="What descriptors write in `round`.")
    title: Words = Field(description="Name people read.")


class Role(Settings):
    """Who signs what."""

    id: str = Field(description="`verifier` and `approver` are asked for by the gate; others may be added.")
    title: Words = Field(description="Name of the role.")
    holder: Words = Field(Text(), description="Which position holds it.")
    work_areas: tuple[str, ...] = Field((), description="Work areas this role signs for; empty: all.")


class Defaults(Settings):
    """What a descriptor means when it is silent. Each line here is a permission; leave out what you do not grant."""

    access: Access | None = Field(None, description="Access of datasets that state none.")
    data_category: str = Field("", description="Category of datasets that state none.")
    work_area: str = Field("", description="Work area of datasets that state none.")
    level: str = Field("", description="Level of datasets that state none.")


class Policy(Settings):
    """What may be published, and what the public may know of the rest."""

    signatures: Literal["required", "none"] = Field(
        "required", description="Whether a verifier and an approver must have signed exactly these bytes."
    )
    signing: Signing = Field(Signing(), description="How signatures are made and what makes one count.")
    signer_names: bool = Field(
        False, description="Show the names of those who signed, not only their positions."
    )
    internal: Literal["listed", "hidden"] = Field(
        "hidden", description="Whether datasets for internal use become listings."
    )
    held: Literal["named", "counted"] = Field(
        "counted", description="Whether the public status page names held datasets, or only counts them."
    )
    public_repository: bool = Field(
        True, description="Whether strangers can read the repository; then git must track no withheld table."
    )
    categories: tuple[str, ...] = Field(
        ("public", "ข้อมูลสาธารณะ"), description="Values of `data_category` whose files may be published."
    )
    classifications: tuple[str, ...] = Field(
        ("open", "เปิดเผย"), description="Values of `data_classification` whose files may be published."
    )
    secret: tuple[str, ...] = Field(
        ("secret", "ลับ", "ลับมาก", "ลับที่สุด", "ข้อมูลความมั่นคง", "ข้อมูลความลับทางราชการ"),
        description="Values of `data_category` and `data_classification` whose datasets may not even be named.",
    )
    defaults: Defaults = Field(Defaults(), description="Permissions for descriptors that are silent.")


class Years(Settings):
    """When the kinds of year begin: (month, day). A fiscal year carries the number of the year it ends in."""

    academic_start: tuple[int, int] = Field((5, 16), description="First day of an academic year.")
    fiscal_start: tuple[int, int] = Field((10, 1), description="First day of a fiscal year.")


class Event(Settings):
    """A date in the release calendar."""

    date: Day = Field(description="Day of publication.")
    title: Words = Field(description="What is published.")
    work_area: str = Field("", description="Work area it belongs to.")
    datasets: tuple[str, ...] = Field((), description="Names of the datasets that are due.")


class Holiday(Settings):
    """A day on which the office is closed."""

    date: Day = Field(description="The day.")
    title: Words = Field(description="Its name.")


class Step(Settings):
    """A step of a procedure."""

    title: Words = Field(description="What is done.")
    description: Words = Field(Text(), description="How.")
    days: Words = Field(Text(), description="How long it takes, in words.")
    least_days: int | None = Field(None, description="Fewest working days.")
    most_days: int | None = Field(None, description="Most working days.")
    standard: Words = Field(Text(), description="The quality asked for.")
    responsible: Words = Field(Text(), description="Who does it.")
    decision: bool = Field(False, description="Whether the step is a decision (drawn as a diamond).")


class Procedure(Settings):
    """The office's procedure for making and publishing information."""

    title: Words = Field(description="Name of the procedure.")
    purpose: tuple[Step, ...] = Field((), description="What it is for.")
    steps: tuple[Step, ...] = Field((), description="The steps in order; drawn as a flow chart.")
    note: Words = Field(Text(), description="A remark below the table.")


class Fee(Settings):
    """One line of the tariff for copies."""

    item: Words = Field(description="What is copied.")
    amount: float = Field(description="In the currency of `unit`.")
    unit: Words = Field(description="Currency and measure, such as baht a page.")


class Clause(Settings):
    """A provision of law, told in plain words."""

    section: Words = Field(description="The provision, such as section 15 (5).")
    text: Words = Field(description="What it says, in plain words.")


class RequestForm(Settings):
    """What the printed form asks and says; the blocks themselves are those of every such form."""

    title: Words = Field(description="Title of the form.")
    code: Words = Field(Text(), description="The form's number in the office's procedure.")
    addressee: Words = Field(description="To whom it is addressed.")
    ways: tuple[Clause, ...] = Field(
        (), description="Ways to receive: `section` is the way, `text` a remark."
    )
    declarations: tuple[Clause, ...] = Field(
        (), description="What the requester declares: `section` is a name, `text` the sentence."
    )
    kinds: tuple[Clause, ...] = Field((), description="Kinds of request the officer ticks.")
    orders: tuple[Clause, ...] = Field((), description="Orders the decider ticks.")
    rights: Words = Field(Text(), description="The notice of the right to appeal.")
    privacy: Words = Field(Text(), description="The privacy notice of the form.")
    identity_number: bool = Field(
        False, description="Ask for the requester's identity number (usually not needed)."
    )
    purpose: bool = Field(False, description="Ask for the purpose also of requests for open information.")


class RequestProcedure(Settings):
    """How the public asks for what is not public: steps, deadlines, fees, refusal, appeal."""

    title: Words = Field(description="Name of the procedure.")
    summary: Words = Field(Text(), description="It in a sentence or two.")
    response_days: int = Field(15, ge=1, description="Days within which the office answers.")
    day_kind: Literal["calendar", "working"] = Field("calendar", description="How the days are counted.")
    decided_by: Words = Field(Text(), description="Who decides.")
    steps: tuple[Step, ...] = Field((), description="The steps in order.")
    fees: tuple[Fee, ...] = Field((), description="The tariff.")
    fee_note: Words = Field(Text(), description="A remark on the tariff.")
    refusal: tuple[Clause, ...] = Field((), description="Grounds on which a request may be refused.")
    refusal_note: Words = Field(Text(), description="What a refusal must say.")
    complaint: tuple[Clause, ...] = Field((), description="Complaint and appeal, each with its deadline.")
    own_data: Words = Field(Text(), description="How persons ask for data about themselves.")
    paths: tuple[RequestPath, ...] = Field((), description="Requests that take a way of their own.")
    to_confirm: tuple[ToConfirm, ...] = Field(
        (), description="What the office must confirm, or has confirmed."
    )
    desk: RequestDesk = Field(RequestDesk(), description="How the office handles the requests it received.")
    form: RequestForm | None = Field(None, description="The printed form.")


class Term(Settings):
    """An entry of the glossary."""

    term: Words = Field(description="The word.")
    meaning: Words = Field(description="What it means here.")


class Law(Settings):
    """A law or document the portal rests on."""

    title: Words = Field(description="Name of the law or document.")
    note: Words = Field(Text(), description="What it is needed for.")
    url: str = Field("", description="Where it can be read.")


class CatalogueSettings(Settings):
    """Everything in `catalogue.yaml`."""

    title: Words = Field(description="Name of the portal.")
    description: Words = Field(Text(), description="What it offers, in a sentence or two.")
    notice: Words = Field(Text(), description="A line shown on every page (such as: imaginary data).")
    site_url: WebAddress = Field("", description="Address the site will have: canonical links, sitemap.")
    languages: Languages = Field(("th", "en"), description="The first is the primary.")
    vocabulary: str = Field("thai-gdc", description="Code lists for categories, frequencies …")
    publisher: Publisher = Field(description="The office that publishes.")
    work_areas: tuple[WorkArea, ...] = Field((), description="Fields of work.")
    levels: tuple[Level, ...] = Field((), description="Whom data can be about.")
    rounds: tuple[Round, ...] = Field((), description="Collection rounds.")
    roles: tuple[Role, ...] = Field((), description="Who signs.")
    signers: tuple[Signer, ...] = Field((), description="The people who may sign, where they are named.")
    policy: Policy = Field(Policy(), description="What may be published.")
    years: Years = Field(Years(), description="When years begin.")
    calendar: tuple[Event, ...] = Field((), description="Release calendar.")
    holidays: tuple[Holiday, ...] = Field(
        (), description="Days on which the office is closed; `datapackages/holidays/` adds a file a year."
    )
    procedure: Procedure | None = Field(None, description="How the office makes its information.")
    request: RequestProcedure | None = Field(None, description="How the public asks for data.")
    glossary: tuple[Term, ...] = Field((), description="Words explained.")
    laws: tuple[Law, ...] = Field((), description="Laws and documents.")
