"""One entry of the ledger read: what a request must say, and what may follow what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from saraban.catalogue import did_you_mean
from saraban.model import Weight, both
from saraban.requests.entry import (
    CHANNELS,
    EXTENDED,
    KINDS,
    RESULTS,
    STATES,
    Entry,
    Event,
    Requester,
    may_follow,
)
from saraban.requests.scribe import Path, Scribe

_ENTRY = ("number", "kind", "channel", "dataset", "subject", "reference", "requester", "history")
_REQUESTER = ("name", "address", "phone", "email")
_ALWAYS = ("state", "on", "by", "note")
_OF_STATE = {
    "decided": ("result", "ground", "reason", "covered", "elsewhere"),
    "third-party-heard": ("objection",),
    EXTENDED: ("until",),
}


def entry_of(raw: Any, index: int, scribe: Scribe) -> Entry | None:
    """The entry; None, and its mistakes told, where it has any that stops."""
    path: Path = ("requests", index)
    before = len(scribe.findings)
    if not isinstance(raw, dict):
        scribe.tell(
            "ledger-shape", path, both("คำขอต้องเป็นรายการย่อย", "a request must be a group of keys"), _SHAPE
        )
        return None
    scribe.known_keys(raw, path, _ENTRY)
    number = scribe.words(raw, "number", path)
    if not number:
        scribe.tell("ledger-number", path, both("คำขอไม่มีเลขรับ", "the request has no number"), _NUMBER)
    kind = scribe.choice({"kind": "information"} | raw, "kind", path, KINDS, "ledger-kind")
    channel = scribe.choice({"channel": "counter"} | raw, "channel", path, CHANNELS, "ledger-kind")
    subject, dataset = (scribe.words(raw, key, path) for key in ("subject", "dataset"))
    if not subject and not dataset:
        scribe.tell(
            "ledger-subject", path, both("ไม่ระบุว่าขออะไร", "it does not say what is asked for"), _SUBJECT
        )
    datasets = scribe.known.datasets
    if dataset and datasets is not None and dataset not in datasets:
        problem = both(f"ไม่มีชุดข้อมูล “{dataset}”", f"there is no dataset “{dataset}”")
        guess = did_you_mean(dataset, datasets) or _SUBJECT
        scribe.tell("ledger-dataset", (*path, "dataset"), problem, guess, Weight.WARNS)
    requester = _requester(raw.get("requester") or {}, (*path, "requester"), scribe)
    history = _history(raw.get("history"), (*path, "history"), scribe)
    if any(finding.weight is Weight.STOPS for finding in scribe.findings[before:]):
        return None
    reference = scribe.words(raw, "reference", path)
    line = scribe.line(path)
    return Entry(number, kind, channel, subject, history, dataset, reference, requester, line)


def _requester(raw: Any, path: Path, scribe: Scribe) -> Requester:
    if not isinstance(raw, dict):
        scribe.tell(
            "ledger-shape", path, both("ผู้ขอต้องเป็นรายการย่อย", "requester must be a group of keys"), _SHAPE
        )
        return Requester()
    scribe.known_keys(raw, path, _REQUESTER)
    return Requester(*(scribe.words(raw, key, path) for key in _REQUESTER))


def _history(raw: Any, path: Path, scribe: Scribe) -> tuple[Event, ...]:
    if not isinstance(raw, list) or not raw:
        scribe.tell("ledger-history", path, both("ไม่มีประวัติของคำขอ", "the request has no history"), _HISTORY)
        return ()
    events = [_event(item, (*path, i), scribe) for i, item in enumerate(raw)]
    whole = tuple(event for event in events if event)
    if len(whole) == len(events):  # what follows what is asked only of lines that could be read
        _order(whole, path, scribe)
    return whole


def _event(raw: Any, path: Path, scribe: Scribe) -> Event | None:
    if not isinstance(raw, dict):
        scribe.tell(
            "ledger-shape", path, both("รูปแบบประวัติไม่ถูกต้อง", "this line of history is no group"), _SHAPE
        )
        return None
    state = scribe.choice(raw, "state", path, STATES, "ledger-state")
    scribe.known_keys(raw, path, (*_ALWAYS, *_OF_STATE.get(state, ())))
    on = scribe.day(raw, "on", path)
    if on and on > scribe.known.today:
        problem = both(f"{on} ยังมาไม่ถึง", f"{on} has not come yet")
        scribe.tell("ledger-date", (*path, "on"), problem, both("แก้วันที่", "mend the date"))
    if not state or not on:
        return None
    said: dict[str, Any] = {key: scribe.words(raw, key, path) for key in ("by", "note")}
    match state:
        case "decided":
            return Event(state, on, **said, **_decision(raw, path, scribe))
        case "third-party-heard":
            answer = scribe.choice(
                {"objection": "true"} | raw, "objection", path, ("true", "false"), "ledger-kind"
            )
            return Event(state, on, **said, objection=answer != "false")
        case "extended":
            return Event(state, on, **said, until=scribe.day(raw, "until", path))
    return Event(state, on, **said)


def _decision(raw: Mapping[str, Any], path: Path, scribe: Scribe) -> dict[str, Any]:
    result = scribe.choice(raw, "result", path, RESULTS, "ledger-result")
    said = {key: scribe.words(raw, key, path) for key in _OF_STATE["decided"] if key != "result"}
    if result in ("refused", "part"):
        for key in ("ground", "reason"):
            if not said[key]:
                problem = both(f"คำสั่งไม่เปิดเผยไม่มี {key}", f"a refusal without {key}")
                scribe.tell("ledger-ground", path, problem, _GROUND)
        known = scribe.known.grounds
        if said["ground"] and known and said["ground"] not in known:
            problem = both(f"ไม่รู้จักเหตุ “{said['ground']}”", f"the ground “{said['ground']}” is not known")
            cure = did_you_mean(said["ground"], known) or _GROUND
            scribe.tell("ledger-ground", (*path, "ground"), problem, cure)
    return {"result": result, **said}


def _order(events: Sequence[Event], path: Path, scribe: Scribe) -> None:
    """Tell of what cannot have happened in this order."""
    state = ""
    for i, event in enumerate(events):
        if i and event.on < events[i - 1].on:
            problem = both(
                f"{event.state} ({event.on}) เกิดก่อน {events[i - 1].state} ({events[i - 1].on})",
                f"{event.state} ({event.on}) is earlier than {events[i - 1].state} ({events[i - 1].on})",
            )
            scribe.tell(
                "ledger-order", (*path, i), problem, both("แก้วันที่หรือลำดับ", "mend the date or the order")
            )
        may = may_follow(state) if state else ("received",)
        if event.state not in may:
            after = state or "–"
            problem = both(f"{event.state} ตามหลัง {after} ไม่ได้", f"{event.state} cannot follow {after}")
            listed = ", ".join(may) or "–"
            scribe.tell(
                "ledger-order", (*path, i), problem, both(f"ที่ตามได้: {listed}", f"may follow: {listed}")
            )
            return
        if event.state != EXTENDED:
            state = event.state
        elif event.until and event.until <= event.on:
            problem = both("วันที่ขยายถึงต้องอยู่หลังวันที่แจ้ง", "the time is extended to a day that is past")
            scribe.tell("ledger-date", (*path, i, "until"), problem, both("แก้วันที่", "mend the date"))


_SHAPE = both("ดูตัวอย่างใน docs/operators.md", "see the example in docs/operators.md")
_NUMBER = both("เพิ่ม number: เช่น 12/2569", "add number: such as 12/2569")
_SUBJECT = both("ระบุ dataset: หรือ subject:", "say dataset: or subject:")
_HISTORY = both("เพิ่ม history: โดยเริ่มที่ received", "add history:, beginning with received")
_GROUND = both(
    "ระบุ ground: เป็นมาตราตามรายการของบัญชีข้อมูล และ reason: ว่าเพราะเหตุใด",
    "give ground:, a provision that the catalogue lists, and reason:",
)
