"""A provider of the guide's ExampleService in Python, for the checks.

    provider.py MANIFEST [BUG…]

Prints the ports of the service and of training.Model. Without bugs, it passes every check.
"""

import asyncio
import hashlib
import json
import pathlib
import sys
import tempfile
import urllib.request
import uuid
import zipfile

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_tools import protoc

ROOT = pathlib.Path(__file__).resolve().parents[3]
Code = grpc.StatusCode


def compile_protos():
    """Generates the stubs, as the guide's reader does."""
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

IDLE = 1.5  # seconds that a client may be silent


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Model:
    def __init__(self):
        self.status = training.CREATED
        self.file = None
        self.validation_quote = None  # the link that a price was asked for
        self.training_quote = None  # the dataset and the price

    def become(self, status):
        if self.status != training.DELETED:
            self.status = status


class Upload:
    """What has arrived of an upload."""

    def __init__(self, first, file):
        self.first = first
        self.file = file
        self.size = 0
        self.count = 0
        self.digest = None
        file.write_bytes(b"")

    def accept(self, batch):
        self.count += 1
        if batch.model_id != self.first.model_id:
            raise Refused(Code.INVALID_ARGUMENT, "the batch names another model")
        if self.first.batch_number == 0:
            return self.accept_whole(batch)
        self.check_number(batch)
        self.append(batch.data)

    def accept_whole(self, batch):
        if len(batch.data) != self.first.file_size:
            raise Refused(Code.INVALID_ARGUMENT, "number batches from 1")
        digest = hashlib.sha256(batch.data).digest()
        if self.digest is None:
            self.append(batch.data)
        elif self.digest != digest:
            raise Refused(Code.INVALID_ARGUMENT, "the batches are different files")
        self.digest = digest

    def check_number(self, batch):
        if batch.batch_number != self.count:
            raise Refused(Code.INVALID_ARGUMENT, f"batch {self.count} is missing")

    def append(self, data):
        self.size += len(data)
        self.check_running_size()
        with self.file.open("ab") as file:
            file.write(data)

    def check_running_size(self):
        if self.size > self.first.file_size:
            raise Refused(Code.INVALID_ARGUMENT, "more bytes than announced")

    def finish(self):
        if self.size != self.first.file_size:
            raise Refused(Code.INVALID_ARGUMENT, "fewer bytes than announced")


