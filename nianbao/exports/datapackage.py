"""datapackage.json (Frictionless): every file with its digest, every CSV with the type and label of every column."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nianbao.exports.columns import Column
from nianbao.exports.selection import Selection
from nianbao.exports.shown import Shown
from nianbao.exports.tables import Table
from nianbao.exports.waterfall import Waterfall

NAME = "nianbao"
TYPES = {"integer": "integer", "number": "number", "figure": "number", "boolean": "boolean", "moment": "datetime"}
MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".dta": "application/x-stata-dta",
    ".sav": "application/x-spss-sav",
}


def data_package(
    selection: Selection,
    shown: Shown,
    tables: Mapping[str, tuple[Table, int]],
    counted: Waterfall,
    digests: Mapping[Path, str],
) -> str:
    """The JSON; `tables` by name with their rows, `digests` of the data files by path."""
    package = {
        "name": NAME,
        "id": f"{NAME}-{shown.release_id}",
        "title": "Figures of the annual open-government-information reports of China 中国政府信息公开工作年度报告数据",
        "version": shown.release_id,
        "created": shown.moment,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": "The nianbao authors", "role": "author"}],
        "selection": selection.told(),
        "exclusions": [{"step": step.name, "n": step.n, "lost": dict(step.lost)} for step in counted.steps],
        "resources": [_resource(path, digest, tables) for path, digest in digests.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(path: Path, digest: str, tables: Mapping[str, tuple[Table, int]]) -> dict[str, Any]:
    asked, rows = tables[path.stem]
    resource: dict[str, Any] = {
        "name": f"{path.stem}_{path.suffix[1:]}".replace("_", "-"),
        "path": path.name,
        "format": path.suffix[1:],
        "mediatype": MEDIA[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if path.suffix != ".csv":
        return resource | {"type": "file"}
    fields = [_field(column) for column in asked.columns]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": [asked.columns[0].name]}
    return resource | {"type": "table", "rows": rows, "encoding": "utf-8", "schema": schema}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "title": column.label,
    }
    told = {"key": column.key, "unit": column.unit}
    field |= {name: value for name, value in told.items() if value}
    if column.categories:
        field["constraints"] = {"enum": [each.word for each in column.categories]}
    return field
