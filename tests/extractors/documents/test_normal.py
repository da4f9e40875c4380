"""Normalisation: every place keeps its name in both scripts, between brackets of both kinds; nothing else changes."""

from collections.abc import Callable
from itertools import cycle

import pytest
from opencc import OpenCC

import extractors
from extractors.documents.annotations import strip_pinyin
from extractors.documents.document import Paragraph
from extractors.documents.normal import normaliser
from extractors.documents.script import is_traditional, simplify
from extractors.documents.script_data import kept_names
from nianbao.domain.divisions import regions

# Simplified and, as a person writes it, traditional.
SENTENCE = "{}人民政府办公室发布，后台里面的干部都松了一口气。"
TRADITIONAL = "{}人民政府辦公室發布，後臺裏面的幹部都鬆了一口氣。"
NAMES = sorted({region.name for region in regions().values()} | kept_names())
SYLLABLES = ("qián", "xiàn", "yú", "ān", "shì", "ér", "lǜ", "zhuāng", "guó", "jiǔ")
BRACKETS = ("({})", "（{}）")


def machine(config: str) -> Callable[[str], str]:
    """A converter to traditional script, as software of mirrors uses it: whole names, words at a time."""
    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def annotated(text: str, brackets: str) -> str:
    """Every character with a syllable behind it."""
    syllables = cycle(SYLLABLES)
    return "".join(one if one in "，。" else one + brackets.format(next(syllables)) for one in text)


def test_every_division_is_among_the_names() -> None:
    assert len(regions()) == 3214
    assert {"乾县", "乾安县", "余干县", "於潜", "瀍河回族区"} <= set(NAMES)


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_every_place_keeps_its_name_in_traditional_text(config: str) -> None:
    convert = machine(config)
    for name in NAMES:
        for written in {name, convert(name), "".join(map(convert, name))}:
            text = TRADITIONAL.format(written)
            assert normaliser(text)(text) == SENTENCE.format(name), written


def test_every_place_keeps_its_name_in_simplified_text() -> None:
    for name in NAMES:
        text = SENTENCE.format(name)
        assert not normaliser(text).changes
        assert normaliser(text)(text) == text


@pytest.mark.parametrize("brackets", BRACKETS)
def test_every_place_keeps_its_name_among_annotations(brackets: str) -> None:
    convert = machine("s2t")
    for name in NAMES:
        for text in (SENTENCE.format(name), TRADITIONAL.format(convert(name))):
            page = annotated(text, brackets)
            normal = normaliser(page)
            assert normal(page) == SENTENCE.format(name)
            assert "pinyin" in normal.mirrored


def test_a_traditional_page_is_read_with_its_places() -> None:
    page = "乾縣人民政府2023年政府信息公開工作年度報告\n\n一、總體情況\n於潛鎮、乾元鎮、餘乾縣、中衞市、藉口鎮和乾坤。"
    document = extractors.read(page.encode())
    text = "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert text.startswith("乾县人民政府2023年政府信息公开工作年度报告")
    assert "於潜镇、乾元镇、余干县、中卫市、藉口镇和乾坤。" in text
    assert document.mirrored == "in traditional script"


@pytest.mark.parametrize(
    "text",
    [
        "乾县人民政府2023年政府信息公开工作年度报告，著作权、瞭望塔、於潜镇。",
        "（一）公开（含转载）12件；（2）办理(a)类(OCR)(m)2件，约(de)",
        "12345 （10） 〔2024〕5号 ①②③ ⅠⅡⅢ ㎡ ％ ，．：",
        "",
    ],
)
def test_simplified_text_is_not_touched(text: str) -> None:
    assert normaliser(text)(text) == text


def test_a_few_traditional_characters_make_no_traditional_text() -> None:
    assert not is_traditional("本县公开政府信息二千一百条，其中依申请公开十二条，均按期答复，没有收费。" * 3 + "後記")
    assert not is_traditional("")
    assert is_traditional("後記")


def test_words_and_characters_as_opencc_converts_them() -> None:
    convert = machine("t2s")
    text = "乾乾淨淨的後臺，一目瞭然；著作與瞭解，鍾錶、發髮、複覆復、隻只。" * 3
    assert simplify(text) == convert(text)


def test_annotations_without_a_tone_are_left_in_a_text_without_any() -> None:
    assert strip_pinyin("公开(de)内容") == "公开(de)内容"
    assert strip_pinyin("陽(yáng)光(guāng)下(xià)的(de)") == "陽光下的"
    assert strip_pinyin("陽（ＹÁng）") == "陽（ＹÁng）"
    assert strip_pinyin("陽（YÁNG）") == "陽"
