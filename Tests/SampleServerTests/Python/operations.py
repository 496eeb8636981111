"""Asks the sample server for its health and its descriptors, as operators' programs do.

    operations.py PORT MAINTENANCE_PORT SERVICE_ID
"""

import json
import pathlib
import subprocess
import sys
import threading
import unittest

import grpc
from google.protobuf import descriptor_pool, message_factory
from grpc_health.v1 import health_pb2 as health
from grpc_health.v1 import health_pb2_grpc as health_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase)

PORTS = sys.argv[1:3]
SERVICE_ID = sys.argv[3]
BUF = pathlib.Path(sys.executable).with_name("buf")
COMMON = ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection"]
SERVING = health.HealthCheckResponse.SERVING


class Health(unittest.TestCase):
    """The calls of grpc_health_probe: Check, with a deadline, on a connection of its own."""

    def setUp(self):
        self.channels = [grpc.insecure_channel(f"127.0.0.1:{port}") for port in PORTS]
        self.stubs = [health_grpc.HealthStub(channel) for channel in self.channels]

    def tearDown(self):
        for channel in self.channels:
            channel.close()

    def test_check(self):
        for stub in self.stubs:
            for name in ["", "service.ExampleService", "training.Model", SERVICE_ID]:
                answer = stub.Check(health.HealthCheckRequest(service=name), timeout=10)
                self.assertEqual(answer.status, SERVING, name)

    def test_list(self):
        statuses = self.stubs[0].List(health.HealthListRequest(), timeout=10).statuses
        self.assertEqual(
            sorted(statuses), ["", SERVICE_ID, "service.ExampleService", "training.Model"])
        self.assertEqual({answer.status for answer in statuses.values()}, {SERVING})

    def test_unknown(self):
        for stub in self.stubs:
            with self.assertRaises(grpc.RpcError) as caught:
                stub.Check(health.HealthCheckRequest(service="other"), timeout=10)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)

    def test_watch(self):
        watch = self.stubs[0].Watch(health.HealthCheckRequest(service=SERVICE_ID))
        self.assertEqual(next(watch).status, SERVING)
        watch.cancel()
        unknown = self.stubs[0].Watch(health.HealthCheckRequest(service="other"))
        self.assertEqual(next(unknown).status, health.HealthCheckResponse.SERVICE_UNKNOWN)
        unknown.cancel()

    def test_watches_of_left_clients_make_room(self):
        for _ in range(100):
            watch = self.stubs[0].Watch(health.HealthCheckRequest())
            ended = threading.Event()
            watch.add_done_callback(lambda _: ended.set())
            self.assertEqual(next(watch).status, SERVING)
            watch.cancel()
            self.assertTrue(ended.wait(10))


class Reflection(unittest.TestCase):
    def test_python(self):
        for port, service in zip(PORTS, ["service.ExampleService", "training.Model"]):
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                database = ProtoReflectionDescriptorDatabase(channel)
                self.assertEqual(sorted(database.get_services()), sorted(COMMON + [service]))
                pool = descriptor_pool.DescriptorPool(database)
                found = pool.FindServiceByName(service)
                self.assertTrue(found.methods)
                message = message_factory.GetMessageClass(found.methods[0].input_type)()
                self.assertEqual(message.ByteSize(), 0)
        # The options of the last service come with its file.
        self.assertEqual(
            pool.FindExtensionByName("training.default_model_id").number, 50001)

    def buf(self, port, method, request, *options):
        outcome = subprocess.run(
            [BUF, "curl", "--protocol", "grpc", "--data", request, *options,
             f"http://127.0.0.1:{port}/{method}"],
            capture_output=True, text=True, timeout=60)
        return outcome.returncode, outcome.stdout, outcome.stderr

    def test_buf_with_each_version(self):
        for version in ["grpc-v1", "grpc-v1alpha"]:
            options = ["--reflect-protocol", version]
            status, output, errors = self.buf(
                PORTS[0], "grpc.health.v1.Health/Check", json.dumps({"service": SERVICE_ID}),
                *options)
            self.assertEqual(status, 0, errors)
            self.assertEqual(json.loads(output), {"status": "SERVING"})
            new_model = {"name": "buf", "grpcMethodName": "stt",
                         "grpcServiceName": "ExampleService"}
            status, output, errors = self.buf(
                PORTS[1], "training.Model/create_model", json.dumps(new_model), *options)
            self.assertEqual(status, 0, errors)
            self.assertTrue(json.loads(output)["modelId"])

    def test_buf_with_the_service_of_the_provider(self):
        status, output, errors = self.buf(
            PORTS[0], "service.ExampleService/stt",
            json.dumps({"modelId": {"modelId": "no-such-model"}, "speech": ""}))
        # NOT_FOUND, in buf's exit status.
        self.assertEqual(status, 5 * 8, output + errors)
        self.assertIn("no-such-model", errors)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
