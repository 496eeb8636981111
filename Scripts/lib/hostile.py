"""Writes protos whose declarations have names that mean something in Swift.

usage: hostile.py SYMBOL-GRAPHS OUTPUT

SYMBOL-GRAPHS is a folder with the symbol graphs of the modules whose public names are used. Below
OUTPUT, each folder is for one Swift module. `bare`, `enums` and `services` have no package;
`packaged` has one, and uses the names in all other places as well.
"""

import json
import pathlib
import re
import sys

KEYWORDS = """
    Any Protocol Self Type actor any as associatedtype associativity async await borrowing break case
    catch class consume consuming continue convenience copy default defer deinit didSet discard do
    dynamic each else enum extension fallthrough false fileprivate final for func get guard if import
    in indirect infix init inout internal is isolated lazy left let macro mutating nil none
    nonisolated nonmutating nonsending open operator optional override package postfix precedence
    precedencegroup prefix private protocol public repeat required rethrows return right self sending
    set some static struct subscript super switch throw throws true try typealias unowned var weak
    where while willSet yield
""".split()

MODULES = """
    FoundationEssentials Foundation GRPCCore GRPCProtobuf ProtoWire Swift SwiftProtobuf
    TrainingManifest TrainingProtos TrainingRuntime
""".split()

# Names of what generated code declares, and of parameters and variables in it.
GENERATED = """
    Client ClientProtocol Extensions GuardedServiceProtocol Input Method Output RawValue Result
    ServiceProtocol SimpleGuardedServiceProtocol SimpleServiceProtocol StreamingServiceProtocol
    Training Transport UNRECOGNIZED AllCases D V allCases client context decodeMessage decoder
    descriptor descriptors deserializer fieldNumber handleResponse hashValue isInitialized lhs
    message messages metadata methods model modelGuard models name newValue number options
    protoMessageName rawValue reader request response rhs serializer sizes tag traverse unknown
    unknownFields value visitor writer _ __ _protobuf_nameMap _storage
""".split()

# Names that are refused, because nothing else could be written for the module or type.
REFUSED = {"GRPCCore", "ProtoWire", "TrainingManifest", "TrainingRuntime", "Void"}

TYPES = {"struct", "enum", "class", "protocol", "typealias", "func", "var", "actor"}


def public_names(folder):
    """Yields the names at the top of the modules."""
    for path in sorted(folder.glob("*.symbols.json")):
        if "@" in path.name:
            continue
        for symbol in json.loads(path.read_text())["symbols"]:
            kind = symbol["kind"]["identifier"].removeprefix("swift.")
            if kind in TYPES and len(symbol["pathComponents"]) == 1:
                yield symbol["pathComponents"][0].split("(")[0]


def distinct(names, key):
    """Leaves out names that have the same key as one before."""
    seen = {}
    for name in names:
        seen.setdefault(key(name), name)
    return sorted(seen.values())


def plain(name):
    """Returns what protoc compares of fields and enum values."""
    return name.replace("_", "").lower()


def message(name, body):
    return f"message {name} {{\n  {body}\n}}\n"


def proto3(*parts, package=""):
    statement = f"package {package};\n" if package else ""
    return 'syntax = "proto3";\n' + statement + "".join(parts)


def proto2(*parts, package=""):
    statement = f"package {package};\n" if package else ""
    return 'syntax = "proto2";\n' + statement + "".join(parts)


RPCS = """  rpc Unary(Call) returns (Call);
  rpc Upload(stream Call) returns (Call);
  rpc Download(Call) returns (stream Call);
  rpc Chat(stream Call) returns (stream Call);
"""

CALL = 'message Call {\n  training.ModelID model_id = 1;\n}\n'


def fields(names):
    """Returns fields of many kinds."""
    kinds = ["string {} = {};", "optional int32 {} = {};", "repeated bytes {} = {};",
             "map<string, bool> {} = {};", "optional Leaf {} = {};", "double {} = {};"]
    lines = [kinds[i % len(kinds)].format(name, i + 1) for i, name in enumerate(names)]
    return "\n  ".join(lines)


