"""Prints what the installed Python SDK sees of protos.

    sdk_view.py FOLDER

Each folder in FOLDER contains one proto. Prints a JSON object with the methods that the SDK finds by the
name of the folder, each as service and name, and whether it notices training.
"""

import importlib.abc
import importlib.machinery
import json
import pathlib
import sys
import types
import unittest.mock


# The modules of the SDK that look at protos.
NEEDED = {"service_client", "client_lib_generator", "utils", "utils.utils"}


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Replaces packages for the blockchain, which aren't installed, and what the SDK has around them."""

    def find_spec(self, name, path, target=None):
        is_foreign = name.split(".")[0] in ("eth_account", "eth_typing", "hexbytes", "web3")
        is_other = name.startswith("snet.sdk.") and name[len("snet.sdk."):] not in NEEDED
        if is_foreign or is_other:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        module = unittest.mock.MagicMock(name=spec.name)
        module.__path__ = []
        module.__spec__ = spec
        return module

    def exec_module(self, module):
        pass


def classes():
    import snet

    package = types.ModuleType("snet.sdk")
    package.__path__ = [path + "/sdk" for path in snet.__path__]
    package.__file__ = package.__path__[0] + "/__init__.py"
    package.generic_client_interceptor = package.FreeCallPaymentStrategy = None
    sys.modules["snet.sdk"] = package
    sys.meta_path.insert(0, StandIns())
    client = importlib.import_module("snet.sdk.service_client").ServiceClient
    return client, importlib.import_module("snet.sdk.client_lib_generator").ClientLibGenerator


def view(folder, client_class, generator_class):
    client = object.__new__(client_class)
    client.path_to_pb_files = str(folder)
    services, _ = client.get_services_and_messages_info()
    generator = object.__new__(generator_class)
    generator.proto_dir = folder
    methods = {(service, method[0]) for service, found in services.items() for method in found}
    return {"methods": sorted(methods), "training": generator.training_added()}


def main(root):
    found = classes()
    folders = sorted(pathlib.Path(root).iterdir())
    print(json.dumps({folder.name: view(folder, *found) for folder in folders}))


main(*sys.argv[1:])
