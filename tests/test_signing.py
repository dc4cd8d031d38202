"""Signing at the desk: steps in order, signatures bound to bytes, and bad signatures that never count."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from saraban import gate
from saraban.cli import commands
from saraban.desk.refusals import RULES

CATALOGUE: dict[str, Any] = {
    "title": "ทดสอบ",
    "title_en": "Test",
    "publisher": {"name": "สำนักงาน"},
    "vocabulary": "plain",
    "work_areas": [{"id": "academic", "title": "วิชาการ"}, {"id": "budget", "title": "งบประมาณ"}],
    "signers": [
        {
            "id": "owner",
            "name": "นางสาวหนึ่ง",
            "name_en": "Ms One",
            "position": "เจ้าหน้าที่",
            "unit": "กลุ่มนโยบาย",
            "roles": ["submitter"],
        },
        {"id": "head", "name": "นายสอง", "position": "ผู้อำนวยการกลุ่ม", "roles": ["verifier", "approver"]},
        {"id": "director", "name": "นางสาม", "position": "ผู้อำนวยการ", "roles": ["approver"]},
        {"id": "other", "name": "นายสี่", "position": "กลุ่มอื่น", "roles": ["verifier"], "work_areas": ["budget"]},
    ],
    "policy": {"public_repository": False, "signer_names": True, "held": "named"},
}
DESCRIPTOR = """name: pupils
title: นักเรียน
title_en: Pupils
description: x
description_en: x
access: open
data_category: public
work_area: academic
as_of: 2026-06-10
update_frequency_unit: year
maintainer: กลุ่ม
maintainer_email: unit@portal.example
licenses: [{name: CC-BY-4.0}]
resources:
- {name: t, title: ต, title_en: T, path: t.csv, schema: {fields: [{name: n, title: น, title_en: N, type: integer}]}}
"""
PAPER = Path("datapackages/pupils/verification.yaml")
needs_ssh = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="OpenSSH's ssh-keygen is not installed"
)


def _settle(root: Path, **policy: Any) -> None:
    """Write the settings, with another policy of signing."""
    settings = {**CATALOGUE, "policy": {**CATALOGUE["policy"], "signing": policy}}
    (root / "datapackages/catalogue.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    package = tmp_path / "root/datapackages/pupils"
    package.mkdir(parents=True)
    (package / "datapackage.yaml").write_text(DESCRIPTOR, encoding="utf-8")
    (package / "t.csv").write_text("n\n1\n", encoding="utf-8")
    _settle(tmp_path / "root")
    return tmp_path / "root"


def run(root: Path, *arguments: object, code: int = 0) -> str:
    """What a command says; it must end as expected."""
    given = ["--root", str(root), "--lang", "en", *map(str, arguments)]
    result = CliRunner().invoke(commands("en"), given)
    assert result.exit_code == code, result.output
    return result.output


def act(root: Path, command: str, signer: str, *more: object, day: str = "2026-06-20", code: int = 0) -> str:
    return run(root, command, "pupils", "--as", signer, "--date", day, *more, code=code)


def refused(root: Path, command: str, signer: str, *more: object, day: str = "2026-06-20") -> list[str]:
    """The rules a refused act names; nothing was written."""
    before = (root / PAPER).read_bytes() if (root / PAPER).exists() else None
    said = act(root, command, signer, *more, day=day, code=1)
    assert ((root / PAPER).read_bytes() if (root / PAPER).exists() else None) == before
    return re.findall(r"\[([a-z-]+)\]", said)


def status(root: Path, day: str = "2026-11-24") -> dict[str, Any]:
    (entry,) = json.loads(run(root, "status", "--format", "json", "--date", day))
    return {**entry, "reasons": [reason["rule"] for reason in entry["reasons"]]}


def paper(root: Path) -> Any:
    return yaml.safe_load((root / PAPER).read_text(encoding="utf-8"))


def rewrite(root: Path, change: Any) -> None:
    """Edit the file as a hand would."""
    raw = paper(root)
    change(raw)
    (root / PAPER).write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")


def sign_all(root: Path) -> None:
    act(root, "submit", "owner")
    act(root, "verify", "head")
    act(root, "approve", "director")


def test_the_way_from_draft_to_published(root: Path) -> None:
    stages = [status(root)["stage"]]
    for command, signer in (("submit", "owner"), ("verify", "head"), ("approve", "director")):
        act(root, command, signer)
        stages.append(status(root)["stage"])
    assert stages == ["draft", "checked", "verified", "published"]
    owner, head, director = paper(root)["signatures"]
    assert (owner["role"], owner["name_en"], owner["unit"]) == ("submitter", "Ms One", "กลุ่มนโยบาย")
    assert (head["role"], director["role"]) == ("verifier", "approver")
    assert {owner["content"], head["content"], director["content"]} == {paper(root)["content"]}


def test_steps_out_of_order_are_refused(root: Path) -> None:
    assert refused(root, "verify", "head") == ["not-submitted"]
    assert refused(root, "approve", "director") == ["not-verified"]
    act(root, "submit", "owner")
    assert refused(root, "approve", "director") == ["not-verified"]
    assert refused(root, "submit", "owner") == ["already-signed"]


def test_submit_asks_for_a_check_that_nothing_stops(root: Path) -> None:
    (root / "datapackages/pupils/t.csv").write_text("n\nx\n", encoding="utf-8")
    assert "table-invalid" in refused(root, "submit", "owner")


def test_one_changed_byte_undoes_the_signatures_and_is_named(root: Path) -> None:
    sign_all(root)
    table = root / "datapackages/pupils/t.csv"
    table.write_text("n\n2\n", encoding="utf-8")
    after = status(root)
    assert (after["stage"], after["reasons"], after["changed"]) == (
        "draft",
        ["changed-since-signed"],
        ["t.csv"],
    )
    assert refused(root, "verify", "head") == ["changed-since-signed"]
    act(root, "submit", "owner")
    assert [entry["role"] for entry in paper(root)["signatures"]] == ["submitter"]
    table.write_text("n\n1\n", encoding="utf-8")  # going back does not bring the old signatures back
    assert status(root)["state"] == "held"


def test_names_are_written_only_where_the_policy_shows_them(root: Path) -> None:
    settings = root / "datapackages/catalogue.yaml"
    words = yaml.safe_load(settings.read_text(encoding="utf-8"))
    words["policy"]["signer_names"] = False
    settings.write_text(yaml.safe_dump(words), encoding="utf-8")
    sign_all(root)
    assert status(root)["state"] == "published"
    assert "นาย" not in (root / PAPER).read_text(encoding="utf-8")
    assert all("name" not in entry and entry["position"] for entry in paper(root)["signatures"])


def test_sent_back_then_submitted_anew(root: Path) -> None:
    act(root, "submit", "owner")
    act(root, "verify", "head")
    act(root, "reject", "director", "--reason", "ยอดรวมไม่ตรง", "--reason-en", "Totals differ")
    sent_back = status(root)
    assert (sent_back["stage"], "rejected" in sent_back["reasons"]) == ("rejected", True)
    assert refused(root, "approve", "director") == ["rejected"]
    act(root, "submit", "owner")
    assert "rejected" not in paper(root)
    assert status(root)["stage"] == "checked"


def test_withdrawn_with_a_reason_and_not_submitted_again_unmended(root: Path) -> None:
    sign_all(root)
    run(root, "withdraw", "pupils", "--as", "director", code=2)
    act(root, "withdraw", "director", "--reason", "ข้อมูลผิด", "--reason-en", "Wrong")
    assert (status(root)["stage"], status(root)["reasons"]) == ("withdrawn", ["withdrawn"])
    assert refused(root, "submit", "owner") == ["withdrawn-unchanged"]
    assert refused(root, "verify", "head") == ["withdrawn"]
    (root / "datapackages/pupils/t.csv").write_text("n\n2\n", encoding="utf-8")
    act(root, "submit", "owner")
    assert status(root)["stage"] == "checked"


def test_an_approved_edition_waits_for_its_day(root: Path) -> None:
    file = root / "datapackages/pupils/datapackage.yaml"
    file.write_text(DESCRIPTOR + "embargo_until: 2026-12-01\n", encoding="utf-8")
    sign_all(root)
    assert status(root)["stage"] == "embargoed"
    assert status(root, "2026-12-01")["stage"] == "published"


def test_who_may_sign_is_the_catalogues(root: Path) -> None:
    act(root, "submit", "owner")
    run(root, "verify", "pupils", "--as", "nobody", code=2)
    run(root, "verify", "pupils", "--position", "ผู้อำนวยการกลุ่ม", code=2)
    for stranger in ("director", "other"):  # the wrong role, the wrong work area
        assert refused(root, "verify", stranger) == ["signer-not-entitled"]


@pytest.mark.parametrize(
    ("policy", "reasons"),
    [
        ({}, ["self-approved"]),
        ({"self_approval": "forbidden"}, ["self-approved"]),
        ({"self_approval": "allowed"}, []),
    ],
)
def test_approving_ones_own_verification(root: Path, policy: dict[str, str], reasons: list[str]) -> None:
    _settle(root, self_approval="allowed")
    act(root, "submit", "owner")
    act(root, "verify", "head")
    act(root, "approve", "head")
    _settle(root, **policy)
    assert status(root)["reasons"] == reasons
    if reasons:
        rewrite(root, lambda raw: raw["signatures"].pop())
        assert refused(root, "approve", "head") == reasons


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": "2027-01-01"}, "signature-in-future"),
        ({"content": "sha256:" + "0" * 64}, "signature-for-other-files"),
        ({"signer": "owner"}, "signer-not-entitled"),
        ({"signer": "nobody"}, "signer-not-entitled"),
        ({"date": "2569-06-20"}, "unsigned"),
        ({"position": ""}, "unsigned"),
        ({"name": ""}, "unsigned"),
        ({"ssh": "-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----"}, "signature-unverifiable"),
    ],
)
def test_a_bad_signature_does_not_count(root: Path, change: dict[str, str], reason: str) -> None:
    sign_all(root)
    rewrite(root, lambda raw: raw["signatures"][1].update(change))
    assert (status(root)["state"], status(root)["reasons"]) == ("held", [reason])


def test_a_signature_of_other_files_holds_though_all_others_count(root: Path) -> None:
    sign_all(root)
    rewrite(root, lambda raw: raw["signatures"].append({**raw["signatures"][1], "content": "sha256:0"}))
    assert status(root)["reasons"] == ["signature-for-other-files"]


def test_a_zipped_dataset_is_signed_beside_its_zip(root: Path) -> None:
    package = root / "datapackages/pupils"
    shutil.make_archive(str(package), "zip", package)
    shutil.rmtree(package)
    said = act(root, "submit", "owner")
    assert "datapackages/pupils.verification.yaml" in said
    act(root, "verify", "head")
    act(root, "approve", "director")
    assert status(root)["stage"] == "published"


def test_signatures_end_where_the_policy_says_so(root: Path) -> None:
    sign_all(root)
    _settle(root, valid_days=30)
    assert status(root, "2026-07-20")["reasons"] == []
    assert status(root, "2026-07-21")["reasons"] == ["signature-expired"]


def test_a_clock_that_runs_behind_signs_nothing(root: Path) -> None:
    act(root, "submit", "owner")
    assert refused(root, "verify", "head", day="2026-06-19") == ["signature-in-future"]
    act(root, "verify", "head")
    assert refused(root, "approve", "director", day="2026-06-19") == ["signature-in-future"]


def test_comments_and_unknown_keys_stay(root: Path) -> None:
    act(root, "submit", "owner")
    text = (root / PAPER).read_text(encoding="utf-8")
    (root / PAPER).write_text(f"# yaml-language-server: x\n{text}kept: yes it is\n", encoding="utf-8")
    act(root, "verify", "head", "--note", "ดูแล้ว")
    written = (root / PAPER).read_text(encoding="utf-8")
    assert written.startswith("# yaml-language-server: x\n")
    assert (paper(root)["kept"], paper(root)["signatures"][1]["note"]) == ("yes it is", "ดูแล้ว")


# Keys


@pytest.fixture
def keys(root: Path, tmp_path: Path) -> Path:
    """A key each for head and director, allowed in the catalogue; and a stranger's."""
    for name in ("head", "director", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    allow(root, tmp_path, head="head", director="director")
    _settle(root, keys="required")
    return tmp_path


def allow(root: Path, keys: Path, options: str = "", **allowed: str) -> None:
    lines = [f"{who} {options} {(keys / f'{key}.pub').read_text()}" for who, key in allowed.items()]
    (root / "datapackages/allowed_signers").write_text("".join(lines), encoding="utf-8")


def sign_with_keys(root: Path, keys: Path) -> None:
    act(root, "submit", "owner")
    act(root, "verify", "head", "--key", keys / "head")
    act(root, "approve", "director", "--key", keys / "director")


@needs_ssh
def test_signed_with_keys(root: Path, keys: Path) -> None:
    act(root, "submit", "owner")
    assert refused(root, "verify", "head") == ["key-required"]
    assert refused(root, "verify", "head", "--key", keys / "stranger") == ["signature-forged"]
    assert refused(root, "verify", "head", "--key", root / "datapackages/catalogue.yaml") == [
        "key-did-not-sign"
    ]
    assert "with a key" in act(root, "verify", "head", "--key", keys / "head")
    act(root, "approve", "director", "--key", keys / "director")
    assert status(root)["stage"] == "published"


@needs_ssh
@pytest.mark.parametrize("part", ["date", "position", "name", "role", "note", "unit"])
def test_nothing_of_a_keys_statement_can_be_altered(root: Path, keys: Path, part: str) -> None:
    sign_with_keys(root, keys)
    other = {"date": "2026-06-19", "role": "approver"}.get(part, "อื่น")
    rewrite(root, lambda raw: raw["signatures"][1].update({part: other}))
    assert "signature-forged" in status(root)["reasons"]


@needs_ssh
def test_a_keys_signature_cannot_be_moved_to_other_bytes(root: Path, keys: Path) -> None:
    sign_with_keys(root, keys)
    signed = paper(root)["signatures"]
    (root / "datapackages/pupils/t.csv").write_text("n\n2\n", encoding="utf-8")
    act(root, "submit", "owner")
    rewrite(root, lambda raw: raw["signatures"].extend(signed[1:]))
    assert status(root)["reasons"] == ["signature-for-other-files"]
    now = paper(root)["content"]
    rewrite(root, lambda raw: [entry.update(content=now) for entry in raw["signatures"]])
    assert status(root)["reasons"] == ["signature-forged"]
    rewrite(root, lambda raw: [entry.pop("content") for entry in raw["signatures"]])
    assert status(root)["reasons"] == ["signature-for-other-files"]


@needs_ssh
def test_a_key_counts_on_the_days_it_was_valid(root: Path, keys: Path) -> None:
    sign_with_keys(root, keys)
    people = {"head": "head", "director": "director"}
    allow(root, keys, 'valid-before="20260701"', **people)
    assert status(root)["reasons"] == []  # the key ended later: what it signed stays
    allow(root, keys, 'valid-before="20260601"', **people)
    assert status(root)["reasons"] == ["signature-expired"]
    allow(root, keys, 'valid-after="20260701"', **people)
    assert status(root)["reasons"] == ["signature-expired"]


@needs_ssh
def test_a_revoked_key_counts_no_more(root: Path, keys: Path) -> None:
    sign_with_keys(root, keys)
    _settle(root, keys="required", revoked_keys="datapackages/revoked")
    assert status(root)["reasons"] == ["signature-unverifiable"]  # the file is not there: closed
    shutil.copyfile(keys / "head.pub", root / "datapackages/revoked")
    assert status(root)["reasons"] == ["signature-forged"]


@needs_ssh
def test_one_key_is_one_person(root: Path, keys: Path) -> None:
    allow(root, keys, head="head", director="head")
    act(root, "submit", "owner")
    act(root, "verify", "head", "--key", keys / "head")
    assert refused(root, "approve", "director", "--key", keys / "head") == ["self-approved"]


@needs_ssh
def test_a_key_without_a_signer_is_a_wrong_use(root: Path, keys: Path) -> None:
    settings = root / "datapackages/catalogue.yaml"
    words = yaml.safe_load(settings.read_text(encoding="utf-8"))
    del words["signers"]
    settings.write_text(yaml.safe_dump(words), encoding="utf-8")
    typed = ("--name", "ก", "--position", "ข", "--date", "2026-06-20")
    run(root, "submit", "pupils", "--key", keys / "head", *typed, code=2)
    run(root, "submit", "pupils", *typed)
    run(root, "verify", "pupils", "--as", "head", "--key", keys / "head", *typed)
    assert status(root)["stage"] == "verified"


def test_every_reason_is_explained_in_both_languages() -> None:
    for rule in (*gate.RULES.values(), *RULES.values()):
        assert all(words.has("th") and words.has("en") for words in (rule.title, rule.why, rule.cure))