def packaged(names):
    """Returns a proto that uses names inside messages and services of a package."""
    values = distinct(names, plain)
    functions = distinct((n for n in names), lambda n: n.lower())
    nested = [n for n in names if n not in MODULES]
    leaf = "message Leaf {\n  int32 leaf = 1;\n}\n"

    def uses(scope):
        return "\n  ".join(f"{scope}.{n} a{i} = {i + 1};" for i, n in enumerate(nested))

    yield "messages", proto3(
        'import "training.proto";\n', *(message(n, "bytes data = 1;") for n in names),
        package="hostile.messages")
    yield "enums", proto3(
        *(f"enum {n} {{\n  ZERO{i} = 0;\n}}\n" for i, n in enumerate(names)),
        package="hostile.enums")
    yield "nested", proto3(
        leaf, "message Messages {\n", *(message(n, "Leaf leaf = 1; optional bool set = 2;") for n in nested),
        f"  {uses('Messages')}\n}}\n", "message Enums {\n",
        *(f"enum {n} {{\n  ZERO{i} = 0;\n}}\n" for i, n in enumerate(nested)),
        f"  {uses('Enums')}\n}}\n", package="hostile.nested")
    yield "fields", proto3(
        leaf, message("Fields", fields(values)),
        "message Members {\n  oneof which_one {\n", *(f"    string {n} = {i + 1};\n" for i, n in enumerate(values)),
        "  }\n}\n", "message Oneofs {\n",
        *(f"  oneof {n} {{\n    int32 m{i} = {i + 1};\n  }}\n" for i, n in enumerate(values)), "}\n",
        package="hostile.fields")
    yield "values", proto3(
        "message Open {\n  enum E {\n    ZERO_ZERO = 0;\n",
        *(f"    {n} = {i + 1};\n" for i, n in enumerate(values)), "  }\n  E e = 1;\n}\n",
        package="hostile.values")
    yield "closed", proto2(
        "message Closed {\n  enum E {\n",
        *(f"    {n} = {i + 1};\n" for i, n in enumerate(values)), "  }\n  optional E e = 1;\n}\n",
        "message Ext {\n  extensions 1 to 5000;\n}\nextend Ext {\n",
        *(f"  optional string {n} = {i + 1};\n" for i, n in enumerate(values)), "}\n",
        "message Scope {\n  extend Ext {\n",
        *(f"    optional string {n} = {i + 2001};\n" for i, n in enumerate(values)), "  }\n}\n",
        package="hostile.closed")
    yield "calls", proto3(
        'import "training.proto";\n', CALL,
        *(f"service S{n} {{\n{RPCS}}}\n" for n in KEYWORDS[:3]),
        "service Calls {\n", *(f"  rpc {n}(Call) returns (Call);\n" for n in functions), "}\n",
        package="hostile.calls")


def main():
    graphs, output = map(pathlib.Path, sys.argv[1:])
    names = sorted({*public_names(graphs), *KEYWORDS, *MODULES, *GENERATED})
    names = [n for n in names if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", n)]

    def write(path, text):
        file = output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    allowed = [n for n in names if n not in REFUSED]
    write("bare/bare.proto", proto3(*(message(n, f".{n} a = 1; map<string, .{n}> b = 2;") for n in allowed)))
    write("enums/enums.proto", proto3(*(f"enum {n} {{\n  ZERO{i} = 0;\n}}\n" for i, n in enumerate(allowed)),
        message("Uses", "\n  ".join(f".{n} a{i} = {i + 1};" for i, n in enumerate(allowed)))))
    write("services/services.proto", proto3('import "training.proto";\n', CALL.replace("Call", "Called"),
        *(f"service {n} {{\n{RPCS.replace('Call', 'Called')}}}\n" for n in names if n != "training")))
    for name, text in packaged(names):
        write(f"packaged/{name}.proto", text)
    for name in distinct([*KEYWORDS, *MODULES, *GENERATED], plain):
        write(f"packages/{name}.proto", proto3(
            message("M", "M m = 1;"), f"service S {{\n  rpc G(M) returns (M);\n}}\n", package=f"{name}.a_{name}"))
    for name in sorted(REFUSED):
        write(f"refused/{name}.proto", proto3(
            message(name, "bytes data = 1;"), f"service S {{\n{RPCS.replace('Call', name)}}}\n"))


main()
