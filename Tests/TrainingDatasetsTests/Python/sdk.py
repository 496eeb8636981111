"""The dataset check of the Python SDK, as installed, without the blockchain around it."""

import importlib
import sys
import types


def _stand_in(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


def training_class():
    """`snet.sdk.training.training.Training`: what it imports for calls is replaced, the check is not."""
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
    """Asks the SDK what it says of an archive, for options as the daemon would hand them over."""

    def __init__(self):
        self.training = training_class()
        self.wrong_dataset = importlib.import_module("snet.sdk.exceptions").WrongDatasetError

    def errors(self, path, options):
        """What the SDK says is wrong, `None` if it accepts the archive."""
        consumer = object.__new__(self.training)
        metadata = types.SimpleNamespace(**options)
        consumer.get_method_metadata = lambda method, model_id: metadata
        try:
            consumer._check_dataset("model", path)
        except self.wrong_dataset as error:
            return error.errors
        return None
