"""Prints what it costs to generate Swift by the plugins of packages: ours and those of its peers.

    plugins.py REPOSITORY FOLDER [--only ours|peers] [--case messages|stubs] [--protoc PROGRAM]

Each package is made anew in FOLDER, with the same protos, and built with a new scratch folder and without
the caches that SwiftPM keeps of packages, so that everything is compiled. Figures are those of all
processes of a build together.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys

MESSAGES = """syntax = "proto3";
package shop;

message Order {
  int32 number = 1;
  repeated string items = 2;
}
"""
SERVICE = """
service Orders {
  rpc Place(Order) returns (Order);
}
"""
MAIN = {
    "messages": "print(try Shop_Order.with { $0.number = 7 }.serializedData().count)\n",
    "stubs": "print(Shop_Orders.Method.Place.descriptor)\n",
}
GRPC = ('.package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3")',
        '.product(name: "GRPCCore", package: "grpc-swift-2")')
PROTOBUF = ('.package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0")',
            '.product(name: "SwiftProtobuf", package: "swift-protobuf")')
# For each generator and case: dependencies, products and plugins.
PACKAGES = {
    ("ours", "messages"): (
        ['.package(path: "../swift-training", traits: [])'],
        ['.product(name: "ProtoWire", package: "swift-training")'],
        ['.plugin(name: "TrainingGenerator", package: "swift-training")']),
    ("ours", "stubs"): (
        ['.package(path: "../swift-training", traits: ["Stubs"])', GRPC[0]],
        ['.product(name: "TrainingRuntime", package: "swift-training")', GRPC[1]],
        ['.plugin(name: "TrainingGenerator", package: "swift-training")']),
    ("peers", "messages"): (
        [PROTOBUF[0]], [PROTOBUF[1]],
        ['.plugin(name: "SwiftProtobufPlugin", package: "swift-protobuf")']),
    ("peers", "stubs"): (
        [PROTOBUF[0], GRPC[0],
         '.package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.1")'],
        [PROTOBUF[1], GRPC[1], '.product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")'],
        ['.plugin(name: "GRPCProtobufGenerator", package: "grpc-swift-protobuf")']),
}


def manifest(dependencies, products, plugins):
    def listed(items):
        return ", ".join(items)
    return f"""// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "App",
  platforms: [.macOS(.v15)],
  dependencies: [{listed(dependencies)}],
  targets: [
    .executableTarget(
      name: "App", dependencies: [{listed(products)}], plugins: [{listed(plugins)}])
  ])
