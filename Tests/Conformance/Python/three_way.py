"""Exchanges random messages with the testee, which codes each in two ways.

    three_way.py DESCRIPTORS TESTEE COUNT SEED      COUNT random messages of each type

DESCRIPTORS is the FileDescriptorSet of the conformance suite. The testee decodes each message with
its codec and with SwiftProtobuf's own decoder, compares the two in both directions, and answers
with the encoded message. Its bytes have to be those that Python writes.
"""

import os
import pathlib
import random
import struct
import subprocess
import sys

os.environ["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ProtoWireTests" / "Oracle"))

import oracle
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def fill_plainly(dice, message, field, depth):
    """In binary, the well-known types are ordinary messages."""
    value = getattr(message, field.name)
    if oracle.is_map(field):
        value = value["key"]
    elif field.is_repeated:
        value = value.add()
    else:
        value.SetInParent()
    oracle.fill(dice, value, depth + 1)


oracle.fill_well_known = fill_plainly


def inside(message):
    """The message and all messages declared in it, without map entries."""
    yield message
    for nested in message.nested_types:
        if not nested.GetOptions().map_entry:
            yield from inside(nested)


def is_endless(message, around=()):
    """Whether the message requires itself as a field, so that it can never be complete."""
    return message in around or any(
        is_endless(field.message_type, around + (message,)) for field in message.fields
        if field.is_required and field.message_type is not None)


def load(path):
    """The messages of the suite's files by their names."""
    pool = descriptor_pool.DescriptorPool()
    descriptors = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(path).read_bytes())
    messages = {}
    for file in descriptors.file:
        pool.Add(file)
        if file.package == "google.protobuf":
            continue
        for outer in pool.FindFileByName(file.name).message_types_by_name.values():
            for message in inside(outer):
                if is_endless(message):
                    continue
                messages[message.full_name] = message_factory.GetMessageClass(message)
        # Messages know their extensions only after these have been looked up.
        for extension in pool.FindFileByName(file.name).extensions_by_name.values():
            pool.FindExtensionByNumber(extension.containing_type, extension.number)
    return messages


def exchange(process, data):
    process.stdin.write(struct.pack("<I", len(data)) + data)
    process.stdin.flush()
    size = struct.unpack("<I", process.stdout.read(4))[0]
    return process.stdout.read(size)


def main(descriptors, testee, count, seed):
    dice = random.Random(seed)
    tested = load(descriptors)
    request_class = tested["conformance.ConformanceRequest"]
    response_class = tested["conformance.ConformanceResponse"]
    process = subprocess.Popen(
        [testee, "--compare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    total = 0
    for name, message_class in sorted(tested.items()):
        for _ in range(count):
            message = message_class()
            oracle.fill(dice, message, 0)
            encoded = message.SerializeToString(deterministic=True) + oracle.unknown_fields(dice)
            encoded = message_class.FromString(encoded).SerializeToString(deterministic=True)
            request = request_class(message_type=name, protobuf_payload=encoded)
            response = response_class.FromString(exchange(process, request.SerializeToString()))
            if response.WhichOneof("result") != "protobuf_payload":
                sys.exit(f"{name}: {response}")
            if response.protobuf_payload != encoded:
                sys.exit(f"{name}: {encoded.hex()} came back as {response.protobuf_payload.hex()}")
            total += 1
    process.stdin.close()
    if process.wait() != 0:
        sys.exit(f"the testee ended with {process.returncode}")
    print(f"three ways: {total} messages of {len(tested)} types agree")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
