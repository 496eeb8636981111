"""Protos that have many of one thing, to see whether a generator's time grows faster than that."""

PROTO2 = 'syntax = "proto2";\n'
PROTO3 = 'syntax = "proto3";\n'
TRAINING = PROTO3 + 'import "training.proto";\nmessage R { training.ModelID model_id = 1; }\n'


def _many(count, text):
    """`text` with each number in place of N, and the next one in place of M."""
    return "\n".join(text.replace("N", str(number)).replace("M", str(number + 1))
                     for number in range(count))


def _one(text):
    return {"a.proto": text}


def _shared_enum(count):
    files = {"e.proto": PROTO3 + "enum E {\n" + _many(count, "vN = N;") + "\n}"}
    user = PROTO3 + 'import "e.proto";\nmessage %s { E e = 1; }'
    return files | {f"f{number}.proto": user % f"Of{number}" for number in range(count)}


def _passed_on(count):
    files = {"f0.proto": PROTO3 + "message Of0 {}"}
    for number in range(1, count):
        files[f"f{number}.proto"] = (
            f'{PROTO3}import public "f{number - 1}.proto";\n'
            f"message Of{number} {{ Of{number - 1} of = 1; }}")
    return files


def _near_misses(count):
    """Services whose requests lead to a model by a long way, which a warning tells."""
    chain = _many(count, "message OfM { OfN of = 1; }")
    services = _many(count, "service SN { rpc run(Of20) returns (Of0); }")
    return {"m.proto": PROTO3 + 'import "training.proto";\n'
                       "message Of0 { training.ModelID model_id = 1; }\n" + chain,
            "s.proto": PROTO3 + 'import "m.proto";\n' + services}


SHAPES = {
    "values of an enum": lambda count: _one(
        PROTO3 + "enum E {\n" + _many(count, "vN = N;") + "\n}"),
    "names of one value": lambda count: _one(
        PROTO3 + "enum E {\noption allow_alias = true;\n" + _many(count, "vN = 0;") + "\n}"),
    "messages in each other": lambda count: _one(
        PROTO2 + _many(count, "message OfN { optional OfM of = 1; }")
        + f"\nmessage Of{count} {{ required int32 n = 1; }}"),
    "optional fields": lambda count: _one(
        PROTO3 + "message A {\n" + _many(count, "optional int32 fN = M;") + "\n}"),
    "fields with a default of an enum": lambda count: _one(
        PROTO2 + "enum E {\n" + _many(count, "vN = N;") + "\n}\nmessage A {\n"
        + _many(count, "optional E fN = M [default = vN];") + "\n}"),
    "members of a oneof": lambda count: _one(
        PROTO3 + "message A { oneof way {\n" + _many(count, "int32 fN = M;") + "\n} }"),
    "oneofs": lambda count: _one(
        PROTO3 + "message A {\n" + _many(count, "oneof wayN { int32 fN = M; }") + "\n}"),
    "scopes of extensions": lambda count: _one(
        PROTO2 + "message A { extensions 1 to max; }\n"
        + _many(count, "message SN { extend A { optional int32 e = M; } }")),
    "training services": lambda count: _one(
        TRAINING + _many(
            count, 'service SN { rpc run(R) returns (R) { option (training.dataset_type) = "zip"; } }')),
    "training methods": lambda count: _one(
        TRAINING + "service S {\n" + _many(
            count, 'rpc runN(R) returns (R) { option (training.dataset_type) = "zip"; }') + "\n}"),
    "files with one enum": _shared_enum,
    "files that pass each other on": _passed_on,
    "requests that lead to a model": _near_misses,
}
