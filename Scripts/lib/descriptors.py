"""Writes a FileDescriptorSet of the protos whose descriptors are in Python's generated modules, and prints their names.

usage: descriptors.py FOLDER OUTPUT

Some packages contain their protos only as `_pb2.py`. Protos that are in FOLDER as text, too, are left out, because the text has comments and the descriptor has none.
"""

import ast
import pathlib
import sys


def descriptors(module):
    """Yields the serialized FileDescriptorProtos that a generated module registers."""
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "AddSerializedFile":
            yield ast.literal_eval(node.args[0])


def name(descriptor):
    """Returns the proto's name, which is the first field of its descriptor."""
    assert descriptor[0] == 0x0A and descriptor[1] < 0x80
    return descriptor[2 : 2 + descriptor[1]].decode()


def varint(number):
    """Encodes a number as a varint."""
    encoded = bytearray()
    while number >= 0x80:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def main():
    folder, output = map(pathlib.Path, sys.argv[1:])
    modules = sorted(folder.rglob("*_pb2.py"))
    with output.open("wb") as result:
        for module in modules:
            if module.with_name(module.name.replace("_pb2.py", ".proto")).exists():
                continue
            for descriptor in descriptors(module):
                # The field `file`, number 1, of FileDescriptorSet.
                result.write(b"\x0a" + varint(len(descriptor)) + descriptor)
                print(name(descriptor))


main()
