"""The dataset check of the installed Python SDK, without the blockchain code around it."""

import importlib
import sys
import types


def _stand_in(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


def training_class():
    """`snet.sdk.training.training.Training` with its imports for calls replaced, but not its check."""
    import snet

    _stand_in("snet.sdk", __path__=[path + "/sdk" for path in snet.__path__])
    _stand_in("snet.sdk.generic_client_interceptor")
    sys.modules["snet.sdk"].generic_client_interceptor = None
    _stand_in(
        "snet.sdk.payment_strategies.training_payment_strategy", TrainingPaymentStrategy=None)
    _stand_in("snet.sdk.utils.call_utils", create_intercept_call_func=None)
    _stand_in("snet.sdk.utils.utils", add_to_path=None, RESOURCES_PATH=None)
    for package in ("payment_strategies", "utils"):
        _stand_in(f"snet.sdk.{package}", __path__=[])
    return importlib.import_module("snet.sdk.training.training").Training


class Check:
    """Lets the SDK check an archive with options in the form in which the daemon sends them."""

    def __init__(self):
        self.training = training_class()
        self.wrong_dataset = importlib.import_module("snet.sdk.exceptions").WrongDatasetError

    def errors(self, path, options):
        """The SDK's objection, or `None` if it accepts the archive."""
        consumer = object.__new__(self.training)
        metadata = types.SimpleNamespace(**options)
        consumer.get_method_metadata = lambda method, model_id: metadata
        try:
            consumer._check_dataset("model", path)
        except self.wrong_dataset as error:
            return error.errors
        return None
