"""A file whose writer was killed: what is whole stays, the tail goes."""

from pathlib import Path

from nianbao.archive.index import build_index, request_key
from nianbao.archive.members import read_member
from nianbao.archive.tails import drop_cut_tail
from nianbao.archive.verify import verify
from nianbao.domain.capture import Capture


def test_cut_at_every_byte_of_its_last_record(captures: list[Capture], tmp_path: Path) -> None:
    last = captures[-1].record
    stored = last.file.read_bytes()
    file = tmp_path / "cut.warc.gz"
    for size in range(last.offset + 1, len(stored)):
        file.write_bytes(stored[:size])
        index = build_index([file], cut_tail_allowed=True)
        assert len(index) == 2
        assert index.next_capture(request_key("POST", captures[-1].url, b"page=2")) is None
        assert drop_cut_tail(file) == size - last.offset
        assert file.read_bytes() == stored[: last.offset]
        assert list(verify(file)) == []


def test_a_whole_file_stays(captures: list[Capture]) -> None:
    file = captures[0].record.file
    stored = file.read_bytes()
    assert drop_cut_tail(file) == 0
    assert file.read_bytes() == stored


def test_behind_a_damage_inside_nothing_is_dropped(captures: list[Capture]) -> None:
    file, second = captures[0].record.file, captures[1].record
    stored = bytearray(file.read_bytes()[:-4])
    stored[second.offset + 60] ^= 0xFF
    file.write_bytes(stored)
    assert drop_cut_tail(file) == 0
    assert file.read_bytes() == bytes(stored)
    assert read_member(file, captures[0].record.offset).end <= second.offset