"""


def make(folder, repository, side, case):
    """Writes a package; returns its folder."""
    package = folder / f"{side}-{case}"
    shutil.rmtree(package, ignore_errors=True)
    sources = package / "Sources" / "App"
    sources.mkdir(parents=True)
    link = folder / "swift-training"
    if not link.is_symlink():
        link.symlink_to(repository)
    (package / "Package.swift").write_text(manifest(*PACKAGES[side, case]))
    resolved = repository / "Package.resolved"
    if resolved.exists():
        shutil.copy(resolved, package)
    (sources / "shop.proto").write_text(MESSAGES + (SERVICE if case == "stubs" else ""))
    uses = "import SwiftProtobuf\n" if side == "peers" else ""
    (sources / "main.swift").write_text("import Foundation\n" + uses + MAIN[case])
    if side == "peers":
        settings = {"messages": ("swift-protobuf-config.json",
                                 {"invocations": [{"protoFiles": ["shop.proto"]}]}),
                    "stubs": ("grpc-swift-proto-generator-config.json", {})}[case]
        (sources / settings[0]).write_text(json.dumps(settings[1]))
    return package


def local_repositories(repository):
    """Variables that let git read packages from our build folder, where they have been fetched."""
    clones = repository / ".build" / "repositories"
    resolved = repository / "Package.resolved"
    if not clones.is_dir() or not resolved.exists():
        return {}
    names = {name.rpartition("-")[0]: name for name in os.listdir(clones)}
    pairs = []
    for pin in json.loads(resolved.read_text())["pins"]:
        name = pin["location"].rpartition("/")[2].removesuffix(".git")
        if name in names:
            pairs.append((f"url.file://{clones / names[name]}.insteadOf", pin["location"]))
    variables = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for index, (key, value) in enumerate(pairs):
        variables |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return variables


def run(command, folder, environment):
    """Runs a command; returns the processor seconds of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]} fails in {folder}:\n{(done.stdout + done.stderr)[-4000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(package, environment):
    """Builds a package; returns the processor seconds of all processes."""
    return run(["swift", "build", "--disable-dependency-cache"], package, environment)


def measure(package, environment):
    """The packages, and the seconds of the builds."""
    subprocess.run(["swift", "package", "--disable-dependency-cache", "resolve"], cwd=package,
                   env=environment, check=True, capture_output=True)
    resolved = len(os.listdir(package / ".build" / "checkouts"))
    first = build(package, environment)
    # The build after the first one settles what the first left open.
    build(package, environment)
    unchanged = build(package, environment)
    proto = package / "Sources" / "App" / "shop.proto"
    proto.write_text(proto.read_text().replace("items = 2;", "items = 2;\n  bool paid = 3;"))
    return resolved, first, unchanged, build(package, environment)


def switched(folder, repository, environment):
    """Builds a package with the plugins of the peers, edits its manifest alone to use ours, and builds it
    again; returns what its program prints both times."""
    package = folder / "switched"
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(repository / "Fixtures" / "packages" / "switched", package)
    # What the peers' plugins need has been built for the package that was measured.
    scratch = folder / "peers-stubs" / ".build"
    for plan in ["debug.yaml", "plugin-tools.yaml", "debug/description.json",
                 "debug/plugin-tools-description.json"]:
        (scratch / plan).unlink(missing_ok=True)
    command = ["swift", "run", "--disable-dependency-cache", "--scratch-path", scratch]
    printed = [printed_by(command, package, environment)]
    manifest = package / "Package.swift"
    lines = manifest.read_text().split("\n")
    for edit in json.loads((package / "edits.json").read_text()):
        index = next(i for i, line in enumerate(lines) if edit["contains"] in line)
        lines[index:index + 1] = [edit["line"]] if edit["line"] else []
    manifest.write_text("\n".join(lines))
    return printed + [printed_by(command, package, environment)]


def printed_by(command, folder, environment):
    """The standard output of a command that must succeed."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} fails in {folder}:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


def large_proto():
    """A proto of 1.1 MB with 5,000 fields of all kinds, and comments of a usual length."""
    types = ["int32", "string", "bytes", "double", "repeated int32", "repeated string",
             "map<string, int64>", "bool", "Kind", "Message0"]
    lines = ['syntax = "proto3";', "package big;", "enum Kind { KIND_UNKNOWN = 0; }"]
    for message in range(100):
        lines += [f"// The message with the number {message}.", f"message Message{message} {{"]
        for field in range(50):
            kind = types[(field + message) % (len(types) if message else 9)]
            lines += [f"  // The field with the number {field} of the message, and a comment that says"
                      " what the field is for,", "  // in two lines as they are usual in protos of"
                      " people who write documentation of their fields.",
                      f"  {kind} field_number_{field} = {field + 1};"]
        lines.append("}")
    return "\n".join(lines) + "\n"


def generate_large(package, environment):
    """What the generator takes for a large proto, as a build runs it, and without a change."""
    folder = package / "large"
    folder.mkdir()
    proto = folder / "large.proto"
    proto.write_text(large_proto())
    target = folder / "target.json"
    target.write_text(json.dumps({
        "module": "Large", "folder": str(folder), "dependencies": [], "isShared": False,
        "committed": [], "inputs": [],
        "protos": [{"path": str(proto), "output": "large.pb.swift"}]}))
    products = package / ".build" / "debug"
    program = next(path for name in ["swift-training-tool", "swift-training"]
                   if (path := products / name).exists())
    command = [str(program), "target", "build", "--output", str(folder / "out"), str(target)]
    return [run(command, folder, environment) for _ in range(2)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("repository", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", choices=["ours", "peers"])
    parser.add_argument("--case", choices=["messages", "stubs"])
    parser.add_argument("--protoc")
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True)
    environment = os.environ | local_repositories(asked.repository) | {
        "SWIFT_DETERMINISTIC_HASHING": "1"}
    if asked.protoc:
        environment["PROTOC_PATH"] = asked.protoc
    print("| what is generated | plugins | packages | first build, CPU s | no change, CPU s |"
          " changed proto, CPU s |")
    print("|---|---|--:|--:|--:|--:|")
    titles = {"messages": "messages", "stubs": "messages and stubs"}
    for case in [asked.case] if asked.case else titles:
        for side in [asked.only] if asked.only else ["ours", "peers"]:
            package = make(asked.folder.resolve(), asked.repository.resolve(), side, case)
            count, *seconds = measure(package, environment)
            columns = " | ".join(f"{value:.1f}" for value in seconds)
            print(f"| {titles[case]} | {side} | {count} | {columns} |", flush=True)
    if asked.only != "ours" and asked.case != "messages":
        before, after = switched(asked.folder.resolve(), asked.repository.resolve(), environment)
        if before != after:
            sys.exit(f"the switched package prints {after!r} instead of {before!r}")
        print("\nA package that was built with the peers' plugins prints the same with ours, after four edits"
              " of Package.swift.")
    if asked.only != "peers" and asked.case != "stubs":
        package = asked.folder.resolve() / "ours-messages"
        first, again = generate_large(package, environment)
        print(f"\nThe generator alone, in the debug build that SwiftPM makes of it: {first:.1f} CPU s for a"
              f" proto of 1.1 MB with 5,000 fields, {again:.2f} CPU s without a change.")


if __name__ == "__main__":
    main()
