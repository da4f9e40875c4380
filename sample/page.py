"""One report page: shell, sections, tables, marked as a sample."""

from string import Template

from sample.catalogue import HERE, Page, catalogue
from sample.dress import Dress, dress_of, table_html
from sample.page_traps import around_article, before_article, declared_charset, encoded
from sample.prose import Part, parts_of
from sample.published import published
from sample.table_traps import lay_traps
from sample.tables import table_of

MARK = "样本页面：由 nianbao 项目自制，供测试和演示；数字取自已公布的统计，文字为项目自拟，不是任何机关的原文。"


def shell(name: str) -> Template:
    """The page of a kind of portal, with places to fill."""
    return Template((HERE / "shells" / f"{name}.html").read_text(encoding="utf-8"))


def page_bytes(page: Page) -> bytes:
    """The page as its portal would send it, before any Content-Encoding."""
    parts = parts_of(page, published(page.name))
    body = _one_paragraph(parts) if "one_paragraph" in page.traps else _sections(parts, page)
    html = shell(page.shell).substitute(
        mark=MARK,
        charset=declared_charset(page),
        title=page.title,
        heading=page.heading,
        date=page.date,
        before_article=before_article(page),
        body=around_article(body, page),
    )
    return encoded(html, page)


def _sections(parts: tuple[Part, ...], page: Page) -> str:
    dress = dress_of(page.traps)
    lines: list[str] = []
    for part in parts:
        lines.extend([dress.paragraph(part.heading)] if part.heading else [])
        lines.extend([_table(part.table, page, dress)] if part.table else [])
        lines.extend([f"<p>{_picture(part.picture)}</p>"] if part.picture else [])
        lines.extend(map(dress.paragraph, part.paragraphs))
    return "\n".join(lines)


def _one_paragraph(parts: tuple[Part, ...]) -> str:
    texts = (" ".join((part.heading, *part.paragraphs)) + _picture(part.picture) for part in parts)
    return f"<p>{' '.join(texts)}</p>"


def _picture(name: str) -> str:
    return f'<img border="0" src="./{name}" width="640">' if name else ""


def _table(kind: str, page: Page, dress: Dress) -> str:
    figures = published(page.name)
    table = lay_traps(kind, table_of(kind, page.form, figures, page.year), page.traps)
    html = table_html(table, dress)
    if kind == "t2" and "commented_duplicate" in page.traps:
        return f"<!-- {_year_before(page, dress)} -->\n{html}"
    return html


def _year_before(page: Page, dress: Dress) -> str:
    name = f"{page.name.rpartition('_')[0]}_{page.year - 1}"
    before = next(one for one in catalogue().pages if one.name == name)
    return table_html(table_of("t2", before.form, published(before.name), before.year), dress)
