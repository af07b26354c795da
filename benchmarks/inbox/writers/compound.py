"""The smallest OLE2 compound file: one stream, as xls and et need it."""

import struct

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0" if name else b""
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    links = struct.pack("<III", _FREE, _FREE, child)
    return head + links + bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, size)


def compound_file(stream_name: str, stream: bytes) -> bytes:
    """A compound file with one stream, padded past the mini-stream limit of 4,096 bytes.

    Raises:
        ValueError: the stream needs more than the 109 FAT sectors that the header can list.
    """
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    fat_count = 1
    while fat_count * 128 < sectors + 1 + fat_count:
        fat_count += 1
    if fat_count > 109:
        raise ValueError("stream too long")
    chain = [*range(1, sectors), _END, _END, *[_FAT] * fat_count]
    chain += [_FREE] * (fat_count * 128 - len(chain))
    places = [sectors + 1 + i for i in range(fat_count)]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fat_count, sectors, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *places, *[_FREE] * (109 - fat_count))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream_name, 2, _FREE, 0, len(stream))
    directory += _entry("", 0, _FREE, 0, 0) * 2
    body = stream.ljust(sectors * _SECTOR, b"\0") + directory
    return header + body + struct.pack(f"<{len(chain)}I", *chain)
