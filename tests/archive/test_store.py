"""Archives in a store that speaks S3 over HTTP: brought there whole, read from there by ranges, never replaced."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nianbao.archive.errors import Missing, OutOfReach, StoreFailed
from nianbao.archive.handover import HandedOver, hand_over, machine_tag, noted
from nianbao.archive.index import build_index, request_key
from nianbao.archive.places import archive_store, is_there, size_of
from nianbao.archive.reader import info_of, iter_captures, load
from nianbao.archive.store import Store
from nianbao.archive.stored import BLOCK, Blocks, StoredFile
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter
from nianbao.domain.capture import Capture

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Overwrite = Callable[[Store, str, bytes], None]


def brought(folder: Path, store: Store, stays: timedelta | None = None, now: datetime = NOW) -> HandedOver:
    return hand_over(folder, store, stays=stays, now=now)


def test_what_is_only_there_is_read_as_what_is_here(captures: list[Capture], s3_store: Store) -> None:
    file = captures[0].record.file
    here, index, info = [load(one.record) for one in captures], build_index([file]), info_of(file)
    account = brought(file.parent, s3_store)
    assert (account.stored, account.failed) == ([file.name], [])
    file.unlink()
    assert [load(one.record) for one in captures] == here
    assert len(build_index([file])) == len(index) == 3
    assert build_index([file]).captures(request_key("POST", captures[2].url, b"page=2")) == (captures[2],)
    assert [one.capture for one in iter_captures(file)] == captures
    assert info_of(file) == info
    assert list(verify(file)) == []


def test_only_the_ranges_that_are_needed_are_asked_for(tmp_path: Path, s3_store: Store) -> None:
    asked: list[tuple[int, int]] = []

    class Watched(Store):
        def read(self, name: str, start: int, end: int) -> bytes:
            asked.append((start, end))
            return Store.read(s3_store, name, start, end)

    content = bytes(range(256)) * (BLOCK // 256) * 3 + b"end"
    (tmp_path / "large.warc.gz").write_bytes(content)
    s3_store.put(tmp_path / "large.warc.gz")
    file = StoredFile(Watched(s3_store.address), "large.warc.gz", len(content), Blocks(most=2))
    file.seek(2 * BLOCK + 5)
    assert file.read(4) == content[2 * BLOCK + 5 :][:4]
    file.seek(-2, 2)
    assert file.read() == b"nd"
    assert asked == [(2 * BLOCK, 3 * BLOCK), (3 * BLOCK, 3 * BLOCK + 3)]
    file.seek(0)
    assert file.read() == content


def test_a_kill_between_upload_and_note_is_gone_on_from(captures: list[Capture], s3_store: Store) -> None:
    file = captures[0].record.file
    s3_store.put(file)
    at = s3_store.written_at(file.name)
    assert list(noted(file.parent, s3_store)) == []
    assert brought(file.parent, s3_store).stored == [file.name]
    assert (s3_store.written_at(file.name), list(noted(file.parent, s3_store))) == (at, [file.name])
    assert brought(file.parent, s3_store) == HandedOver()


def test_another_file_of_that_name_is_never_replaced(
    captures: list[Capture], s3_store: Store, overwrite: Overwrite
) -> None:
    file = captures[0].record.file
    overwrite(s3_store, file.name, b"of another machine")
    account = brought(file.parent, s3_store)
    assert (account.stored, len(account.failed)) == ([], 1)
    assert "holds other bytes" in account.failed[0]
    assert s3_store.read(file.name, 0, 100) == b"of another machine"
    assert list(verify(file)) == []


def test_a_store_that_is_down_costs_one_line_and_nothing_else(
    captures: list[Capture], s3_store: Store, nowhere: str
) -> None:
    file = captures[0].record.file
    account = brought(file.parent, Store(s3_store.address, nowhere))
    assert (account.stored, len(account.failed)) == ([], 1)
    assert "1 archives wait" in account.failed[0]
    assert brought(file.parent, s3_store).stored == [file.name]


def test_a_store_that_fails_is_not_taken_for_the_end_of_a_file(
    captures: list[Capture], s3_store: Store, nowhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = captures[0].record.file
    brought(file.parent, s3_store)
    file.unlink()
    monkeypatch.setenv("NIANBAO_ARCHIVE_ENDPOINT", nowhere)
    for reading in (lambda: load(captures[0].record), lambda: list(verify(file))):
        with pytest.raises(OutOfReach, match="the archive store s3://"):
            reading()
    index = build_index([file], cut_tail_allowed=True)
    assert (len(index), len(index.damaged)) == (0, 1)


def test_what_is_neither_here_nor_there_is_missing(tmp_path: Path, s3_store: Store) -> None:
    assert not is_there(tmp_path / "none.warc.gz")
    with pytest.raises(Missing, match=f"not in {s3_store.address} either"):
        size_of(tmp_path / "none.warc.gz")


def test_files_that_are_written_to_or_cut_short_wait(captures: list[Capture], s3_store: Store) -> None:
    file = captures[0].record.file
    with ArchiveWriter(file):
        assert brought(file.parent, s3_store) == HandedOver()
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    account = brought(file.parent, s3_store)
    assert (account.stored, len(account.failed)) == ([], 1)
    assert "cut short" in account.failed[0]
    file.write_bytes(whole)
    assert brought(file.parent, s3_store).stored == [file.name]


def test_the_copy_here_goes_after_its_days_and_only_where_the_store_has_it(
    captures: list[Capture], s3_store: Store, overwrite: Overwrite
) -> None:
    file = captures[0].record.file
    late = NOW + timedelta(days=4000)
    assert brought(file.parent, s3_store, timedelta(days=9000), late).removed == []
    overwrite(s3_store, file.name, b"damaged since")
    assert brought(file.parent, s3_store, timedelta(days=8), late).removed == []
    overwrite(s3_store, file.name, file.read_bytes())
    assert brought(file.parent, s3_store, timedelta(days=8), late).removed == [file.name]
    assert not file.exists()
    assert load(captures[0].record).status == 200


def test_what_the_store_has_lost_is_brought_again(captures: list[Capture], s3_store: Store) -> None:
    file = captures[0].record.file
    brought(file.parent, s3_store)
    s3_store._files().rm_file(s3_store._path(file.name))
    assert brought(file.parent, s3_store).stored == [file.name]


def test_a_bit_that_changed_in_the_store_is_found(
    captures: list[Capture], s3_store: Store, overwrite: Overwrite
) -> None:
    file, second = captures[0].record.file, captures[1].record
    brought(file.parent, s3_store)
    stored = bytearray(file.read_bytes())
    file.unlink()
    stored[second.offset + 80] ^= 1
    overwrite(s3_store, file.name, bytes(stored))
    assert [fault.offset for fault in verify(file)]


def test_a_folder_is_a_store_too(captures: list[Capture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, store = captures[0].record.file, Store(str(tmp_path / "other disk"))
    assert store.sizes() == {}
    assert brought(file.parent, store).stored == [file.name]
    assert store.sizes() == {file.name: file.stat().st_size}
    monkeypatch.setenv("NIANBAO_ARCHIVE", store.address)
    file.unlink()
    assert load(captures[0].record).status == 200
    assert list(verify(file)) == []


def test_each_folder_has_a_tag_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    tags = [machine_tag(tmp_path / name) for name in ("a", "b", "a", "a")]
    assert tags[0] == tags[2] == tags[3] != tags[1]
    assert len(tags[0]) == 8


@pytest.mark.parametrize("given", ["s3://", "http://bucket", "relative/folder", "s3:/bucket", "s3://bucket//x y"])
def test_what_is_no_place_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_ARCHIVE", given)
    with pytest.raises(StoreFailed, match="NIANBAO_ARCHIVE"):
        archive_store()
