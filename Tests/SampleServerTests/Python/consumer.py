"""Plays a consumer and the daemon against the sample server.

    consumer.py PORT MAINTENANCE_PORT
"""

import io
import pathlib
import random
import sys
import tarfile
import tempfile
import time
import unittest
import zipfile

import grpc
from google.rpc import error_details_pb2 as details
from grpc_status import rpc_status
from grpc_tools import protoc

ROOT = pathlib.Path(__file__).resolve().parents[3]
CLIPS = ROOT / ".build/clips"


def compile_protos():
    """Returns stubs from the protos that the server was generated from."""
    folder = tempfile.mkdtemp()
    status = protoc.main([
        "protoc", f"-I{ROOT}/Fixtures/guide", f"-I{ROOT}/Sources/TrainingProtos/Protos",
        f"-I{pathlib.Path(protoc.__file__).parent}/_proto", f"--python_out={folder}",
        f"--grpc_python_out={folder}", "service.proto", "training.proto"])
    if status != 0:
        sys.exit("protoc does not accept the protos")
    sys.path.insert(0, folder)


compile_protos()
import service_pb2 as service  # noqa: E402
import service_pb2_grpc as service_grpc  # noqa: E402
import training_pb2 as training  # noqa: E402
import training_pb2_grpc as training_grpc  # noqa: E402

PORT, MAINTENANCE_PORT = sys.argv[1:3]
BATCH = 1 << 20
HOME = {path.name: path.read_bytes() for path in sorted((CLIPS / "home").iterdir())}


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def question(clip):
    """The words of a clip in another voice."""
    return (CLIPS / "asked" / clip).with_suffix(".mp3").read_bytes()


def transcript(clip):
    return (CLIPS / clip).with_suffix(".txt").read_text().strip()


