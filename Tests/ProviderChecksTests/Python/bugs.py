"""Bugs of providers, by name: each in an otherwise right one.

The first group consists of the bugs of the official guide's sample.
"""

import asyncio
import http.client
import itertools
import os
import pathlib
import random
import subprocess
import time
import urllib.request

import provider as right
from provider import Code, Model, Provider, Refused, Servers, Service, Upload, training

BUGS = {}


def bug(name):
    """Registers a class that derives from one of the right ones."""
    def register(kind):
        BUGS[name] = kind
        return kind
    return register


def make(names):
    """Returns the classes of a provider and of its servers with all of these bugs."""
    kinds = [BUGS[name] for name in names]

    def derive(base):
        parts = tuple(kind for kind in kinds if issubclass(kind, base))
        return type(base.__name__, parts + (base,), {}) if parts else base

    Derived = derive(Provider)
    Derived.upload_class = derive(Upload)
    right.Service = derive(Service)
    return Derived, derive(Servers)


# The guide's.


@bug("nested-model-id")
class NestedModelID(Provider):
    def id_of(self, request):
        return request.model_id.model_id  # the request is the ModelID


@bug("chunk-field")
class ChunkField(Upload):
    def append(self, data):
        raise AttributeError("chunk")  # what UploadInput().chunk raises


@bug("positional-response")
class PositionalResponse(Provider):
    def response(self, status):
        return training.StatusResponse(status)


@bug("base-servicer")
class BaseServicer(Servers):
    def register_models(self, provider, maintenance):
        super().register_models(right.training_grpc.ModelServicer(), maintenance)


@bug("blocked-server")
class BlockedServer(Servers):
    async def serve(self, ports, *servers):
        print(*ports, flush=True)
        await asyncio.Event().wait()  # what should follow is never reached


@bug("nothing-registered")
class NothingRegistered(Servers):
    def register_models(self, provider, maintenance):
        pass  # the classes are defined after the server has begun to wait


@bug("constant-id")
class ConstantID(Provider):
    def new_id(self, request):
        return "1"


@bug("one-file")
class OneFile(Provider):
    def file_for(self, first):
        return self.folder / "dataset.zip"

    def upload_failed(self, model, upload):
        model.become(training.ERRORED)


@bug("always-ready")
class AlwaysReady(Provider):
    def response(self, status):
        return training.StatusResponse(status=training.READY_TO_USE)


@bug("one-port")
class OnePort(Servers):
    async def run(self, provider):
        server = right.grpc.aio.server(interceptors=[right.Refusals()], options=self.options)
        await self.register(provider, server, server)
        port = server.add_insecure_port("127.0.0.1:0")
        await self.serve([port, port], server)


@bug("no-limit")
class NoLimit(Provider):
    def check_announced_size(self, first):
        pass

    def limit_problem(self, entries, dataset):
        return None


@bug("no-type")
class NoType(Provider):
    def type_problem(self, entries, dataset):
        return None


@bug("no-archive")
class NoArchive(Provider):
    def problem(self, file):
        return None


@bug("no-order")
class NoOrder(Upload):
    def check_number(self, batch):
        pass


@bug("no-presence")
class NoPresence(Provider):
    def check_presence(self, model_id):
        self.models.setdefault("", Model())

    def check_fields(self, first):
        pass


# Others.


@bug("odd-id")
class OddID(Provider):
    def new_id(self, request):
        return f"{super().new_id(request)} modèle"


@bug("counter")
class Counter(Provider):
    numbers = itertools.count(1)

    def new_id(self, request):
        return f"model-{next(self.numbers):08}"


@bug("models-on-demand")
class ModelsOnDemand(Provider):
    def found(self, model_id):
        self.check_presence(model_id)
        return self.models.setdefault(model_id, Model())


@bug("files-by-id")
class FilesByID(Provider):
    def found(self, model_id):
        (self.folder / model_id).exists()  # a ValueError for \0, an OSError for long names
        return super().found(model_id)


