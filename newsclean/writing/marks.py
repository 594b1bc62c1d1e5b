"""Marked text as CommonMark: escapes, and marks only where every reader takes them for marks.

Whether asterisks open or close emphasis depends on the characters at both sides (CommonMark 0.31, 6.2): beside a space
they do not, and beside punctuation only if a space or punctuation is at the other side too, which text without spaces
between its words often has not. A mark that would not do leaves out the signs at its ends, or is left off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from newsclean.writing.inline import Marked, Node, plain

#: Marks of CommonMark and GitHub anywhere in a line, and an ampersand that begins a character reference.
_SIGNS = r"[\\`*_\[\]<~|]"
_INLINE = re.compile(rf"{_SIGNS}|&(?=#?\w+;)")
#: The same in a piece of text, after which the reference may go on.
_IN_PIECE = re.compile(rf"{_SIGNS}|&(?=#?\w*(?:;|$))")
_BACKTICKS = re.compile("`+")


def escaped(text: str) -> str:
    """A line of text to stand behind a mark, or behind other text: in a heading, in emphasis."""
    return _INLINE.sub(r"\\\g<0>", text)


def marked(tree: Sequence[Node], *, in_cell: bool = False) -> str:
    """A tree as a line of Markdown, to stand where nothing but spaces or lines are around it; `in_cell`: of a table."""
    if len(tree) == 1 and isinstance(tree[0], str):
        return escaped(tree[0])
    return _Line(in_cell).rendered(tree, "", "")


class _Line:
    def __init__(self, in_cell: bool) -> None:
        self.in_cell = in_cell

    def rendered(self, tree: Sequence[Node], before: str, after: str) -> str:
        """Nodes between two characters; each is empty at the ends of the line."""
        out: list[str] = []
        last = before
        for number, node in enumerate(tree):
            following = plain(tree[number + 1 : number + 2])[:1] or after
            if isinstance(node, str):
                text = _IN_PIECE.sub(r"\\\g<0>", node)
            else:
                text = self._node(node, last, following, _begins_strong(tree, number + 1) or after)
            if text.startswith("[") and out and out[-1].endswith("!"):
                out[-1] = out[-1][:-1] + "\\!"  # else it would be an image
            if text:
                out.append(text)
                last = text[-1]
        return "".join(out)

    def _node(self, node: Marked, before: str, after: str, touched: str) -> str:
        """A marked node; `after` is the character of the text that follows, `touched` an asterisk if one follows."""
        if node.mark == "code":
            return self._code(node, before, after)
        if node.mark == "link":
            return f"[{self.rendered(node.inner, '[', ']')}]({_target(node.target or '')})"
        sign = "**" if node.mark == "strong" else _emphasis_sign(node, before, touched)
        if not (before == "*" and sign[0] == "*"):
            lead, inner, trail = "", node.inner, ""
            for _ in range(2):
                held = self.rendered(inner, sign[0], sign[0])
                opens = _may_stand(held[:1], lead[-1:] or before, sign)
                closes = _may_stand(held[-1:], trail[:1] or after, sign)
                if opens and closes:
                    return _IN_PIECE.sub(r"\\\g<0>", lead) + sign + held + sign + _IN_PIECE.sub(r"\\\g<0>", trail)
                lead, inner, trail = _without_edges(node.inner, opens, closes)
                if not inner:
                    break
        return self.rendered(node.inner, before, after)

    def _code(self, node: Marked, before: str, after: str) -> str:
        text = plain(node.inner)
        if before == "`" or (self.in_cell and "|" in text):
            return self.rendered(node.inner, before, after)
        fence = "`" * (max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
        space = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{space}{text}{space}{fence}"


def _target(address: str) -> str:
    """The address of a link, which has no spaces and angle brackets."""
    address = address.replace("&", "\\&") if ";" in address else address
    return f"<{address}>" if "(" in address or ")" in address else address


def _emphasis_sign(node: Marked, before: str, touched: str) -> str:
    """An asterisk, which works inside words too, unless it would touch another."""
    touches = before == "*" or touched == "*" or _begins_strong(node.inner, 0) or _begins_strong(node.inner, -1)
    return "_" if touches else "*"


def _begins_strong(tree: Sequence[Node], number: int) -> str:
    """An asterisk if a node is a strong one."""
    node = tree[number] if number < len(tree) else ""
    return "*" if isinstance(node, Marked) and node.mark in ("strong", "emphasis") else ""


def _may_stand(inside: str, outside: str, sign: str) -> bool:
    """Whether a sign between these characters, an empty one at the end of the line, opens or closes a mark."""
    if not inside or inside.isspace():
        return False
    # Line separators are no spaces to CommonMark.
    alone = not outside or outside in " \t" or unicodedata.category(outside) == "Zs" or _is_punctuation(outside)
    return alone or not (sign == "_" or _is_punctuation(inside) or unicodedata.category(inside)[0] == "S")


def _is_punctuation(sign: str) -> bool:
    """Whether all versions of CommonMark call a character punctuation; newer ones add the symbols."""
    return unicodedata.category(sign)[0] == "P" or (sign.isascii() and not sign.isalnum() and sign.isprintable())


def _without_edges(inner: Sequence[Node], opens: bool, closes: bool) -> tuple[str, list[Node], str]:
    """A tree without the signs at the ends at which a mark cannot stand."""
    tree, lead, trail = list(inner), "", ""
    if not opens and isinstance(text := tree[0], str):
        kept = text.lstrip("".join(set(re.findall(r"[\W_]", text))))
        lead, tree[0] = text[: len(text) - len(kept)], kept
    if not closes and tree and isinstance(text := tree[-1], str):
        kept = text.rstrip("".join(set(re.findall(r"[\W_]", text))))
        trail, tree[-1] = text[len(kept) :], kept
    return lead, [node for node in tree if node != ""], trail
