"""A file in whatever encoding as lines of UTF-8, some thousands at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader, TextIOWrapper
from typing import Final

_BLOCK: Final = 250_000  # bytes, or characters, that are read at a time
_MARK: Final = b"\xef\xbb\xbf"


def blocks(content: BufferedReader) -> Iterator[bytes]:
    """Whole lines, some thousands at a time. A line ends with a plain line feed, however it is
    written; the last one may have none.

    UTF-8 or UTF-16, each with or without a mark; what is in neither is left as it is, for `mended`.
    UTF-16 without a mark is told by a first line of which every other byte is NUL.
    """
    begun: list[bytes] = []
    for block in _with_plain_breaks(_as_utf_8(content)):
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join((*begun, block[:end]))
            begun = []
        # A line may be as long as the file: it is put together once.
        begun.append(block[end:])
    if rest := b"".join(begun):
        yield rest


def mended(lines: bytes) -> tuple[bytes, int]:
    """The lines, those that are no UTF-8 as Windows-1252, and how many these are."""
    with suppress(UnicodeDecodeError):
        lines.decode()
        return lines, 0
    parts, others = lines.splitlines(keepends=True), 0
    for n, line in enumerate(parts):
        if line.isascii():
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            parts[n] = line.decode("cp1252", errors="replace").encode()
            others += 1
    return b"".join(parts), others


def _as_utf_8(content: BufferedReader) -> Iterator[bytes]:
    if encoding := _utf_16(content.peek()):
        # Line breaks are told apart later, in one way for all.
        text = TextIOWrapper(content, encoding, errors="replace", newline="")
        while read := text.read(_BLOCK):
            yield read.encode()
        return
    first = content.read1(_BLOCK)
    yield first.removeprefix(_MARK)
    while block := content.read1(_BLOCK):
        yield block


def _with_plain_breaks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for block in blocks:
        text = held + block
        # What follows may be the second half of a line break.
        held = b"\r" if text.endswith(b"\r") else b""
        text = text.removesuffix(b"\r")
        yield text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
    yield b"\n" if held else b""


def _utf_16(content: bytes) -> str:
    """Which UTF-16 the content is in: by its mark, or by a first line of plain letters with a NUL
    before or after each; blank where it is in none.
    """
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    first = content[: content.find(b"\n")]
    even, odd = first[::2], first[1::2]
    if 2 * odd.count(0) > len(odd) and 0 not in even:
        return "utf-16-le"
    if 2 * even.count(0) > len(even) and 0 not in odd:
        return "utf-16-be"
    return ""