class Consumer(unittest.TestCase):
    def setUp(self):
        # Unlike the daemon, this uses one connection for all calls, which is faster.
        self.channels = [grpc.insecure_channel(f"127.0.0.1:{port}")
                         for port in (PORT, MAINTENANCE_PORT)]
        self.service = service_grpc.ExampleServiceStub(self.channels[0])
        self.models = training_grpc.ModelStub(self.channels[1])

    def tearDown(self):
        for channel in self.channels:
            channel.close()

    def create(self, addresses=(), method="stt"):
        return self.models.create_model(training.NewModel(
            name="model", grpc_method_name=method, grpc_service_name="ExampleService",
            address_list=addresses)).model_id

    def batches(self, model_id, data, name, size=BATCH, file_size=None):
        chunks = [data[i:i + size] for i in range(0, len(data), size)]
        for number, chunk in enumerate(chunks, 1):
            yield training.UploadInput(
                model_id=model_id, data=chunk, file_name=name,
                file_size=len(data) if file_size is None else file_size, batch_size=size,
                batch_number=number, batch_count=len(chunks))

    def validation_price(self, model_id):
        return self.models.validate_model_price(
            training.ValidateRequest(model_id=model_id)).price

    def training_price(self, model_id):
        return self.models.train_model_price(training.ModelID(model_id=model_id)).price

    def upload_unpriced(self, model_id, data, name="data.zip", **options):
        return self.models.upload_and_validate(
            self.batches(model_id, data, name, **options)).status

    def upload(self, model_id, data, name="data.zip", **options):
        """Asks for the price first, as the daemon does."""
        self.validation_price(model_id)
        return self.upload_unpriced(model_id, data, name, **options)

    def train_unpriced(self, model_id):
        return self.models.train_model(training.ModelID(model_id=model_id)).status

    def train(self, model_id):
        """Asks for the price first, as the daemon does."""
        self.training_price(model_id)
        return self.train_unpriced(model_id)

    def settled(self, model_id):
        """Polls as the daemon does, only faster."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            status = self.models.get_model_status(training.ModelID(model_id=model_id)).status
            if status not in (training.VALIDATING, training.TRAINING):
                return status
            time.sleep(0.05)
        self.fail("the model stays at work")

    def ready(self, addresses=()):
        model_id = self.create(addresses)
        self.upload(model_id, zipped(HOME))
        self.assertEqual(self.settled(model_id), training.VALIDATED)
        self.assertEqual(self.train(model_id), training.TRAINING)
        self.assertEqual(self.settled(model_id), training.READY_TO_USE)
        return model_id

    def stt(self, speech, model_id=None, payer=None):
        request = service.sttInput(speech=speech)
        if model_id is not None:
            request.model_id.model_id = model_id
        metadata = [("snet-user-address", payer)] if payer else []
        return self.service.stt(request, metadata=metadata).result

    def refused(self, code, call):
        with self.assertRaises(grpc.RpcError) as caught:
            call()
        self.assertEqual(caught.exception.code(), code, caught.exception.details())
        return caught.exception

    def cycle(self, data, name):
        model_id = self.create()
        model = training.ModelID(model_id=model_id)
        self.assertEqual(self.validation_price(model_id), 1)
        self.assertEqual(
            self.upload_unpriced(model_id, data, name, size=1000), training.VALIDATING)
        self.assertEqual(self.settled(model_id), training.VALIDATED)
        self.assertEqual(self.training_price(model_id), 10)
        self.assertEqual(self.train_unpriced(model_id), training.TRAINING)
        self.assertEqual(self.settled(model_id), training.READY_TO_USE)
        for clip in ("home/light-on", "home/light-off"):
            self.assertEqual(self.stt(question(clip), model_id), transcript(clip))
        self.assertEqual(self.models.delete_model(model).status, training.DELETED)
        self.assertEqual(self.settled(model_id), training.DELETED)
        self.refused(grpc.StatusCode.NOT_FOUND, lambda: self.stt(question("home/light-on"), model_id))

    def rejected(self, data, name="data.zip"):
        model_id = self.create()
        self.assertEqual(self.upload(model_id, data, name), training.VALIDATING)
        self.assertEqual(self.settled(model_id), training.ERRORED)
        self.refused(grpc.StatusCode.FAILED_PRECONDITION, lambda: self.train(model_id))


class CycleTests(Consumer):
    def test_zip(self):
        self.cycle(zipped(HOME), "home.zip")

    def test_tar_gz(self):
        self.cycle(tarred(HOME), "home.tar.gz")

    def test_default_model(self):
        for clip in ("default/music", "default/weather"):
            self.assertEqual(self.stt(question(clip)), transcript(clip))
            self.assertEqual(self.stt(question(clip), ""), transcript(clip))
            self.assertEqual(self.stt(question(clip), "default"), transcript(clip))
            basic = self.service.basic_stt(service.basicSttInput(speech=question(clip)))
            self.assertEqual(basic.result, transcript(clip))
        self.assertEqual(self.settled("default"), training.READY_TO_USE)

    def test_trailers(self):
        """The trailers name the model that answered, and the distance of its nearest clip."""
        request = service.sttInput(speech=question("default/music"))
        response, call = self.service.stt.with_call(request)
        self.assertEqual(response.result, transcript("default/music"))
        trailers = dict(call.trailing_metadata())
        self.assertEqual(trailers["model-id"], "default")
        self.assertTrue(0 < float(trailers["clip-distance"]) < 10, trailers)

    def test_unknown_phrase(self):
        self.assertEqual(self.stt(question("home/coffee")), "")

    def test_bad_dataset_for_a_ready_model(self):
        """A model stays usable while and after a new dataset fails."""
        model_id = self.ready()
        self.upload(model_id, b"this isn't an archive")
        self.assertEqual(self.settled(model_id), training.READY_TO_USE)
        self.assertEqual(self.stt(question("home/light-on"), model_id), transcript("home/light-on"))


class PriceTests(Consumer):
    def unpriced(self, call, price_call):
        error = self.refused(grpc.StatusCode.FAILED_PRECONDITION, call)
        self.assertIn(f"call {price_call}, then try again", error.details())

    def test_unpriced_upload(self):
        model_id = self.create()
        self.unpriced(
            lambda: self.upload_unpriced(model_id, zipped(HOME)), "validate_model_price")
        self.assertEqual(self.settled(model_id), training.CREATED)

    def test_unpriced_training(self):
        model_id = self.create()
        self.upload(model_id, zipped(HOME))
        self.assertEqual(self.settled(model_id), training.VALIDATED)
        self.unpriced(lambda: self.train_unpriced(model_id), "train_model_price")
        self.assertEqual(self.settled(model_id), training.VALIDATED)

    def test_price_used_twice(self):
        model_id = self.ready()
        self.unpriced(lambda: self.train_unpriced(model_id), "train_model_price")
        self.unpriced(
            lambda: self.upload_unpriced(model_id, zipped(HOME)), "validate_model_price")
        self.assertEqual(self.settled(model_id), training.READY_TO_USE)
        self.assertEqual(self.train(model_id), training.TRAINING)
        self.assertEqual(self.settled(model_id), training.READY_TO_USE)

    def test_price_for_another_dataset(self):
        """A price from a time without a dataset isn't the price of a training."""
        model_id = self.create()
        self.training_price(model_id)
        self.upload(model_id, zipped(HOME))
        self.assertEqual(self.settled(model_id), training.VALIDATED)
        self.unpriced(lambda: self.train_unpriced(model_id), "train_model_price")


