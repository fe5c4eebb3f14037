"""A second verifier of answer sheets, written from docs/handbook/answer-sheet-format.md alone.

It shares nothing with the program but the standard library: its own spelling of JSON, and its own
Ed25519 from RFC 8032. It is slow, and it answers yes or no.
"""

import base64
import hashlib
import json

FORMAT = "amends answer sheet"
MEMBERS = {"format", "version", "sheet", "withheld", "key", "seal"}
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Fails(Exception):
    """The file is not passed, with the step of the page that it fails."""


def passes(content: bytes, code: str | None = None, key: str | None = None) -> bool:
    """Whether a file passes every step."""
    try:
        verify(content, code, key)
    except Fails:
        return False
    return True


def verify(content: bytes, code: str | None, key: str | None) -> dict[str, object]:
    """The eight steps of the page."""
    value = read(content)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Fails(2)
    if type(value.get("version")) is not int or value["version"] not in (1, 2):
        raise Fails(3)
    if not has_its_members(value):
        raise Fails(4)
    if content.rstrip(b" \t\r\n") != spelt(value):
        raise Fails(5)
    seal = value["seal"]
    body = spelt({name: part for name, part in value.items() if name != "seal"})
    found = hashlib.sha256(body)
    if found.hexdigest() != seal["sha256"]:
        raise Fails(6)
    if value["key"] is not None and not fits(
        bytes.fromhex(value["key"]), bytes.fromhex(seal["signature"]), body
    ):
        raise Fails(7)
    if code is not None and plain(code) != plain(seal_code(found.digest())):
        raise Fails(8)
    if key is not None and key != value["key"]:
        raise Fails(8)
    return value


def seal_code(digest: bytes) -> str:
    letters = base64.b32encode(digest[:15]).decode()
    return "-".join(letters[i : i + 4] for i in range(0, 24, 4))


def plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())


def shown(sheet: dict[str, object], content: bytes) -> list[tuple[int, object]]:
    """What a kept file has, with its numbers in the sheet: answers, and last the names."""
    value = read(content)
    assert isinstance(value, dict)
    assert set(value) == {"format", "version", "answers"}
    assert (value["format"], value["version"]) == ("amends answers withheld", 1)
    withheld, said = sheet["withheld"], sheet.get("sheet", {})
    assert isinstance(withheld, list)
    assert isinstance(said, dict)
    if said.get("names_withheld") is not None:
        withheld = [*withheld, said["names_withheld"]]
    answers = []
    for one in value["answers"]:
        preimage = spelt(["amends answers withheld", one["salt"], one["answer"]])
        held = hashlib.sha256(preimage).hexdigest()
        if held not in withheld:
            raise Fails("shown")
        answers.append((withheld.index(held) + 1, one["answer"]))
    return answers


def read(content: bytes) -> object:
    if len(content) > 1_000_000:
        raise Fails(1)
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Fails(1) from None


def has_its_members(value: dict[str, object]) -> bool:
    key, seal, withheld = value.get("key"), value.get("seal"), value.get("withheld")
    return (
        set(value) == MEMBERS
        and isinstance(value["sheet"], dict)
        and isinstance(withheld, list)
        and all(is_hex(one, 64) for one in withheld)
        and len(set(withheld)) == len(withheld)
        and (key is None or is_hex(key, 64))
        and isinstance(seal, dict)
        and set(seal) == {"sha256", "signature"}
        and is_hex(seal["sha256"], 64)
        and (seal["signature"] is None if key is None else is_hex(seal["signature"], 128))
    )


def is_hex(value: object, digits: int) -> bool:
    return isinstance(value, str) and len(value) == digits and set(value) <= set("0123456789abcdef")


def spelt(value: object, depth: int = 0) -> bytes:
    """A value in its one spelling."""
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, int) and abs(value) <= 9007199254740991:
        return b"%d" % value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list | dict) and depth < 60:
        if isinstance(value, list):
            return b"[" + b",".join(spelt(one, depth + 1) for one in value) + b"]"
        names = sorted(value, key=units)
        members = (text(name) + b":" + spelt(value[name], depth + 1) for name in names)
        return b"{" + b",".join(members) + b"}"
    raise Fails(5)


def text(value: str) -> bytes:
    out = "".join(SHORT.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value)
    try:
        return f'"{out}"'.encode()
    except UnicodeEncodeError:
        raise Fails(5) from None


def units(name: str) -> list[int]:
    """The UTF-16 code units of a name."""
    found = []
    for point in map(ord, name):
        if point >= 0x10000:
            high, low = divmod(point - 0x10000, 0x400)
            found += [0xD800 + high, 0xDC00 + low]
        else:
            found.append(point)
    return found


# Ed25519, RFC 8032 section 5.1, on points (X, Y, Z, T) with x = X/Z, y = Y/Z, x * y = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]


def point(encoded: bytes) -> Point | None:
    """A point from its 32 bytes, section 5.1.3; None if they are no point's."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def added(one: Point, other: Point) -> Point:
    """Section 5.1.4."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, one: Point) -> Point:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = added(total, one)
        one, factor = added(one, one), factor >> 1
    return total


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def fits(key: bytes, signature: bytes, body: bytes) -> bool:
    """Section 5.1.7."""
    public, nonce = point(key), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or nonce is None or scalar >= ORDER or BASE is None:
        return False
    asked = hashlib.sha512(signature[:32] + key + body).digest()
    challenge = int.from_bytes(asked, "little") % ORDER
    left, right = times(scalar, BASE), added(nonce, times(challenge, public))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
