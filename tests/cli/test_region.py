"""What REGION may be: today's codes and names, and those of the past."""

import pytest

from nianbao.cli.exits import WrongCall
from nianbao.cli.region import place_of


@pytest.mark.parametrize(
    ("asked", "key", "word"),
    [
        ("闸北区", "310108", "闸北区 (310108) is no more since 2015-11-04: merge into 310106静安区"),
        ("310108", "310108", "no more since 2015-11-04"),
        ("南汇区", "310119", "merge into 310115浦东新区"),
        ("上虞市", "330682", "上虞市 is now 上虞区 (330604)"),
        ("330682", "330682", "330682 is now 上虞区 (330604)"),
        ("静安区", "310106-2015", "what it came from has reports of its own: 静安区@2014, 闸北区@2014"),
        ("静安区@2014", "310106", "静安区 (310106) is no more since 2015-11-04"),
        ("310106@2014", "310106", "no more since 2015-11-04"),
        ("万盛区", "500110", "merge into 500110綦江区"),
        ("500110", "500110-2011", "万盛区@2010, 綦江县@2010"),
        ("巢湖市@2009", "341400", "abolish into 340100合肥市、340200芜湖市、340500马鞍山市"),
        ("邢台县", "130521", "abolish into 130502襄都区、130503信都区"),
        ("232723", "232723", "232723 is now 漠河市 (232701)"),
    ],
)
def test_a_past_name_or_code_is_found_with_a_word(
    asked: str, key: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place_of(asked).key == key
    assert word in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["浏阳市", "430181", "平潭县"])
def test_what_was_the_same_all_the_time_needs_no_word(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert place_of(asked).key is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("asked", ["临平区@2019", "199999", "闸北区@2018", "310108@2018"])
def test_what_was_not_there_then_is_refused(asked: str) -> None:
    with pytest.raises(WrongCall, match=f"no region is called {asked}"):
        place_of(asked)
