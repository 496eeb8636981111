"""Validates manifests against their JSON Schema.

    validate.py SCHEMA MANIFEST...

Each manifest has to be valid, and has to become invalid if any key is renamed.
"""

import copy
import json
import sys

import jsonschema


def paths(value, path=()):
    """The paths of all keys of all objects in `value`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path + (key,)
            yield from paths(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, path + (index,))


def renamed(manifest, path):
    changed = copy.deepcopy(manifest)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1] + "_"] = place.pop(path[-1])
    return changed


def main(schema, *manifests):
    schema = json.load(open(schema))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in manifests:
        manifest = json.load(open(name))
        validator.validate(manifest)
        for path in paths(manifest):
            if path[:2] in {("daemon", "trainingMethods"), ("daemon", "methodsMetadata")} and \
                    len(path) == 3:
                continue  # Names of the proto's, not of ours.
            assert not validator.is_valid(renamed(manifest, path)), f"{name}: {path} can be renamed"
    print(f"{len(manifests)} manifests are valid")


main(*sys.argv[1:])