class Provider(training_grpc.ModelServicer):
    upload_class = Upload

    def __init__(self, manifest):
        self.method = json.loads(pathlib.Path(manifest).read_text())["methods"][0]
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.models = {}
        self.tasks = set()

    # The methods of training.Model.

    async def create_model(self, request, context):
        model_id = self.new_id(request)
        self.models[model_id] = Model()
        return training.ModelID(model_id=model_id)

    async def validate_model_price(self, request, context):
        model = self.living(request.model_id)
        if request.training_data_link:
            self.check_link(request.training_data_link)
            await self.probe(request.training_data_link)
        model.validation_quote = request.training_data_link
        return training.PriceInBaseUnit(price=self.validation_price(model))

    async def upload_and_validate(self, batches, context):
        first = await self.read(context)
        if first is grpc.aio.EOF:
            raise Refused(Code.INVALID_ARGUMENT, "the upload is empty")
        model = self.check_first(first)
        self.use_validation_quote(model, "")
        model.become(training.VALIDATING)
        upload = self.upload_class(first, self.file_for(first))
        try:
            batch = first
            while batch is not grpc.aio.EOF:
                upload.accept(batch)
                batch = await self.read(context)
            upload.finish()
        except BaseException:
            self.upload_failed(model, upload)
            raise
        self.start(self.validate_file(model, upload.file))
        return self.response(model.status)

    async def validate_model(self, request, context):
        model = self.idle(request.model_id)
        link = request.training_data_link
        if not link and model.file is None:
            raise Refused(Code.FAILED_PRECONDITION, "the model has no dataset")
        if link:
            self.check_link(link)
        self.use_validation_quote(model, link)
        model.become(training.VALIDATING)
        self.start(self.fetch(model, link) if link else self.validate_file(model, model.file))
        return self.response(model.status)

    async def train_model_price(self, request, context):
        model = self.living(self.id_of(request))
        price = self.training_price(model)
        model.training_quote = (model.file, price)
        return training.PriceInBaseUnit(price=price)

    async def train_model(self, request, context):
        model = self.idle(self.id_of(request))
        self.check_trainable(model)
        self.use_training_quote(model)
        model.become(training.TRAINING)
        self.start(self.train(model))
        return self.response(model.status)

    async def delete_model(self, request, context):
        model = self.found(self.id_of(request))
        model.status = training.DELETED
        return self.response(model.status)

    async def get_model_status(self, request, context):
        return self.response(self.found(self.id_of(request)).status)

    # What they are made of.

    def new_id(self, request):
        return str(uuid.uuid4())

    def id_of(self, request):
        return request.model_id

    def response(self, status):
        return training.StatusResponse(status=status)

    def found(self, model_id):
        self.check_presence(model_id)
        if model_id not in self.models:
            raise Refused(Code.NOT_FOUND, "there is no such model")
        return self.models[model_id]

    def check_presence(self, model_id):
        if not model_id:
            raise Refused(Code.INVALID_ARGUMENT, "name a model")

    def living(self, model_id):
        model = self.found(model_id)
        if model.status == training.DELETED:
            raise Refused(Code.FAILED_PRECONDITION, "the model is deleted")
        return model

    def idle(self, model_id):
        model = self.living(model_id)
        if model.status in (training.VALIDATING, training.TRAINING):
            raise Refused(Code.FAILED_PRECONDITION, "wait for the work that is under way")
        return model

    def validation_price(self, model):
        return 3

    def training_price(self, model):
        return 10 if model.file is None else 10 + model.file.stat().st_size

    def use_validation_quote(self, model, link):
        if model.validation_quote != link:
            raise Refused(Code.FAILED_PRECONDITION, "call validate_model_price first")
        model.validation_quote = None

    def use_training_quote(self, model):
        if model.training_quote != (model.file, self.training_price(model)):
            raise Refused(Code.FAILED_PRECONDITION, "call train_model_price first")
        model.training_quote = None

    def check_trainable(self, model):
        if model.status not in (training.VALIDATED, training.READY_TO_USE):
            raise Refused(Code.FAILED_PRECONDITION, "send a good dataset first")

    async def read(self, context):
        try:
            return await asyncio.wait_for(context.read(), IDLE)
        except asyncio.TimeoutError:
            raise Refused(Code.DEADLINE_EXCEEDED, "the upload does not go on")

    def check_first(self, first):
        model = self.idle(first.model_id)
        self.check_fields(first)
        self.check_announced_size(first)
        return model

    def check_fields(self, first):
        if not first.file_name or not first.file_size:
            raise Refused(Code.INVALID_ARGUMENT, "send file_name and file_size")

    def check_announced_size(self, first):
        if first.file_size > self.method["dataset"]["maxArchiveBytes"]:
            raise Refused(Code.INVALID_ARGUMENT, "the dataset is too large")

    def file_for(self, first):
        return self.folder / str(uuid.uuid4())

    def upload_failed(self, model, upload):
        upload.file.unlink(missing_ok=True)
        model.become(training.ERRORED)

    def start(self, work):
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def validate_file(self, model, file):
        problem = await asyncio.to_thread(self.problem, file)
        if problem is None:
            model.file = file
        model.become(training.ERRORED if problem else training.VALIDATED)

    def problem(self, file):
        """Returns why a dataset is bad; None if it is good."""
        dataset = self.method["dataset"]
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                return self.type_problem(entries, dataset) \
                    or self.limit_problem(entries, dataset) or archive.testzip()
        except Exception as error:
            return f"not a good zip: {error}"

    def type_problem(self, entries, dataset):
        types = dataset["fileTypes"]
        return next((e.filename for e in entries
                     if e.filename.rpartition(".")[2] not in types), None)

    def limit_problem(self, entries, dataset):
        if len(entries) > dataset["maxEntries"]:
            return "too many files"
        return next((e.filename for e in entries if e.file_size > dataset["maxEntryBytes"]), None)

    def check_link(self, link):
        if not link.startswith(("http://", "https://")):
            raise Refused(Code.INVALID_ARGUMENT, "only https:// and http:// are accepted")

    async def probe(self, link):
        try:
            await asyncio.to_thread(self.head, link)
        except OSError as error:
            raise Refused(Code.FAILED_PRECONDITION, f"the link can't be opened: {error}")

    def head(self, link):
        request = urllib.request.Request(link, method="HEAD")
        urllib.request.urlopen(request, timeout=IDLE).close()

    async def fetch(self, model, link):
        file = self.folder / str(uuid.uuid4())
        try:
            file.write_bytes(await asyncio.to_thread(self.content, link))
        except Exception:
            return model.become(training.ERRORED)
        await self.validate_file(model, file)

    def content(self, link):
        with urllib.request.urlopen(link, timeout=IDLE) as response:
            return response.read()

    async def train(self, model):
        await asyncio.sleep(0.05)
        model.become(training.READY_TO_USE)


