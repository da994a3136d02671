"""From what a user names (files, notices, a meeting) to the versions that are compared, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.diff.versions import Version, version_of_file, version_of_notice
from kg.errors import InputError
from kg.following.meetings import Meetings
from kg.lookup import called, label_of, nearest, one_called
from kg.messages import message
from kg.store.walk import Walk

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.source import Source

_OF_ONE_MEETING: Final = ("机构", "会议种类", "日期", "次", "届")


@dataclass(slots=True)
class Found:
    """Versions, earliest first, and remarks for people, one sentence each."""

    versions: list[Version]
    remarks: list[str] = field(default_factory=list)


def is_file(name: str) -> bool:
    """Whether ``name`` is read as a file: there is one, or it is standard input."""
    return name == "-" or Path(name).is_file()


def two_versions(one: str, other: str, opened: Source | None, settings: Settings) -> Found:
    """The two named notices, in the order given: files, IRIs or ids, or a meeting that one notice reports.

    Raises InputError, naming the nearest, where there is no such notice, or where several are meant.
    """
    before, after = (
        version_of_file(name, settings) if is_file(name) or opened is None else _in_store(name, opened)
        for name in (one, other)
    )
    found = Found([before, after])
    if before.text == after.text:
        found.remarks.append(
            message("{before} and {after} have the same text", before=before.source, after=after.source)
        )
    elif before.meeting != after.meeting and not _may_be_one(before, after):
        found.remarks.append(
            message(
                "these may be two meetings: {before} ({source}), {after} ({other})",
                before=before.label,
                source=before.source,
                after=after.label,
                other=after.source,
            )
        )
    return found


def versions_of_meeting(name: str, opened: Source) -> Found:
    """All notices of the meeting called ``name``, by date of publication.

    Raises InputError where there is no such meeting, or fewer than two notices report it.
    """
    reports = Meetings(Walk(opened)).reports(one_called("meeting", name, opened))
    found = Found([version_of_notice(notice, opened) for notice in reports.notices])
    label = label_of(reports.meeting, opened)
    for notice in reports.unclear:
        source = version_of_notice(notice, opened).source
        found.remarks.append(
            message(
                "{source} may report {meeting}, or another meeting of its day; it was left out",
                source=source,
                meeting=label,
            )
        )
    if len(found.versions) < 2:
        told = (
            message("only {source} reports {meeting}", source=found.versions[0].source, meeting=label)
            if found.versions
            else message("no notice reports {meeting}", meeting=label)
        )
        raise InputError(
            message("There is nothing to compare: {told}; give two notices, or a notice and a file.", told=told)
        )
    days = sorted(set(_values("日期", found.versions)))
    if len(days) > 1:
        found.remarks.append(
            message(
                "the notices of {meeting} tell several days ({days}): it may be two meetings",
                meeting=label,
                days="、".join(days),
            )
        )
    return found


def _in_store(name: str, opened: Source) -> Version:
    notices = called("notice", name, opened)
    if not notices and (meetings := called("meeting", name, opened)):
        meeting = meetings[0] if len(meetings) == 1 else one_called("meeting", name, opened)
        notices = list(Meetings(Walk(opened)).reports(meeting).notices)
        if len(notices) > 1:
            names = "; ".join(f"<{notice}>" for notice in notices)
            raise InputError(
                message(
                    "{notices} notices report {name}: {names}; name one, or give the meeting alone.",
                    notices=len(notices),
                    name=name,
                    names=names,
                )
            )
    if not notices and Path(name).suffix:
        near = "、".join(nearest("notice", name, opened))
        hint = message("; notices of similar names: {names}", names=near) if near else ""
        raise InputError(
            message("There is no file {name}, and the store holds no notice of this name{hint}.", name=name, hint=hint)
        )
    return version_of_notice(notices[0] if len(notices) == 1 else one_called("notice", name, opened), opened)


def _may_be_one(before: Version, after: Version) -> bool:
    """Whether both tell the same day, and nothing that one of them tells of the meeting speaks against the other."""
    told = {name: list(_values(name, (before, after))) for name in _OF_ONE_MEETING}
    return len(told["日期"]) == 2 and all(len(set(values)) < 2 for values in told.values())


def _values(name: str, versions: list[Version] | tuple[Version, ...]) -> Iterator[str]:
    return (field.value for version in versions for field in version.fields if field.name == name)
