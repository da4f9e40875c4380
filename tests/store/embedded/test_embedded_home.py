"""Where data lie: NIANBAO_HOME, else the platform's place."""

from pathlib import Path

import pytest

from nianbao.store.embedded import nianbao_home


def test_the_variable_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "年 报"))
    assert nianbao_home() == tmp_path / "年 报"


@pytest.mark.parametrize(
    ("platform", "xdg", "place"),
    [
        ("linux", "", ".local/share/nianbao"),
        ("linux", "relative/is/ignored", ".local/share/nianbao"),
        ("darwin", "", "Library/Application Support/nianbao"),
    ],
)
def test_without_it_the_platform_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, xdg: str, place: str
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", xdg)
    monkeypatch.setattr("sys.platform", platform)
    assert nianbao_home() == tmp_path / place


def test_the_desktop_standard_is_followed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NIANBAO_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert nianbao_home() == tmp_path / "nianbao"