@bug("missing-method")
class MissingMethod(Provider):
    async def validate_model(self, request, context):
        return await right.training_grpc.ModelServicer.validate_model(self, request, context)


@bug("few-connections")
class FewConnections(Provider):
    calls = itertools.count(1)

    async def get_model_status(self, request, context):
        if next(self.calls) > self.most:
            raise Refused(Code.UNAVAILABLE, "too many connections")
        return await super().get_model_status(request, context)

    most = 40


@bug("connections-of-polls")
class ConnectionsOfPolls(FewConnections):
    most = 100


@bug("varying-validation-price")
class VaryingValidationPrice(Provider):
    def validation_price(self, model):
        return random.randrange(1 << 40)


@bug("varying-training-price")
class VaryingTrainingPrice(Provider):
    def training_price(self, model):
        return random.randrange(1 << 40)


@bug("one-price-only")
class OnePriceOnly(Provider):
    async def validate_model_price(self, request, context):
        if self.living(request.model_id).validation_quote is not None:
            raise Refused(Code.FAILED_PRECONDITION, "the price was asked for before")
        return await super().validate_model_price(request, context)


@bug("unpriced-upload")
class UnpricedUpload(Provider):
    def use_validation_quote(self, model, link):
        pass


@bug("unpriced-training")
class UnpricedTraining(Provider):
    def use_training_quote(self, model):
        pass


@bug("stale-price")
class StalePrice(Provider):
    def use_training_quote(self, model):
        if model.training_quote is None:
            raise Refused(Code.FAILED_PRECONDITION, "call train_model_price first")


@bug("no-javascript")
class NoJavaScript(Upload):
    def accept_whole(self, batch):
        self.append(batch.data)


@bug("no-total")
class NoTotal(Upload):
    def finish(self):
        pass


@bug("first-batch-assumed")
class FirstBatchAssumed(Provider):
    async def read(self, context):
        batch = await super().read(context)
        batch.model_id  # an AttributeError at the end
        return batch


@bug("stays-validating")
class StaysValidating(Provider):
    def upload_failed(self, model, upload):
        pass


@bug("any-model")
class AnyModel(Upload):
    def accept(self, batch):
        batch.model_id = self.first.model_id
        super().accept(batch)


@bug("any-size")
class AnySize(Upload):
    def check_running_size(self):
        pass

    def finish(self):
        pass


@bug("name-as-path")
class NameAsPath(Provider):
    def file_for(self, first):
        return self.folder / first.file_name


@bug("errors-forgotten")
class ErrorsForgotten(Provider):
    async def validate_file(self, model, file):
        if await asyncio.to_thread(self.problem, file) is None:
            await super().validate_file(model, file)


@bug("links-ignored")
class LinksIgnored(Provider):
    async def probe(self, link):
        pass

    async def fetch(self, model, link):
        model.become(training.VALIDATED)


@bug("cut-links")
class CutLinks(Provider):
    def content(self, link):
        try:
            return super().content(link)
        except http.client.IncompleteRead as error:
            return error.partial

    def problem(self, file):
        return None


@bug("broken-links")
class BrokenLinks(Provider):
    async def probe(self, link):
        pass

    def content(self, link):
        try:
            return super().content(link)
        except OSError as error:
            return getattr(error, "read", lambda: b"")()

    def problem(self, file):
        return None


@bug("unhandled-links")
class UnhandledLinks(Provider):
    async def probe(self, link):
        raise NotImplementedError("links")


@bug("redirects-unhandled")
class RedirectsUnhandled(Provider):
    def head(self, link):
        class NoRedirect(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args):
                raise ValueError("redirected")
        opener = urllib.request.build_opener(NoRedirect)
        opener.open(urllib.request.Request(link, method="HEAD"), timeout=right.IDLE).close()


