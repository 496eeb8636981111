"""Prints what compiling protos costs: time and memory of the whole process, for protoc and for us.

    compiler.py PROTOC OURS PLUGIN FOLDER GOOGLE CONTRACT [--corpus NAME:FOLDER:INCLUDE…]… [COUNT…]

PROTOC, OURS and PLUGIN are programs, FOLDER is worked in, GOOGLE holds google/protobuf/*.proto, and
CONTRACT holds training.proto. Both compilers read the same files and write the same descriptor set,
with imports and source information; the bytes are compared. For generated code, protoc starts PLUGIN,
and OURS compiles and generates by itself; the files are compared. The programs take turns. COUNTs
replace the sizes of the protos that are written, for a run that is only a test.
"""

import itertools
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import large_corpus

ROUNDS = 5
MEGABYTES = [1, 2, 5]
FILES = [1800, 3600, 7200]
FIELDS = ["string", "int32", "repeated int64", "map<string, bytes>", "Message0", "double"]


def one_file(folder, megabytes):
    """One proto of a size."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = ['syntax = "proto3";\npackage big;\n']
    size = number = 0
    while size < megabytes * 1_000_000:
        lines = [f"// Message {number} has a comment.", f"message Message{number} {{"]
        for field in range(12):
            end = "  // trailing" if field % 4 == 0 else ""
            lines.append(f"  {FIELDS[field % 6]} field_name_{field} = {field + 1};{end}")
        parts.append("\n".join(lines + ["}", ""]))
        size += len(parts[-1])
        number += 1
    (folder / "big.proto").write_text("\n".join(parts))
    return ["big.proto"]


def many_files(folder, count):
    """Protos that import each other."""
    folder.mkdir(parents=True, exist_ok=True)
    return large_corpus.write(folder, count)


def cost(command, folder):
    """Seconds and MiB of a process."""
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")
    return seconds, usage.ru_maxrss / 1024


def compare(title, commands, folder, equal):
    """Prints a row: the median cost of each command, and whether the results are equal."""
    costs = {name: [] for name in commands}
    for round in range(ROUNDS):
        # A different one begins each round.
        for name in list(commands)[:: 1 if round % 2 else -1]:
            costs[name].append(cost(commands[name], folder))
    (theirs, their_memory), (ours, memory) = (
        [statistics.median(column) for column in zip(*costs[name])] for name in ("protoc", "ours"))
    print(f"| {title} | {theirs:.3f} | {ours:.3f} | {theirs / ours:.2f} | {their_memory:.0f} "
          f"| {memory:.0f} | {'yes' if equal() else 'NO'} |", flush=True)


def descriptors(title, protoc, ours, folder, includes, names):
    """Compares descriptor sets."""
    (folder / "names").write_text("\n".join(names))
    commands = {
        "protoc": [protoc, *includes, "--include_imports", "--include_source_info", "-oprotoc.binpb",
                   "@names"],
        "ours": [ours, "descriptors", *includes, "-o", "ours.binpb", "@names"],
    }
    compare(title, commands, folder, lambda:
            (folder / "protoc.binpb").read_bytes() == (folder / "ours.binpb").read_bytes())


def generation(title, protoc, ours, plugin, folder, includes, names):
    """Compares generated files."""
    (folder / "names").write_text("\n".join(names))
    for name in ("protoc", "ours"):
        (folder / name).mkdir()
    commands = {
        "protoc": [protoc, f"--plugin=protoc-gen-swift-training={plugin}", *includes,
                   "--swift-training_out=Warnings=none:protoc", "@names"],
        "ours": [ours, "generate", *includes, "--option", "Warnings=none", "-o", "ours", "@names"],
    }

    def files(name):
        root = folder / name
        return {str(file.relative_to(root)): file.read_bytes()
                for file in root.rglob("*") if file.is_file()}

    compare(title, commands, folder, lambda: files("protoc") == files("ours"))


def main(protoc, ours, plugin, work, google, contract, *arguments):
    arguments = list(arguments)
    corpora = []
    while "--corpus" in arguments:
        index = arguments.index("--corpus")
        corpora.append(arguments[index + 1].split(":"))
        del arguments[index:index + 2]
    counts = [int(count) for count in arguments]
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    folders = (work / str(number) for number in itertools.count())
    common = ["-I.", f"-I{contract}", f"-I{google}"]

    header = "protoc s | ours s | ratio | protoc MiB | ours MiB | equal |\n" + "| --- " + "| --: " * 5
    print(f"| descriptors of | {header}| --- |")
    for name, *places in corpora:
        # protoc only accepts this edition with an option.
        names = sorted(str(file.relative_to(places[0]))
                       for file in pathlib.Path(places[0]).rglob("*.proto")
                       if 'edition = "UNSTABLE"' not in file.read_text())
        folder = next(folders)
        folder.mkdir(parents=True)
        includes = [f"-I{place}" for place in places]
        descriptors(f"{name}, {len(names)} files", protoc, ours, folder, includes, names)
    for size in [1] if counts else MEGABYTES:
        folder = next(folders)
        descriptors(f"one file of {size} MB", protoc, ours, folder, common, one_file(folder, size))
    for count in counts or FILES:
        folder = next(folders)
        descriptors(f"{count:,} files", protoc, ours, folder, common, many_files(folder, count))

    print(f"\n| code of | {header}| --- |")
    for count in [min(counts)] if counts else FILES[:1]:
        folder = next(folders)
        generation(
            f"{count:,} files", protoc, ours, plugin, folder, common, many_files(folder, count))
    folder = next(folders)
    generation("one file of 1 MB", protoc, ours, plugin, folder, common, one_file(folder, 1))


if __name__ == "__main__":
    main(*sys.argv[1:])
