"""Writes protos whose declarations have names that mean something in Swift.

usage: hostile.py SYMBOL-GRAPHS OUTPUT

SYMBOL-GRAPHS is a folder with the symbol graphs of the modules whose public names are used. Below
OUTPUT, each folder is for one Swift module. In `bare`, `enums` and `services` there is no package; in
`packaged` the names are used in all other places, and in `packages` as names of packages. The protos
in `refused` can't be generated from.
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
REFUSED = ["GRPCCore", "ProtoWire", "TrainingManifest", "TrainingRuntime", "Void"]

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


def proto(syntax, package, *parts):
    """Returns the text of a proto."""
    statement = f"package {package};\n" if package else ""
    return f'syntax = "{syntax}";\n{statement}' + "".join(parts)


def message(name, *lines):
    body = "".join(f"  {line}\n" for line in lines)
    return f"message {name} {{\n{body}}}\n"


def enum(name, first):
    return f"enum {name} {{\n  {first} = 0;\n}}\n"


def service(name, call):
    """Returns a service with a method of each kind."""
    methods = "".join(
        f"  rpc {method}({request}{call}) returns ({response}{call});\n"
        for method, request, response in [
            ("Unary", "", ""), ("Upload", "stream ", ""), ("Download", "", "stream "),
            ("Chat", "stream ", "stream "),
        ])
    return f"service {name} {{\n{methods}}}\n"


def numbered(line, names, first=1):
    """Returns a line for each name, with a number."""
    return [line.format(name, number) for number, name in enumerate(names, first)]


def training_call(name):
    return 'import "training.proto";\n' + message(name, "training.ModelID model_id = 1;")


def bare(names):
    """Yields protos without a package, each for a module of its own."""
    yield "bare", proto("proto3", "", *(
        message(name, f".{name} a = 1;", f"map<string, .{name}> b = 2;") for name in names))
    yield "enums", proto(
        "proto3", "", *(enum(name, f"ZERO{i}") for i, name in enumerate(names)),
        message("Uses", *numbered(".{0} a{1} = {1};", names)))


def services(names):
    """Yields protos with services, no more in one than a person would write."""
    for index in range(0, len(names), 50):
        call = f"Called{index}"
        yield f"services{index}", proto(
            "proto3", "", training_call(call),
            *(service(name, call) for name in names[index:index + 50]))


def packaged(names):
    """Yields protos with packages, which use the names in all places."""
    values = distinct(names, plain)
    functions = distinct(names, str.lower)
    nested = [name for name in names if name not in [*MODULES, "_protobuf_nameMap"]]
    leaf = message("Leaf", "int32 leaf = 1;")

    def inside(scope, declarations):
        return message(scope, *declarations, *numbered(scope + ".{0} a{1} = {1};", nested))

    yield "messages", proto(
        "proto3", "hostile.messages", *(message(name, "bytes data = 1;") for name in names))
    yield "enums", proto(
        "proto3", "hostile.enums", *(enum(name, f"ZERO{i}") for i, name in enumerate(names)))
    yield "nested", proto(
        "proto3", "hostile.nested", leaf,
        inside("Messages", [message(name, "Leaf leaf = 1;", "optional bool set = 2;") for name in nested]),
        inside("Enums", [enum(name, f"ZERO{i}") for i, name in enumerate(nested)]))
    kinds = [
        "string {} = {};", "optional int32 {} = {};", "repeated bytes {} = {};",
        "map<string, bool> {} = {};", "optional Leaf {} = {};", "double {} = {};",
    ]
    yield "fields", proto(
        "proto3", "hostile.fields", leaf,
        message("Fields", *(kinds[i % len(kinds)].format(n, i + 1) for i, n in enumerate(values))),
        message("Members", "oneof which_one {", *numbered("  string {} = {};", values), "}"),
        message("Oneofs", *numbered("oneof {0} {{ int32 m{1} = {1}; }}", values)))
    yield "values", proto(
        "proto3", "hostile.values",
        message("Open", "enum E {", "  ZERO_ZERO = 0;", *numbered("  {} = {};", values), "}", "E e = 1;"))
    yield "closed", proto(
        "proto2", "hostile.closed",
        message("Closed", "enum E {", *numbered("  {} = {};", values), "}", "optional E e = 1;"),
        message("Ext", "extensions 1 to 5000;"),
        "extend Ext {\n", *numbered("  optional string {} = {};\n", values), "}\n",
        message("Scope", "extend Ext {", *numbered("  optional string {} = {};", values, 2001), "}"))
    yield "calls", proto(
        "proto3", "hostile.calls", training_call("Call"),
        "service Calls {\n", *(f"  rpc {name}(Call) returns (Call);\n" for name in functions), "}\n")


def packages(names):
    """Yields protos whose packages have the names."""
    for name in distinct(names, plain):
        yield name, proto(
            "proto3", f"{name}.a_{name}", message("M", "M m = 1;"), service("S", "M"))


def refused():
    """Yields protos that can't be generated from, one for each name."""
    for name in REFUSED:
        yield name, proto("proto3", "", message(name, "bytes data = 1;"), service("S", name))


def main():
    graphs, output = map(pathlib.Path, sys.argv[1:])
    found = {*public_names(graphs), *KEYWORDS, *MODULES, *GENERATED}
    # A top-level name `training` is the package of training.proto for the daemon.
    names = sorted(
        name for name in found
        if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) and name not in {*REFUSED, "training"})
    modules = {
        "packaged": packaged(names + REFUSED), "packages": packages(KEYWORDS + MODULES + GENERATED),
        "refused": refused(), "services": services(names + REFUSED),
    }
    modules.update({name: [(name, text)] for name, text in bare(names)})
    for module, protos in modules.items():
        (output / module).mkdir(parents=True, exist_ok=True)
        for name, text in protos:
            (output / module / f"{name}.proto").write_text(text)


main()
