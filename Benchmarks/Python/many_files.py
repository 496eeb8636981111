"""Prints what one request of thousands of protos costs, for our generator and for the two it replaces,
and how our generator's time grows with the number of each thing that a proto can have.

    many_files.py PRODUCTS FOLDER CONTRACT

PRODUCTS is where SwiftPM built the generators, FOLDER is worked in, and CONTRACT holds training.proto.
protoc writes each request once; every generator then gets the same bytes, so that protoc's own time
and memory are not measured.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import large_corpus
import large_declarations

COUNTS = [1800, 3600, 7200]
THINGS = [1000, 2000, 4000]
ROUNDS = 3
OURS = "protoc-gen-swift-training"
PEERS = ["protoc-gen-swift", "protoc-gen-grpc-swift-2"]


def corpus_request(folder, contract, count):
    """A request for `count` protos that import each other."""
    protos = folder / str(count)
    protos.mkdir(parents=True, exist_ok=True)
    return request(folder, contract, protos, large_corpus.write(protos, count))


def shape_request(folder, contract, shape, count):
    """A request for protos with `count` of one thing."""
    protos = folder / "shape"
    shutil.rmtree(protos, ignore_errors=True)
    protos.mkdir(parents=True)
    files = large_declarations.SHAPES[shape](count)
    for name, text in files.items():
        (protos / name).write_text(text + "\n")
    return request(folder, contract, protos, files)


def request(folder, contract, protos, names):
    """Has protoc write a request for the named protos in a folder; returns its file."""
    listed = folder / f"{protos.name}.names"
    listed.write_text("\n".join(names))
    kept = folder / f"{protos.name}.request"
    plugin = folder / "protoc-gen-keep"
    # The answer says that optional fields are supported, and nothing else.
    plugin.write_text(f"#!/bin/sh\ncat >'{kept.resolve()}'\nprintf '\\020\\001'\n")
    plugin.chmod(0o755)
    subprocess.run(["protoc", "-I", protos, "-I", contract, f"--plugin={plugin}",
                    f"--keep_out={folder}", f"@{listed}"], check=True)
    return kept


def run(program, request, answer):
    """Runs a generator; returns its seconds, its processor seconds and its peak of memory in MiB."""
    with open(request, "rb") as source, open(answer, "wb") as target:
        start = time.monotonic()
        process = subprocess.Popen([program], stdin=source, stdout=target,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or os.path.getsize(answer) < 1000:
        sys.exit(f"{program} refused {request}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(products, folder, contract, count):
    """The medians of all generators, which take turns."""
    asked = corpus_request(folder, contract, count)
    runs = {name: [] for name in [OURS] + PEERS}
    for _ in range(ROUNDS):
        for name in runs:
            runs[name].append(run(products / name, asked, folder / "answer"))
    medians = {name: [statistics.median(column) for column in zip(*rows)]
               for name, rows in runs.items()}
    return asked.stat().st_size / 2**20, medians


def row(count, size, medians):
    ours = medians[OURS]
    both = [sum(medians[name][column] for name in PEERS) for column in range(2)]
    peak = max(medians[name][2] for name in PEERS)
    peers = " | ".join(f"{wall:.1f} / {cpu:.1f} / {memory:.0f}"
                       for wall, cpu, memory in (medians[name] for name in PEERS))
    return (f"| {count:,} | {size:.1f} | {ours[0]:.1f} / {ours[1]:.1f} / {ours[2]:.0f} | {peers} |"
            f" {ours[0] / both[0]:.2f} | {ours[1] / both[1]:.2f} | {ours[2] / size:.1f} |"
            f" {peak / size:.1f} |")


def growth(products, folder, contract, shape):
    seconds = []
    for count in THINGS:
        asked = shape_request(folder, contract, shape, count)
        runs = [run(products / OURS, asked, folder / "answer")[1] for _ in range(ROUNDS)]
        seconds.append(min(runs))
    columns = " | ".join(f"{value:.2f}" for value in seconds)
    return f"| {shape} | {columns} | {seconds[2] / seconds[1]:.1f} |"


def main():
    products, folder, contract = map(pathlib.Path, sys.argv[1:])
    counts = " | ".join(f"{count:,}" for count in THINGS)
    print(f"| CPU s for as many | {counts} | last ÷ before |")
    print("|---|--:|--:|--:|--:|")
    for shape in large_declarations.SHAPES:
        print(growth(products, folder, contract, shape), flush=True)
    print()
    print("| files | request, MiB | ours: s / CPU s / peak MiB | protoc-gen-swift |"
          " protoc-gen-grpc-swift-2 | s, ours ÷ both | CPU s, ours ÷ both |"
          " peak ÷ request, ours | peak ÷ request, the larger of both |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in COUNTS:
        print(row(count, *measure(products, folder, contract, count)), flush=True)


main()
