"""What people type as Markdown, as blocks of a document. HTML and scripts in it stay the text they are.

Parsed by markdown-it (CommonMark). Headings people type become bold paragraphs, so that a text cannot break the outline
of the document it stands in; pictures become their description.
"""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from dashboard.documents.document import Block, Listing, Paragraph, Quote, Run


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text; every line break that was typed is kept."""
    return _blocks(SyntaxTreeNode(_parser().parse(text)))


@cache
def _parser() -> MarkdownIt:
    # Without HTML: what looks like a tag is text. Without code by indentation: pasted text is full of blanks.
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    return parser.disable(["code", "html_block", "html_inline", "reference", "entity"])


def _blocks(node: SyntaxTreeNode) -> tuple[Block, ...]:
    found: list[Block] = []
    for child in node.children:
        match child.type:
            case "paragraph":
                found.append(Paragraph(_runs(child)))
            case "heading":
                found.append(Paragraph(tuple(Run(run.text, True, run.italic, run.address) for run in _runs(child))))
            case "bullet_list" | "ordered_list":
                items = tuple(_blocks(item) for item in child.children)
                found.append(Listing(items, ordered=child.type == "ordered_list"))
            case "blockquote":
                found.append(Quote(_blocks(child)))
            case "hr":
                continue
            case _:
                found.append(Paragraph((Run(child.content.rstrip("\n")),)))
    return tuple(found)


def _runs(node: SyntaxTreeNode, **type_: Any) -> tuple[Run, ...]:
    found: list[Run] = []
    for child in node.children:
        match child.type:
            case "inline" | "s":
                found.extend(_runs(child, **type_))
            case "strong":
                found.extend(_runs(child, **{**type_, "bold": True}))
            case "em":
                found.extend(_runs(child, **{**type_, "italic": True}))
            case "link":
                address = str(child.attrs.get("href", ""))
                safe = address if address.startswith(("https://", "http://", "mailto:")) else ""
                found.extend(_runs(child, **{**type_, "address": safe}))
            case "softbreak" | "hardbreak":
                found.append(Run("\n", **type_))
            case _:
                found.append(Run(child.content, **type_))
    return tuple(run for run in found if run.text)
