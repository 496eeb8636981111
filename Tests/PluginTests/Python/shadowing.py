"""Makes random protos in which many declarations have equal names, and compares how a program reads their messages with how Python does.

usage: shadowing.py make SEED FOLDER
       shadowing.py check SEED FOLDER PROGRAM
"""

import base64
import json
import pathlib
import random
import subprocess
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from grpc_tools import protoc

# Few names, so that declarations on all levels have the same ones.
TYPES = ["A", "B", "C", "Item", "X_A", "value", "Kind"]
FIELDS = ["a", "b", "c", "item", "value", "kind", "x_a"]
PACKAGES = ["", "x", "y", "x.y"]
SCALARS = ["int32", "string", "bool", "bytes", "double", "uint64"]


class Scope:
    """A message or a package with the types that are declared in it."""

    def __init__(self, name, parent):
        self.name = name
        self.full_name = f"{parent.full_name}.{name}" if parent else name
        self.messages = []
        self.enums = []

    def types(self):
        for enum in self.enums:
            yield f"{self.full_name}.{enum}"
        for message in self.messages:
            yield message.full_name
            yield from message.types()


def declare(random, scope, depth):
    """Declares types in a scope, and in those types."""
    # At the top of a file without a package, `X_A` would get the Swift name of `A` in the package `x`.
    free = TYPES if scope.full_name else [name for name in TYPES if name != "X_A"]
    names = random.sample(free, random.randint(1, 4))
    for name in names:
        if depth > 1 and random.random() < 0.25:
            scope.enums.append(name)
        else:
            message = Scope(name, scope)
            scope.messages.append(message)
            if depth < 4:
                declare(random, message, depth + 1)


def fields(random, types, taken):
    """Yields the declarations of some fields of a message, and its oneofs."""
    free = [name for name in FIELDS if name not in taken]
    names = random.sample(free, random.randint(2, len(free)))
    number = 0
    members = []
    for name in names:
        number += 1
        type = random.choice(types) if random.random() < 0.8 else random.choice(SCALARS)
        kind = random.choice(["", "optional ", "repeated ", "map", "oneof"])
        if kind == "map":
            yield f"map<string, {type}> {name} = {number};"
        elif kind == "oneof":
            members.append(f"{type} {name} = {number};")
        else:
            yield f"{kind}{type} {name} = {number};"
    if members:
        name = random.choice([n for n in [*free, "choice"] if n not in names])
        yield f"oneof {name} {{ {' '.join(members)} }}"


def text(random, scope, types, indent="  "):
    """Returns the declarations in a scope."""
    lines = []
    for enum in scope.enums:
        prefix = f"{scope.full_name}_{enum}".replace(".", "_").upper()
        lines.append(f"{indent}enum {enum} {{ {prefix}_ZERO = 0; {prefix}_ONE = 1; }}")
    for message in scope.messages:
        lines.append(f"{indent}message {message.name} {{")
        taken = message.enums + [nested.name for nested in message.messages]
        lines += [f"{indent}  {field}" for field in fields(random, types, taken)]
        lines += text(random, message, types, indent + "  ")
        lines.append(f"{indent}}}")
    return lines


def make(seed, folder):
    """Writes one proto for each package. All of them can refer to each other's types by full name."""
    choice = random.Random(seed)
    packages = choice.sample(PACKAGES, 3)
    # A proto only refers to types of protos before it.
    types = []
    imports = []
    for index, package in enumerate(packages):
        scope = Scope(f".{package}" if package else "", None)
        declare(choice, scope, 1)
        types = types + [name for name in scope.types()]
        lines = ['syntax = "proto3";', f"package {package};" if package else ""]
        lines += [f'import "{name}";' for name in imports]
        lines += text(choice, scope, types, "")
        name = f"p{index}.proto"
        (folder / name).write_text("\n".join(lines) + "\n")
        imports.append(name)


def fill(random, message, depth):
    """Sets random fields of a message."""
    for field in message.DESCRIPTOR.fields:
        if depth > 3 or random.random() < 0.3:
            continue
        if field.message_type and field.message_type.GetOptions().map_entry:
            value = field.message_type.fields_by_name["value"]
            for key in random.sample(["k1", "k2", "k3"], random.randint(0, 2)):
                if value.message_type:
                    fill(random, getattr(message, field.name)[key], depth + 1)
                else:
                    getattr(message, field.name)[key] = scalar(random, value)
        elif field.is_repeated:
            for _ in range(random.randint(0, 2)):
                if field.message_type:
                    fill(random, getattr(message, field.name).add(), depth + 1)
                else:
                    getattr(message, field.name).append(scalar(random, field))
        elif field.message_type:
            getattr(message, field.name).SetInParent()
            fill(random, getattr(message, field.name), depth + 1)
        else:
            setattr(message, field.name, scalar(random, field))


def scalar(random, field):
    kind = field.cpp_type
    if kind == field.CPPTYPE_ENUM:
        return random.choice([0, 1])
    if kind == field.CPPTYPE_STRING:
        text = random.choice(["", "text", "é"])
        return text.encode() if field.type == field.TYPE_BYTES else text
    if kind == field.CPPTYPE_BOOL:
        return random.choice([False, True])
    if kind == field.CPPTYPE_DOUBLE:
        return random.choice([0.0, 1.5, -2.25])
    return random.choice([0, 1, 100000])


def messages(descriptor):
    if not descriptor.GetOptions().map_entry:
        yield descriptor
        for nested in descriptor.nested_types:
            yield from messages(nested)


def pool_of(folder):
    """Compiles the protos and returns a pool of their descriptors, and the files' names."""
    names = sorted(path.name for path in folder.glob("*.proto"))
    output = folder / "set.binpb"
    status = protoc.main(["protoc", f"-I{folder}", f"--descriptor_set_out={output}", *names])
    assert status == 0
    files = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return pool, names


def check(seed, folder, program):
    """Sends messages to the program, and compares its JSON and its bytes with Python's."""
    choice = random.Random(seed)
    pool, names = pool_of(folder)
    types = [
        descriptor
        for name in names
        for top in pool.FindFileByName(name).message_types_by_name.values()
        for descriptor in messages(top)
    ]
    sent = []
    for descriptor in types:
        for _ in range(4):
            message = message_factory.GetMessageClass(descriptor)()
            fill(choice, message, 0)
            sent.append(message)
    lines = [
        f"{m.DESCRIPTOR.full_name} {base64.b64encode(m.SerializeToString()).decode()}" for m in sent
    ]
    answer = subprocess.run(
        [program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = answer.stdout.splitlines()
    assert len(answers) == len(sent), f"{len(answers)} answers to {len(sent)} messages"
    for message, line in zip(sent, answers):
        swift_json, swift_bytes = line.split(" ", 1)[1], line.split(" ", 1)[0]
        expected = json.loads(json_format.MessageToJson(message))
        name = message.DESCRIPTOR.full_name
        assert json.loads(swift_json) == expected, f"{name}: {swift_json} instead of {expected}"
        again = type(message).FromString(base64.b64decode(swift_bytes))
        assert again == message, f"{name}: {again} instead of {message}"
        parsed = json_format.Parse(swift_json, type(message)())
        assert parsed == message, f"{name}: {swift_json} is read as {parsed}"
    print(f"{len(types)} types, {len(sent)} messages")


def main():
    verb, seed, folder, *rest = sys.argv[1:]
    if verb == "make":
        make(int(seed), pathlib.Path(folder))
    else:
        check(int(seed), pathlib.Path(folder), *rest)


main()
