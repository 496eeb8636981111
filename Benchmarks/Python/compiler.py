"""Prints what compiling protos costs: time and memory of the whole process, for protoc and for us.

    compiler.py PROTOC OURS FOLDER GOOGLE CONTRACT [COUNT…]

PROTOC and OURS are programs, FOLDER is worked in, GOOGLE holds google/protobuf/*.proto, and CONTRACT
holds training.proto. Both
programs read the same files and write the same descriptor set, with imports and source information;
the bytes are compared. COUNTs replace the sizes of the corpora, for a run that is only a test.
"""

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


def measure(protoc, ours, folder, google, contract, names):
    """The median cost of each program, and whether the results are equal."""
    (folder / "names").write_text("\n".join(names))
    includes = ["-I.", f"-I{contract}", f"-I{google}"]
    commands = {
        "protoc": [protoc, *includes, "--include_imports", "--include_source_info", "-oprotoc.binpb",
                   "@names"],
        "ours": [ours, "descriptors", *includes, "-o", "ours.binpb", *names],
    }
    costs = {name: [cost(command, folder) for command in [command] * ROUNDS]
             for name, command in commands.items()}
    equal = (folder / "protoc.binpb").read_bytes() == (folder / "ours.binpb").read_bytes()
    return {name: [statistics.median(column) for column in zip(*rounds)]
            for name, rounds in costs.items()}, equal


def main(protoc, ours, work, google, contract, *counts):
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    megabytes = [1] if counts else MEGABYTES
    files = [int(count) for count in counts] or FILES
    corpora = [(f"one file of {size} MB", one_file, size) for size in megabytes]
    corpora += [(f"{count} files", many_files, count) for count in files]
    print("| corpus | protoc s | ours s | protoc MiB | ours MiB | equal |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for number, (title, make, size) in enumerate(corpora):
        folder = work / str(number)
        names = make(folder, size)
        result, equal = measure(protoc, ours, folder, google, contract, names)
        (theirs, their_memory), (seconds, memory) = result["protoc"], result["ours"]
        print(f"| {title} | {theirs:.2f} | {seconds:.2f} | {their_memory:.0f} | {memory:.0f} "
              f"| {'yes' if equal else 'NO'} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
