"""A byte that changed is named, whatever was done to hide it; a mended digest is told, not trusted."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from nianbao.archive.digests import labelled_digest
from nianbao.archive.errors import Damaged
from nianbao.archive.index import build_index, request_key
from nianbao.archive.members import read_member
from nianbao.archive.reader import iter_captures, load
from nianbao.archive.verify import verify
from nianbao.domain.capture import Capture, RecordRef

Rewrite = Callable[[RecordRef, Callable[[bytes], bytes]], None]


def changed(data: bytes) -> bytes:
    return data.replace(b"<td>27<", b"<td>28<", 1)


def test_every_single_byte_of_a_record_counts(captures: list[Capture]) -> None:
    record = captures[0].record
    stored = record.file.read_bytes()
    end = read_member(record.file, record.offset).end
    unnoticed = []
    messages: set[str] = set()
    for place in range(record.offset, end):
        record.file.write_bytes(stored[:place] + bytes([stored[place] ^ 0x10]) + stored[place + 1 :])
        try:
            load(record)
            unnoticed.append(place - record.offset)
        except Damaged as damage:
            messages.add(str(damage).partition(" is damaged")[0])
    assert messages == {f"{record.file}: record {record.id} at offset {record.offset}"}
    # gzip's own time stamp, extra flags and system (RFC 1952 §2.3) say nothing of the content; nor do the bits that
    # fill up the last byte before its trailer of eight, as many as the record's random id leaves over
    assert set(unnoticed) <= {3, *range(4, 10), end - record.offset - 9}


def test_content_changed_and_compressed_again_fails_on_its_digest(captures: list[Capture], rewritten: Rewrite) -> None:
    record = captures[0].record
    rewritten(record, changed)
    with pytest.raises(Damaged, match="digest sha1") as caught:
        load(record)
    assert (caught.value.offset, caught.value.record_id) == (record.offset, record.id)


def test_content_changed_and_digest_mended_loads_with_the_new_digest(
    captures: list[Capture], rewritten: Rewrite
) -> None:
    record = captures[0].record
    mended = labelled_digest(changed(load(record).body))
    rewritten(record, lambda data: changed(data).replace(record.digest.encode(), mended.encode()))
    payload = load(record)
    assert b"<td>28<" in payload.body
    assert payload.digest == mended != record.digest
    assert not payload.block_intact
    assert ["block digest" in str(fault) for fault in verify(record.file)] == [True]


def test_a_record_without_payload_digest_stands_on_its_block_digest(
    captures: list[Capture], rewritten: Rewrite
) -> None:
    record = captures[0].record
    rewritten(record, lambda data: changed(data).replace(b"WARC-Payload-Digest", b"WARC-Other-Digest"))
    with pytest.raises(Damaged, match="block digest"):
        load(record)


def test_an_unknown_algorithm_is_not_trusted(captures: list[Capture], rewritten: Rewrite) -> None:
    rewritten(captures[0].record, lambda data: data.replace(b"Payload-Digest: sha1:", b"Payload-Digest: crc9:"))
    with pytest.raises(Damaged):
        load(captures[0].record)


@pytest.mark.parametrize("cut", [1, 4, 9, 40, 200])
def test_a_cut_file_keeps_its_earlier_records_and_names_the_tail(captures: list[Capture], cut: int) -> None:
    file = captures[0].record.file
    file.write_bytes(file.read_bytes()[:-cut])
    read: list[Capture] = []
    with pytest.raises(Damaged, match="the file ends inside it"):
        read.extend(one.capture for one in iter_captures(file))
    index = build_index([file], cut_tail_allowed=True)
    # The last answer is lost with the tail; its request, which comes first, says nothing alone.
    assert len(index) == 2
    assert index.next(request_key("GET", captures[0].url)) == captures[0].record
    assert index.damaged[0].offset > captures[1].record.offset
    with pytest.raises(Damaged):
        build_index([file])


def test_a_broken_record_in_the_middle_is_named(captures: list[Capture]) -> None:
    record = captures[1].record
    stored = bytearray(record.file.read_bytes())
    stored[record.offset + 60] ^= 0xFF
    record.file.write_bytes(stored)
    with pytest.raises(Damaged) as caught:
        list(iter_captures(record.file))
    assert caught.value.offset == record.offset


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.warc.gz").touch()
    assert list(iter_captures(tmp_path / "empty.warc.gz")) == []


def test_what_is_no_warc_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.warc.gz").write_text("<html>" * 100)
    with pytest.raises(Damaged, match=r"page\.warc\.gz"):
        list(iter_captures(tmp_path / "page.warc.gz"))


def test_a_thousand_flipped_bits_are_all_found(captures: list[Capture]) -> None:
    file = captures[0].record.file
    stored = file.read_bytes()
    chance = Random(20261122)  # noqa: S311 - the same bits each time
    places = chance.choices(range(len(stored)), k=1000)
    missed = []
    for place in places:
        flipped = bytes([stored[place] ^ 1 << chance.randrange(8)])
        file.write_bytes(stored[:place] + flipped + stored[place + 1 :])
        if not list(verify(file)):
            missed.append(place)
    assert missed == []


def test_bits_that_gzip_does_not_care_about_are_found_too(captures: list[Capture]) -> None:
    file = captures[0].record.file
    stored = file.read_bytes()
    silent: list[tuple[int, int]] = []
    offset = 0
    while offset < len(stored):
        end = read_member(file, offset).end
        silent += [(place, bit) for place in (offset + 3, *range(offset + 4, offset + 10), end - 9) for bit in range(8)]
        offset = end
    missed = []
    for place, bit in silent:
        file.write_bytes(stored[:place] + bytes([stored[place] ^ 1 << bit]) + stored[place + 1 :])
        if not list(verify(file)):
            missed.append((place, bit))
    assert missed == []


def test_packing_of_other_programs_is_not_judged(captures: list[Capture], tmp_path: Path) -> None:
    file = captures[0].record.file
    stored = file.read_bytes()
    first = read_member(file, 0).end
    others = bytearray(stored[first:])
    others[4:8] = b"\x01\x02\x03\x04"
    foreign = tmp_path / "foreign.warc.gz"
    foreign.write_bytes(bytes(others))
    assert list(verify(foreign)) == []


def test_a_fault_does_not_hide_the_next(captures: list[Capture]) -> None:
    file = captures[0].record.file
    stored = bytearray(file.read_bytes())
    for capture in (captures[0], captures[2]):
        stored[capture.record.offset + 60] ^= 0xFF
    file.write_bytes(stored)
    assert [fault.offset for fault in verify(file)] == [captures[0].record.offset, captures[2].record.offset]
