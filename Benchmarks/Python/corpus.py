"""Writes protos with many messages, the same ones each time."""

import random

FILES = 10
MESSAGES = 30

SCALARS = [
    "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "float", "double", "bool", "string", "string", "string", "bytes",
]
KEYS = ["int32", "int64", "uint32", "bool", "string", "string"]


def message_names():
    return [f"Message{number}" for number in range(FILES * MESSAGES)]


def write(folder):
    """Writes FILES protos of MESSAGES messages each; returns their names."""
    generator = random.Random(1)
    names = []
    for file in range(FILES):
        name = f"corpus{file}.proto"
        (folder / name).write_text(_file(generator, file))
        names.append(name)
    return names


def _file(generator, file):
    lines = ['syntax = "proto3";', "package corpus;", ""]
    lines += [f"enum Kind{file} {{", f"  KIND{file}_UNSPECIFIED = 0;"]
    lines += [f"  KIND{file}_{number} = {number};" for number in range(1, 8)] + ["}"]
    for number in range(MESSAGES):
        lines += [""] + _message(generator, file, number)
    return "\n".join(lines) + "\n"


def _message(generator, file, number):
    """A message whose fields may be of messages that came before it in its file."""
    before = [f"Message{file * MESSAGES + other}" for other in range(number)]
    lines = [f"// What number {number} of file {file} says.", "message Message%d {" % (
        file * MESSAGES + number)]
    tag = 0
    for _ in range(generator.randint(3, 16)):
        tag += 1
        lines.append(f"  {_field(generator, file, before, tag)}")
    if generator.random() < 0.3:
        lines.append("  oneof choice {")
        for _ in range(generator.randint(2, 5)):
            tag += 1
            lines.append(f"    {_type(generator, file, before)} choice_{tag} = {tag};")
        lines.append("  }")
    return lines + ["}"]


def _field(generator, file, before, tag):
    shape = generator.random()
    kind = _type(generator, file, before)
    if shape < 0.08:
        kind = f"map<{generator.choice(KEYS)}, {kind}>"
    elif shape < 0.28:
        kind = f"repeated {kind}"
    elif shape < 0.38:
        kind = f"optional {kind}"
    return f"{kind} field_{tag} = {tag};"


def _type(generator, file, before):
    choice = generator.random()
    if choice < 0.2 and before:
        return generator.choice(before)
    if choice < 0.3:
        return f"Kind{file}"
    return generator.choice(SCALARS)
