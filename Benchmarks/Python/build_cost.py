"""Prints what generated code costs to make, compile and ship, for both generators.

    build_cost.py PRODUCTS FOLDER

PRODUCTS is where SwiftPM built the generators, and ProtoWire and SwiftProtobuf, which ours uses
itself; FOLDER is worked in.
"""

import pathlib
import resource
import shutil
import subprocess
import sys
import time

import corpus

GENERATIONS = 5


class Generator:
    def __init__(self, name, plugin, option, libraries, protocol):
        self.name = name
        self.plugin = plugin
        self.option = option
        self.libraries = libraries
        self.protocol = protocol


GENERATORS = [
    Generator("ours", "swift-training", "Manifest=None,Visibility=Public",
              ["SwiftProtobuf", "ProtoWire"], "WireMessage"),
    Generator("swift-protobuf", "swift", "Visibility=Public", ["SwiftProtobuf"], "Message"),
]


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def generate(generator, products, protos, names, folder):
    """Generates several times; returns the seconds of the fastest."""
    fastest = float("inf")
    for _ in range(GENERATIONS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        start = time.monotonic()
        run("protoc", "-I", protos,
            f"--plugin={products}/protoc-gen-{generator.plugin}",
            f"--{generator.plugin}_out={generator.option}:{folder}", *names)
        fastest = min(fastest, time.monotonic() - start)
    return fastest


def compile_module(products, sources, folder):
    """Compiles with optimisation; returns the seconds of processor time."""
    # The compiler leaves an object file alone that would become what it is.
    (folder / "Corpus.o").unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run("swiftc", "-O", "-wmo", "-parse-as-library", "-module-name", "Corpus", "-swift-version", "6",
        "-I", products / "Modules", "-emit-module-path", folder / "Corpus.swiftmodule",
        "-emit-object", "-o", folder / "Corpus.o", *sources)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def objects(generator, products):
    """The libraries' object files, of all that SwiftPM last linked into our generator."""
    listed = (products / "protoc-gen-swift-training.product/Objects.LinkFileList").read_text()
    folders = {f"{library}.build" for library in generator.libraries}
    paths = (pathlib.Path(line.strip("'")) for line in listed.splitlines())
    return [path for path in paths if path.parent.name in folders]


def link_program(generator, products, folder):
    """A program that takes every message there and back; returns its size when stripped."""
    main = folder / "main.swift"
    main.write_text("\n".join(
        ["import Corpus"] + [f"import {library}" for library in generator.libraries] + [
            "",
            f"func roundTrip<M: {generator.protocol}>(_ type: M.Type) throws -> Int {{",
            "  let bytes: [UInt8] = try M().serializedBytes()",
            "  let again: [UInt8] = try M(serializedBytes: bytes).serializedBytes()",
            "  return again.count",
            "}",
            "",
            "var total = 0",
        ] + [f"total += try roundTrip(Corpus_{name}.self)" for name in corpus.message_names()] + [
            "print(total)", ""]))
    program = folder / "program"
    run("swiftc", "-O", "-I", folder, "-I", products / "Modules", main, folder / "Corpus.o",
        *objects(generator, products), "-Xlinker", "--gc-sections", "-o", program)
    run("strip", program)
    subprocess.run([str(program)], check=True, stdout=subprocess.DEVNULL)
    return program.stat().st_size


def measure(generator, products, protos, names, folder):
    generated = folder / "generated"
    seconds = generate(generator, products, protos, names, generated)
    sources = sorted(generated.glob("*.pb.swift"))
    lines = sum(len(source.read_text().splitlines()) for source in sources)
    processor = compile_module(products, sources, folder)
    size = link_program(generator, products, folder)
    return f"| {generator.name} | {seconds:.2f} | {lines:,} | {processor:.1f} | {size:,} |"


def main():
    products, folder = map(pathlib.Path, sys.argv[1:])
    protos = folder / "protos"
    protos.mkdir(parents=True, exist_ok=True)
    names = corpus.write(protos)
    rows = [measure(generator, products, protos, names, folder / generator.plugin)
            for generator in GENERATORS]
    print(f"| {len(corpus.message_names())} messages | seconds to generate | lines |"
          " processor seconds to compile | bytes of a stripped program |")
    print("|---|--:|--:|--:|--:|")
    print("\n".join(rows))


main()
