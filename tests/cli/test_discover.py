"""Calls of `nianbao discover` that are refused before anybody is asked."""

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main

HOME = "http://www.shilixian.gov.cn/"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["http://www.gonggao.test/"], "none of the registry"),
        (["http://www.shilixian.gov.cn.gonggao.test/"], "none of the registry"),
        (["ftp://www.shilixian.gov.cn/"], "not http or https"),
        ([f"{HOME[:-1]}:8080/"], "port 8080"),
        (["http://me@www.shilixian.gov.cn/"], "words stand ahead of the host"),
        ([], "give the address of a home page"),
        ([HOME, "--site", "hunan_liuyang"], "give the address of a home page"),
        (["--site", "nobody"], "there is no site nobody"),
        ([HOME, "--write"], "--write belongs to --site"),
        (["--site", "hunan_liuyang", "--region", "430181"], "--region to the address of a home page"),
        ([HOME, "--region", "哪里都不是县"], "no region is called"),
        ([HOME], "set NIANBAO_CONTACT"),
        (["--site", "hunan_liuyang"], "set NIANBAO_CONTACT"),
    ],
)
def test_a_wrong_call_asks_nobody(monkeypatch: pytest.MonkeyPatch, words: list[str], said: str) -> None:
    monkeypatch.delenv("NIANBAO_CONTACT", raising=False)
    done = CliRunner().invoke(main, ["discover", *words])
    assert (done.exit_code, said in done.stderr, done.stdout) == (2, True, ""), done.output
