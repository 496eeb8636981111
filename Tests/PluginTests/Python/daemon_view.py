"""Computes the marketplace daemon's view of protos with an independent implementation.

    daemon_view.py DESCRIPTORS MANIFEST

Reads a FileDescriptorSet and computes the manifest's part "daemon" by the daemon's rules. Fails and
prints both if the manifest differs.
"""

import collections
import json
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

OPTIONS = [
    "default_model_id", "max_models_per_user", "dataset_max_size_mb", "dataset_max_count_files",
    "dataset_max_size_single_file_mb", "dataset_files_type", "dataset_type",
    "dataset_description",
]


def main(descriptors, manifest):
    files = descriptor_pb2.FileDescriptorSet()
    files.ParseFromString(open(descriptors, "rb").read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    said = json.load(open(manifest))
    roots = said["sources"]
    # The daemon compiles everything in the archive and its own training.proto.
    published = [file for file in files.file if file.package != "google.protobuf"]
    published.sort(key=lambda file: (file.package != "training", file.name not in roots))
    ordered = [f for f in published if f.package == "training"]
    ordered += [f for name in roots for f in published if f.name == name]
    ordered += [f for f in published if f.name not in roots and f.package != "training"]
    expected = view(ordered, pool)
    if said["daemon"] != expected:
        sys.exit(f"the daemon: {json.dumps(expected, indent=1)}\nthe manifest: "
                 f"{json.dumps(said['daemon'], indent=1)}")
    print(f"{len(expected['methodsMetadata'])} methods agree")


def view(files, pool):
    methods = collections.defaultdict(list)
    metadata = {}
    keys = collections.defaultdict(list)
    services = collections.defaultdict(list)
    for file in files:
        for service in file.service:
            full = f"{file.package}.{service.name}" if file.package else service.name
            trains = False
            for method in service.method:
                request = pool.FindMessageTypeByName(method.input_type.lstrip("."))
                for field in request.fields:
                    if field.message_type and field.message_type.full_name == "training.ModelID":
                        methods[service.name].append(method.name)
                        trains = True
                if method.HasField("options"):
                    key = service.name + method.name
                    metadata[key] = given(method.options, pool)
                    keys[key].append(f"{full}.{method.name}")
            if trains:
                services[service.name].append(full)
    return {
        "trainingInProto": bool(methods),
        "trainingMethods": dict(methods),
        "methodsMetadata": metadata,
        "methodCollisions": collisions(keys),
        "serviceCollisions": collisions(services),
    }


def given(options, pool):
    kind = message_factory.GetMessageClass(pool.FindMessageTypeByName("google.protobuf.MethodOptions"))
    read = kind.FromString(options.SerializeToString())
    values = {}
    for name in OPTIONS:
        extension = pool.FindExtensionByName(f"training.{name}")
        if read.HasExtension(extension) and read.Extensions[extension]:
            values[name] = read.Extensions[extension]
    return values


def collisions(names):
    return [{"name": name, "fullNames": full} for name, full in sorted(names.items())
            if len(full) > 1]


main(*sys.argv[1:])