class Service(service_grpc.ExampleServiceServicer):
    def __init__(self, provider):
        self.provider = provider

    async def stt(self, request, context):
        model_id = request.model_id.model_id or "default"
        if model_id != "default":
            self.check(model_id)
        return service.sttResp(result="text")

    def check(self, model_id):
        if self.provider.living(model_id).status != training.READY_TO_USE:
            raise Refused(Code.FAILED_PRECONDITION, "the model isn't READY_TO_USE")


class Refusals(grpc.aio.ServerInterceptor):
    """Ends calls with the status of a refusal."""

    async def intercept_service(self, continuation, details):
        handler = await continuation(details)
        if handler is None or handler.response_streaming:
            return handler
        inner = handler.stream_unary or handler.unary_unary

        async def outer(request, context):
            try:
                return await inner(request, context)
            except Refused as refusal:
                await context.abort(refusal.code, str(refusal))

        make = (grpc.stream_unary_rpc_method_handler if handler.request_streaming
                else grpc.unary_unary_rpc_method_handler)
        return make(outer, handler.request_deserializer, handler.response_serializer)


class Servers:
    """The two listeners."""

    options = [("grpc.max_connection_idle_ms", 3000), ("grpc.so_reuseport", 0)]

    def register(self, provider, listener, maintenance):
        self.register_models(provider, maintenance)
        self.register_service(Service(provider), listener)
        status = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(status, listener)
        return status.set("example", health_pb2.HealthCheckResponse.SERVING)

    def register_models(self, provider, maintenance):
        training_grpc.add_ModelServicer_to_server(provider, maintenance)

    def register_service(self, speech, listener):
        service_grpc.add_ExampleServiceServicer_to_server(speech, listener)

    async def run(self, provider):
        listener, maintenance = [
            grpc.aio.server(interceptors=[Refusals()], options=self.options) for _ in range(2)]
        await self.register(provider, listener, maintenance)
        ports = [server.add_insecure_port("127.0.0.1:0") for server in (listener, maintenance)]
        await self.serve(ports, listener, maintenance)

    async def serve(self, ports, *servers):
        for server in servers:
            await server.start()
        print(*ports, flush=True)
        await asyncio.gather(*(server.wait_for_termination() for server in servers))


if __name__ == "__main__":
    # Bugs derive from these classes, so they have to find them under the module's name.
    sys.modules["provider"] = sys.modules["__main__"]
    import bugs

    provider, servers = bugs.make(sys.argv[2:])
    asyncio.run(servers().run(provider(sys.argv[1])))