class DatasetTests(Consumer):
    def test_too_many_files(self):
        self.rejected(zipped({f"{i}.txt": b"text" for i in range(101)}))

    def test_too_large_a_file(self):
        self.rejected(zipped({"a.txt": b"text", "a.mp3": random.randbytes((10 << 20) + 1)}))

    def test_too_large_an_archive(self):
        model_id = self.create()
        self.refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.upload(
            model_id, zipped(HOME), file_size=(100 << 20) + 1))
        self.assertEqual(self.settled(model_id), training.CREATED)

    def test_wrong_types(self):
        self.rejected(zipped({"a.exe": b"MZ"}))
        self.rejected(b"this isn't an archive")
        self.rejected(tarred(HOME), "data.zip")

    def test_truncated_archive(self):
        for data, name in ((zipped(HOME), "home.zip"), (tarred(HOME), "home.tar.gz")):
            self.rejected(data[:len(data) // 2], name)

    def test_truncated_upload(self):
        """The stream ends cleanly before the announced size is reached."""
        model_id = self.create()
        data = zipped(HOME)
        first = list(self.batches(model_id, data, "home.zip", size=len(data) // 2))[:1]
        self.validation_price(model_id)
        self.refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.models.upload_and_validate(
            iter(first)))
        self.assertEqual(self.settled(model_id), training.ERRORED)


class AccessTests(Consumer):
    def test_unknown_model(self):
        self.refused(grpc.StatusCode.NOT_FOUND, lambda: self.stt(b"speech", "no-such-model"))
        self.refused(grpc.StatusCode.NOT_FOUND, lambda: self.models.get_model_status(
            training.ModelID(model_id="no-such-model")))
        self.refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.stt(b"speech", "x" * 129))

    def test_private_model(self):
        model_id = self.ready(addresses=["0xAbC"])
        clip = question("home/light-on")
        self.assertEqual(self.stt(clip, model_id, payer="0xabc"), transcript("home/light-on"))
        for payer in ("0xdef", None):
            self.refused(grpc.StatusCode.NOT_FOUND, lambda: self.stt(clip, model_id, payer=payer))

    def test_models_per_user(self):
        addresses = ["0x5"]
        for _ in range(5):
            self.create(addresses)
        self.refused(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: self.create(addresses))
        self.refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.create(method="basic_stt"))


class DetailsTests(Consumer):
    """Reads the details of a guard's status with Google's own messages."""

    def details(self, code, model_id):
        error = self.refused(code, lambda: self.stt(b"speech", model_id))
        status = rpc_status.from_call(error)
        self.assertEqual(status.code, code.value[0])
        found = {}
        for detail in status.details:
            for kind in (details.ErrorInfo, details.BadRequest, details.PreconditionFailure):
                if detail.Is(kind.DESCRIPTOR):
                    found[kind] = kind()
                    detail.Unpack(found[kind])
        field = found[details.BadRequest].field_violations[0]
        self.assertEqual(field.field, "model_id.model_id")
        self.assertEqual(field.reason, found[details.ErrorInfo].reason)
        self.assertTrue(status.message.endswith(field.description))
        return found

    def test_malformed(self):
        found = self.details(grpc.StatusCode.INVALID_ARGUMENT, "two words")
        self.assertEqual(found[details.ErrorInfo].reason, "MODEL_ID_MALFORMED")
        self.assertEqual(found[details.ErrorInfo].metadata["rule_id"], "model_id.malformed")

    def test_not_found(self):
        found = self.details(grpc.StatusCode.NOT_FOUND, "no-such-model")
        self.assertEqual(found[details.ErrorInfo].reason, "MODEL_NOT_FOUND")
        self.assertEqual(found[details.ErrorInfo].metadata["method"], "service.ExampleService.stt")

    def test_not_ready(self):
        model_id = self.create()
        found = self.details(grpc.StatusCode.FAILED_PRECONDITION, model_id)
        failure = found[details.PreconditionFailure].violations[0]
        self.assertEqual((failure.type, failure.subject), ("MODEL_STATUS", model_id))
        self.assertIn("CREATED", failure.description)
        self.assertEqual(found[details.ErrorInfo].metadata["status"], "CREATED")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
