"""Makes random messages of the fixtures' protos, to compare implementations.

    oracle.py write FILE COUNT SEED      COUNT random messages of each type
    oracle.py compare FILE REFERENCE     checks that the messages of both files are equal

A file is a sequence of records. A record consists of a type's name and an encoded message, each
preceded by its length in four bytes, least significant first.
"""

import os
import pathlib
import random
import struct
import sys
import tempfile

# The pure Python implementation orders map entries like C++'s deterministic output. The faster
# one doesn't.
os.environ["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field
from grpc_tools import protoc
import grpc_tools

ROOT = pathlib.Path(__file__).resolve().parents[3]
CASES = ["kinds", "maps", "oneofs", "enums", "recursion", "names", "wellknown", "proto2",
         "deprecated", "deprecated3"]
SKIPPED = {"fixtures.names.Data", "fixtures.names.String", "fixtures.names.Swift",
           "fixtures.wellknown.Scope"}


def message_classes():
    """Returns the classes of the cases' top-level messages by full name, in declaration order."""
    classes = {}
    for case in CASES:
        folder = ROOT / "Fixtures" / case
        with tempfile.NamedTemporaryFile() as output:
            status = protoc.main([
                "protoc", f"-I{folder}", f"-I{pathlib.Path(grpc_tools.__file__).parent}/_proto",
                "--include_imports", f"--descriptor_set_out={output.name}", f"{case}.proto"])
            if status != 0:
                sys.exit(f"protoc refused {case}.proto")
            descriptors = descriptor_pb2.FileDescriptorSet.FromString(output.read())
        pool = descriptor_pool.DescriptorPool()
        for file in descriptors.file:
            pool.Add(file)
        for name in pool.FindFileByName(f"{case}.proto").message_types_by_name.values():
            if name.full_name not in SKIPPED:
                classes[name.full_name] = message_factory.GetMessageClass(name)
    return classes


def integer(dice, bits, signed):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    size = dice.choice([1, 7, 8, 14, 15, 31, bits])
    value = dice.choice([0, 1, low, high, dice.getrandbits(min(size, bits - signed))])
    return max(low, min(high, value if not signed or dice.random() < 0.7 else -value))


def text(dice, combining="\u0301"):
    alphabet = "ab \0\"\\é€😀" + combining
    return "".join(dice.choice(alphabet) for _ in range(dice.choice([0, 1, 5, 15, 16, 40, 200])))


def scalar(dice, field):
    kind = field.type
    if kind == Field.TYPE_BOOL:
        return dice.random() < 0.5
    if kind == Field.TYPE_STRING:
        return text(dice)
    if kind == Field.TYPE_BYTES:
        return dice.randbytes(dice.choice([0, 1, 14, 15, 130]))
    if kind == Field.TYPE_ENUM:
        values = [value.number for value in field.enum_type.values]
        return dice.choice(values if field.enum_type.is_closed else values + [77])
    if kind in (Field.TYPE_DOUBLE, Field.TYPE_FLOAT):
        return dice.choice([0.0, -0.0, 1.5, -2.25e10, float("inf"), float("-inf"), 3.0])
    bits = 64 if kind in (Field.TYPE_INT64, Field.TYPE_UINT64, Field.TYPE_SINT64,
                          Field.TYPE_FIXED64, Field.TYPE_SFIXED64) else 32
    unsigned = kind in (Field.TYPE_UINT32, Field.TYPE_UINT64, Field.TYPE_FIXED32,
                        Field.TYPE_FIXED64)
    return integer(dice, bits, not unsigned)


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def fill(dice, message, depth):
    for field in message.DESCRIPTOR.fields:
        too_deep = depth > 3 and field.message_type is not None
        if (dice.random() < 0.4 or too_deep) and not field.is_required:
            continue
        if field.message_type is not None and "google.protobuf" in field.message_type.full_name:
            fill_well_known(dice, message, field, depth)
        elif is_map(field):
            fill_map(dice, message, field, depth)
        elif field.is_repeated:
            for _ in range(dice.choice([0, 1, 3, 20 if field.message_type is None else 2])):
                if field.message_type is not None:
                    fill(dice, getattr(message, field.name).add(), depth + 1)
                else:
                    getattr(message, field.name).append(scalar(dice, field))
        elif field.message_type is not None:
            getattr(message, field.name).SetInParent()
            fill(dice, getattr(message, field.name), depth + 1)
        else:
            setattr(message, field.name, scalar(dice, field))
    if message.DESCRIPTOR.is_extendable and depth <= 3:
        fill_extensions(dice, message, depth)


def fill_extensions(dice, message, depth):
    for field in message.DESCRIPTOR.file.pool.FindAllExtensions(message.DESCRIPTOR):
        if dice.random() < 0.5:
            continue
        values = message.Extensions
        if field.is_repeated and field.message_type is not None:
            fill(dice, values[field].add(), depth + 1)
        elif field.is_repeated:
            values[field].extend(scalar(dice, field) for _ in range(dice.randrange(1, 5)))
        elif field.message_type is not None:
            values[field].SetInParent()
            fill(dice, values[field], depth + 1)
        else:
            values[field] = scalar(dice, field)


def fill_map(dice, message, field, depth):
    key, value = field.message_type.fields_by_name["key"], field.message_type.fields_by_name["value"]
    entries = getattr(message, field.name)
    for _ in range(dice.choice([0, 1, 2, 6])):
        # Swift doesn't order strings that aren't normalized by their bytes.
        chosen = text(dice, "") if key.type == Field.TYPE_STRING else scalar(dice, key)
        if value.message_type is None:
            entries[chosen] = scalar(dice, value)
        elif "google.protobuf" in value.message_type.full_name:
            entries[chosen].seconds = dice.randrange(1000)
        else:
            fill(dice, entries[chosen], depth + 1)


def fill_well_known(dice, message, field, depth):
    """Fills in plain values, because the internals of these types aren't tested here."""
    if field.is_repeated:
        getattr(message, field.name).add().value = dice.randrange(-5, 1 << 40)
        return
    inner = getattr(message, field.name)
    inner.SetInParent()
    names = {f.name for f in inner.DESCRIPTOR.fields}
    if "seconds" in names:
        inner.seconds = dice.randrange(1 << 33)
    elif "type_url" in names:
        inner.type_url, inner.value = "type.googleapis.com/x", dice.randbytes(5)
    elif "fields" in names:
        inner.fields["a"].number_value = dice.random()
    elif "string_value" in names:
        inner.string_value = text(dice)
    elif "value" in names:
        inner.value = text(dice)
    elif "map_entry" in names:
        inner.deprecated = True


def unknown_fields(dice):
    """Returns fields with numbers that no fixture uses."""
    parts = [b"\xf8\x7c\x05", b"\xfa\x7c\x03abc", b"\xfd\x7c\x01\x02\x03\x04",
             b"\xfb\x7c\x08\x01\xfc\x7c"]
    return b"".join(dice.sample(parts, dice.randrange(len(parts) + 1)))


def write(path, count, seed):
    dice = random.Random(seed)
    with open(path, "wb") as output:
        for name, message_class in message_classes().items():
            for _ in range(count):
                message = message_class()
                fill(dice, message, 0)
                encoded = message.SerializeToString(deterministic=True) + unknown_fields(dice)
                message = message_class.FromString(encoded)
                for part in (name.encode(), message.SerializeToString(deterministic=True)):
                    output.write(struct.pack("<I", len(part)) + part)


def read(path):
    data = pathlib.Path(path).read_bytes()
    parts, at = [], 0
    while at < len(data):
        size = struct.unpack_from("<I", data, at)[0]
        parts.append(data[at + 4:at + 4 + size])
        at += 4 + size
    return list(zip(parts[::2], parts[1::2]))


def compare(path, reference):
    classes = message_classes()
    mine, theirs = read(path), read(reference)
    if len(mine) != len(theirs):
        sys.exit(f"{len(mine)} messages, not {len(theirs)}")
    for (name, bytes_), (_, expected) in zip(mine, theirs):
        message = classes[name.decode()].FromString(bytes_)
        if message.SerializeToString(deterministic=True) != expected:
            sys.exit(f"a {name.decode()} differs")


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        compare(sys.argv[2], sys.argv[3])
