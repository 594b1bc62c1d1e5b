"""bytes → str: which encoding, and no character that could hurt later.

Encodings are tried in this order: byte order mark, NUL pattern of UTF-16, ISO-2022 escapes, strict UTF-8,
UTF-8 with a few broken bytes, what an HTML page declares, chardet. What a page declares comes late because pages
that were saved or converted often keep a declaration that is wrong, and hardly any other encoding is valid UTF-8 by
chance. Scrubbing keeps the length, so character offsets stay true.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cache

from newsclean.errors import EmptyInput, InputError
from newsclean.shipped import rows

#: What is told of an input with nothing in it.
EMPTY = "is empty: there is nothing to clean"

#: Byte order marks, longest first: UTF-32-LE begins with the mark of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: First bytes of files that are no text, and what people call them.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"PK\x03\x04", "zip archive or office document"),
    (b"PK\x05\x06", "zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"\x7fELF", "executable"),
    (b"MZ\x90\x00", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"\xca\xfe\xba\xbe", "executable"),
    (b"\x00asm", "WebAssembly"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x00\x00\x01\x00", "icon"),
)
#: First bytes that a text may begin with, too ("ID3 price cut announced"): they tell only if control bytes are near.
_WORDS = (
    (re.compile(rb"GIF8[79]a"), "GIF image"),
    (re.compile(rb"PAR1"), "Parquet file"),
    (re.compile(rb".{257}ustar", re.DOTALL), "tar archive"),
    (re.compile(rb"OggS"), "Ogg media"),
    (re.compile(rb"ID3"), "MP3 audio"),
    (re.compile(rb"wOF[F2]"), "font"),
    (re.compile(rb"RIFF....(?:WEBP|WAVE|AVI )|....ftyp", re.DOTALL), "image, audio or video"),
)
#: How near (bytes): all of these have sizes, versions or flags there.
_NEAR = 64

#: ISO-2022 switches between character sets by escape sequences and is otherwise ASCII.
_ESCAPES = (
    (re.compile(rb"\x1b\$(?:[@B]|\([DOQ])"), "iso2022_jp_3"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)

#: Control bytes that plain text does not have. Back space, form feed and escape do occur in dumps.
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r\f\b\x1b") + b"\x7f"
_SCRUBBED_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r") + b"\x7f"
_SCRUBBED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# What a terminal takes for a colour or another order, whole: "\x1b[1m".
_ORDER = re.compile(r"\x1b\[[0-?]{0,20}[ -/]{0,3}[@-~]")

#: An encoding declared by `<meta charset>`, `<meta http-equiv content>`, or an XML declaration.
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*+[\"']?\s*+([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
#: Browsers look at the first 1024 bytes; some pages have long scripts before.
_DECLARATION = 1 << 14

#: Codecs of Python's that are no encodings of pages; most of them raise whatever the error handler.
_PYTHONS_OWN = frozenset(
    ("base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib", "idna", "mbcs", "oem", "punycode", "undefined",
     "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "utf-7")
)  # fmt: skip

#: UTF-8 if the bytes of sound signs beyond ASCII are this share of them and of the broken signs: a stray byte defeats
#: all detectors. Of 1,033 dumps with one in them the rule knows all, of those with three 980; of 12,561 in 16 other
#: encodings 3 follow it.
MOST_SOUND = 0.65
#: What is looked at to tell binary from text, and to guess an encoding.
_SAMPLE = 1 << 16


def decode(data: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """The text of `data`, whatever its encoding, scrubbed (see `scrub`), without byte order mark. `charset` is what an
    HTTP header says; for `html`, what the page declares is believed after it, as browsers do.

    Raises EmptyInput if there is nothing, InputError if it is binary.
    """
    if not data.strip():
        raise EmptyInput(EMPTY)
    _refuse_binary_magic(data)
    encoding = marked_encoding(data)
    if encoding:
        mark = next(len(mark) for mark, name in _MARKS if name == encoding and data.startswith(mark))
        text = data[mark:].decode(encoding, "replace")
    elif encoding := unmarked_wide_encoding(data):
        text = data.decode(encoding, "replace")
    else:
        declared = codec_of(charset) if charset else None
        text = _decode_narrow(data, declared or (declared_encoding(data) if html else None))
    text = scrub(text)
    if not text.strip().strip("\ufeff").strip():
        raise EmptyInput(EMPTY)
    return text


def scrub(text: str) -> str:
    """`text` without NUL, control characters and lone surrogates; the length stays.

    Control characters other than line ends and tabs become a space each, and so does each character of an order to a
    terminal. U+0080 to U+009F are read as Windows-1252, as HTML does for character references: in pages they are
    curly quotes and dashes that somebody decoded as Latin-1, and U+009B would otherwise start a terminal's escape
    sequence. A lone surrogate becomes U+FFFD, and a byte order mark left at the start a space.
    """
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if text.isascii():
        raw = text.encode()
        if len(raw.translate(None, _SCRUBBED_BYTES)) == len(raw):
            return text
    if "\x1b[" in text:
        text = _ORDER.sub(lambda order: " " * len(order[0]), text)
    return _SCRUBBED.sub(_scrubbed, text)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `data` tells, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


class ToUtf8:
    """Turns the pieces of a stream into UTF-8, in their order: their encoding is told by the mark at its start, else by
    `guess`; without either they stay as they are."""

    def __init__(self, guess: Callable[[bytes], str | None] = lambda _: None) -> None:
        self._guess = guess
        self._decoder: codecs.IncrementalDecoder | None = None
        self._begun = False

    def __call__(self, piece: bytes) -> bytes:
        begins, self._begun = not self._begun, True
        if begins:
            encoding = marked_encoding(piece) or self._guess(piece)
            if encoding == "utf-8":
                return piece.removeprefix(codecs.BOM_UTF8)
            if encoding:
                self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        if self._decoder is None:
            return piece
        text = self._decoder.decode(piece)
        return (text.removeprefix("\ufeff") if begins else text).encode()


def unmarked_wide_encoding(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` if `data` is that without a mark, else None.

    UTF-16 has its NULs (of ASCII characters) at odd places only, or at even ones. Text of other scripts
    has few of them, but then is not UTF-8 or seems full of control bytes.
    """
    sample = data[: _SAMPLE & ~1]
    if b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    nulls, units = max(even, odd), max(len(sample) // 2, 1)
    # The ideographic space, U+3000, has its NUL on the other side.
    spaces = sample.count(b"\0\x30" if odd > even else b"\x30\0")
    if min(even, odd) - spaces > 0.05 * nulls or nulls < 0.01 * units:
        return None
    latin = nulls >= 4 and nulls >= 0.4 * units
    if not latin and _is_utf8(sample) and _control_share(sample) < 0.2:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = sample[: len(sample) & ~1].decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return None
        text = sample[: error.start].decode(encoding)
    wrong = len(_SCRUBBED.findall(text)) + sum(not c.isprintable() and not c.isspace() for c in text[:2000])
    return encoding if wrong <= 0.02 * len(text) else None


def declared_encoding(data: bytes) -> str | None:
    """The codec of the encoding that an HTML page declares in its first kilobytes; None without a known one.

    Labels mean what browsers take them for: `iso-8859-1` is Windows-1252, and `utf-16`, which could not have been
    read so far, is UTF-8.
    """
    for found in _DECLARED.finditer(data[:_DECLARATION]):
        codec = codec_of((found[1] or found[2]).decode("ascii", "ignore"))
        if codec:
            return codec
    return None


def codec_of(label: str) -> str | None:
    """The codec that browsers take a label of an encoding for; None for one they do not know."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_browser_codecs().get(label, label)).name
    except (LookupError, ValueError):  # a NUL in it, or a lone surrogate
        return None
    return None if name in _PYTHONS_OWN else name


@cache
def _browser_codecs() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in map(str.split, rows("charsets"))}


def _decode_narrow(data: bytes, declared: str | None) -> str:
    """Decode anything but UTF-16 and UTF-32. Raises InputError if it is binary."""
    if b"\x1b" in data and data.isascii():
        for escape, encoding in _ESCAPES:
            if escape.search(data):
                return data.decode(encoding, "replace")
    controls = _control_share(data[:_SAMPLE])
    if controls > 0.3:
        raise InputError(_binary("too many control characters"))
    try:
        return data.decode()
    except UnicodeDecodeError:
        if controls > 0.05:
            raise InputError(_binary("control characters, and not UTF-8")) from None
    text = data.decode("utf-8", "replace")
    known = data.count("\ufffd".encode())
    broken = text.count("\ufffd") - known
    sound = len(text.replace("\ufffd", "").encode()) - len(text.encode("ascii", "ignore")) + 3 * known
    if sound >= MOST_SOUND * (sound + broken):
        return text
    if declared == "utf-8":  # by a template, where an old text was put in
        if sound > broken:
            return text
        declared = None
    return data.decode(declared or _detected(data), "replace")


def _detected(data: bytes) -> str:
    """What chardet takes the encoding for; Windows-1252, the commonest left, where it does not know."""
    import chardet  # 27 ms, and most pages are UTF-8

    encoding = chardet.detect(data[: 3 * _SAMPLE])["encoding"]
    try:
        return codecs.lookup(encoding or "cp1252").name
    except LookupError:
        return "cp1252"


def _scrubbed(match: re.Match[str]) -> str:
    character = match[0]
    if character < "\x80":
        return " "
    if character < "\xa0":
        return character.encode("latin-1").decode("cp1252", "replace").replace("\ufffd", " ")
    return "\ufffd"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3
    return True


def has_controls(data: bytes) -> bool:
    """Whether the first bytes have one among them that plain text does not have."""
    return len(data[:_NEAR].translate(None, _CONTROL_BYTES)) < len(data[:_NEAR])


def _control_share(data: bytes) -> float:
    return 1 - len(data.translate(None, _CONTROL_BYTES)) / len(data)


def _refuse_binary_magic(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(_binary(name))
    for word, name in _WORDS:
        if word.match(data) and has_controls(data):
            raise InputError(_binary(name))


def _binary(what: str) -> str:
    first = "unpack it" if what.endswith((" archive", " data")) else "dump the page as text"
    return f"looks like a binary file ({what}): {first} first"
