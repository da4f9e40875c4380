"""The recogniser of characters. Its models come with the package: nothing is downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec import TextRecInput

from extractors.documents.image_open import Grey
from extractors.documents.ocr_crops import HIGH, NARROW

_MODELS: dict[str, object] = {
    "Global.log_level": "critical",
    # One: several wait for each other on a busy machine, where reading takes half as long again in all.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Rec.rec_batch_num": 2,
    "Rec.rec_img_shape": [3, HIGH, NARROW],  # the least width; cells are narrow, and time goes by width
}
Quad = NDArray[np.float32]  # four corners of a line of print


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of print as text, and how far the recogniser doubts each of its characters: 0 certain, 1 not at all."""

    text: str
    doubts: tuple[float, ...]

    @property
    def doubt(self) -> float:
        """That of the most doubtful character; 1 where none was recognised."""
        return max(self.doubts, default=1.0)


@cache
def _engine() -> Any:  # its models are loaded when they are first asked for, by methods without types
    return RapidOCR(params=dict(_MODELS))


def recognised(lines: Sequence[Grey]) -> list[Recognised]:
    """The text of each picture of one line of print."""
    if not lines:
        return []
    read = _engine()._load_rec_model()(TextRecInput(img=[_coloured(line) for line in lines], return_word_box=True))
    return [
        Recognised(text, tuple(1.0 - float(sure) for sure in of.confs) if text else ())
        for text, of in zip(read.txts or (), read.word_results, strict=True)
    ]


def lines_on(page: Grey) -> list[Quad]:
    """Where lines of print stand on a page, from the top."""
    found = _engine()._load_det_model()(_coloured(page)).boxes
    return [] if found is None else list(found)


def _coloured(grey: Grey) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
