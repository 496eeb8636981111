"""Large archives made cheaply: a few files are compressed once, and written again and again."""

import random
import struct
import tarfile
import zlib

FILE_BYTES = 256 * 1024
WORDS = "the of and to model train voice image light dataset sample label zero one two".split()


class Piece:
    """A file's content, half of it text and half noise, and its raw deflate data."""

    def __init__(self, rng):
        words = (rng.choice(WORDS) for _ in range(FILE_BYTES))
        text = " ".join(f"{word}{rng.randrange(99)}" for word, _ in zip(words, range(40_000)))
        half = FILE_BYTES // 2
        self.data = text.encode()[:half].ljust(half) + rng.randbytes(half)
        self.checksum = zlib.crc32(self.data)
        self.deflated = deflate(self.data, zlib.Z_FINISH)
        # Ends at a byte, so that more may follow in the same stream.
        self.flushed = deflate(self.data, zlib.Z_FULL_FLUSH)


def deflate(data, end):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(end)


def pieces():
    rng = random.Random(1)
    return [Piece(rng) for _ in range(16)]


def write_zip(path, size, pieces):
    """A zip of about `size` bytes; with zip64 where offsets need it."""
    directory = []
    with open(path, "wb") as file:
        while file.tell() < size:
            piece = pieces[len(directory) % len(pieces)]
            name = b"files/%06d.bin" % len(directory)
            head = struct.pack(
                "<HHHHHIIIHH", 20, 0, 8, 0, 0x21, piece.checksum, len(piece.deflated),
                FILE_BYTES, len(name), 0)
            directory.append((head, name, file.tell()))
            file.write(b"PK\3\4" + head + name + piece.deflated)
        start = file.tell()
        for head, name, offset in directory:
            extra = struct.pack("<HHQ", 1, 8, offset) if offset >= 0xFFFFFFFF else b""
            fields = head[:-2] + struct.pack("<HHHHII", len(extra), 0, 0, 0, 0o644 << 16,
                                             min(offset, 0xFFFFFFFF))
            file.write(b"PK\1\2" + struct.pack("<H", 0x0314) + fields + name + extra)
        write_zip_end(file, len(directory), start)


def write_zip_end(file, count, start):
    end = file.tell()
    file.write(b"PK\6\6" + struct.pack(
        "<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, end - start, start))
    file.write(b"PK\6\7" + struct.pack("<IQI", 0, end, 1))
    few = min(count, 0xFFFF)
    file.write(b"PK\5\6" + struct.pack(
        "<HHHHIIH", 0, 0, few, few, end - start, min(start, 0xFFFFFFFF), 0))


def write_tar_gz(path, size, pieces):
    """A tar.gz of about `size` bytes, one stream."""
    checksum = length = count = 0
    with open(path, "wb") as file:
        file.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")

        def put(data, flushed):
            nonlocal checksum, length
            file.write(flushed)
            checksum = zlib.crc32(data, checksum)
            length += len(data)

        while file.tell() < size:
            piece = pieces[count % len(pieces)]
            info = tarfile.TarInfo(f"files/{count:06}.bin")
            info.size = FILE_BYTES
            header = info.tobuf(tarfile.USTAR_FORMAT)
            put(header, deflate(header, zlib.Z_FULL_FLUSH))
            put(piece.data, piece.flushed)
            count += 1
        put(bytes(10240), deflate(bytes(10240), zlib.Z_FINISH))
        file.write(struct.pack("<II", checksum, length & 0xFFFFFFFF))