@bug("local-links")
class LocalLinks(Provider):
    def check_link(self, link):
        pass

    async def probe(self, link):
        if link.startswith("http"):
            await super().probe(link)

    def content(self, link):
        return pathlib.Path(link.removeprefix("file://")).read_bytes() \
            if not link.startswith("http") else super().content(link)


@bug("blocking-links")
class BlockingLinks(Provider):
    async def probe(self, link):
        try:
            urllib.request.urlopen(link, timeout=600).close()  # on the thread that answers calls
        except OSError as error:
            raise Refused(Code.FAILED_PRECONDITION, str(error))


@bug("empty-response")
class EmptyResponse(Provider):
    async def train_model(self, request, context):
        await super().train_model(request, context)
        return training.StatusResponse()


@bug("trains-anything")
class TrainsAnything(Provider):
    def check_trainable(self, model):
        pass


@bug("forgets-deleted")
class ForgetsDeleted(Provider):
    async def delete_model(self, request, context):
        response = await super().delete_model(request, context)
        del self.models[request.model_id]
        return response


@bug("works-on-deleted")
class WorksOnDeleted(Provider):
    def living(self, model_id):
        return self.found(model_id)


@bug("revives-deleted")
class RevivesDeleted(Provider):
    async def validate_file(self, model, file):
        await asyncio.sleep(0.3)
        model.status = training.VALIDATED


@bug("no-health")
class NoHealth(Servers):
    def register(self, provider, listener, maintenance):
        self.register_models(provider, maintenance)
        self.register_service(Service(provider), listener)
        return asyncio.sleep(0)


@bug("any-model-served")
class AnyModelServed(Service):
    def check(self, model_id):
        pass


@bug("untrained-served")
class UntrainedServed(Service):
    def check(self, model_id):
        self.provider.living(model_id)


@bug("deleted-served")
class DeletedServed(Service):
    def check(self, model_id):
        model = self.provider.found(model_id)
        if model.status not in (training.READY_TO_USE, training.DELETED):
            raise Refused(Code.FAILED_PRECONDITION, "the model isn't READY_TO_USE")


@bug("endless-silence")
class EndlessSilence(Provider):
    async def read(self, context):
        return await context.read()


@bug("silence-blocks")
class SilenceBlocks(Provider):
    busy = 0

    async def upload_and_validate(self, batches, context):
        self.busy += 1
        return await super().upload_and_validate(batches, context)

    async def create_model(self, request, context):
        if self.busy >= 10:  # as with ten threads
            await asyncio.sleep(600)
        return await super().create_model(request, context)


@bug("endless-connections")
class EndlessConnections(Servers):
    options = [("grpc.so_reuseport", 0)]


@bug("garbage")
class Garbage(Servers):
    """Answers connections with something that isn't HTTP/2."""

    async def run(self, provider):
        async def answer(reader, writer):
            writer.write(os.urandom(1 << 16))
            await writer.drain()
            writer.close()
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        print(port, port, flush=True)
        await server.serve_forever()


@bug("mute-server")
class MuteServer(Servers):
    """Accepts connections and says nothing."""

    async def run(self, provider):
        async def hold(reader, writer):
            await asyncio.sleep(3600)
        server = await asyncio.start_server(hold, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        print(port, port, flush=True)
        await server.serve_forever()


@bug("self-signed")
class SelfSigned(Servers):
    """Serves training.Model with a certificate that nobody trusts."""

    async def run(self, provider):
        key, certificate = provider.folder / "key.pem", provider.folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
             "-keyout", key, "-out", certificate], check=True, stderr=subprocess.DEVNULL)
        server = right.grpc.aio.server(interceptors=[right.Refusals()])
        self.register_models(provider, server)
        port = server.add_secure_port("127.0.0.1:0", right.grpc.ssl_server_credentials(
            [(key.read_bytes(), certificate.read_bytes())]))
        await self.serve([port, port], server)


@bug("hanging-calls")
class HangingCalls(Provider):
    async def train_model_price(self, request, context):
        time.sleep(3600)
