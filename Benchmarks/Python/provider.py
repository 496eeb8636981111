"""Measures the processor time of a provider for calls and uploads, beside storing_server.py.

    provider.py SERVER [--rounds N] [--calls N] [--mebibytes N]

h2load makes the calls, so that the client isn't what limits them. Both servers take turns. The
processor time is that of the server's process, from /proc.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import grpc
import training_pb2
import training_pb2_grpc

BATCH = 1 << 20


class Server:
    """A server that runs, and what is measured of it."""

    def __init__(self, name, process, port):
        self.name = name
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}/training.Model/"
        self.stub = training_pb2_grpc.ModelStub(grpc.insecure_channel(f"127.0.0.1:{port}"))

    def create(self):
        model = training_pb2.NewModel(
            name="m", grpc_service_name="ExampleService", grpc_method_name="stt")
        return self.stub.create_model(model, wait_for_ready=True).model_id

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """The resident memory and its maximum so far, in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return [int(re.search(rf"{key}:\s+(\d+)", status)[1]) / 1024 for key in ("VmRSS", "VmHWM")]

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def start_provider(program, folder):
    process = subprocess.Popen(
        [program, "--port", "0", "--maintenance-port", "0", "--free", "--log-level", "error",
         "--data-directory", str(folder)], stdout=subprocess.PIPE, text=True)
    port = re.search(r"model_maintenance_endpoint=\S+:(\d+)", process.stdout.readline())[1]
    return Server("the sample provider", process, port)


def start_storing(folder, workers=16):
    folder.mkdir()
    server = pathlib.Path(__file__).with_name("storing_server.py")
    process = subprocess.Popen(
        [sys.executable, server, folder, str(workers)], stdout=subprocess.PIPE, text=True)
    return Server("Python", process, process.stdout.readline().strip())


def framed(message):
    data = message.SerializeToString()
    return b"\0" + len(data).to_bytes(4, "big") + data


def h2load(server, rpc, body, calls, clients, streams):
    """Makes calls, and returns the seconds that they took."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        begin = time.monotonic()
        output = subprocess.check_output(
            ["h2load", "-n", str(calls), "-c", str(clients), "-m", str(streams), "-d", file.name,
             "-H", "content-type: application/grpc", "-H", "te: trailers", server.url + rpc],
            text=True, stderr=subprocess.STDOUT)
        seconds = time.monotonic() - begin
    done = re.search(r"status codes: (\d+) 2xx", output)
    if not done or int(done[1]) != calls:
        sys.exit(f"{server.name}: not all calls were answered\n{output}")
    return seconds


def measured(server, work):
    """The wall seconds and processor seconds of some work."""
    before = server.cpu_seconds()
    seconds = work()
    return seconds, server.cpu_seconds() - before


def call_rows(servers, args):
    for rpc, label in [("get_model_status", "`get_model_status`"), ("none", "an unknown method")]:
        bodies = {server: framed(training_pb2.ModelID(model_id=server.create())) for server in servers}
        for server in servers:
            h2load(server, rpc, bodies[server], args.calls // 10, 8, 8)
        runs = {server: [] for server in servers}
        for _ in range(args.rounds):
            for server in servers:
                runs[server].append(measured(
                    server, lambda: h2load(server, rpc, bodies[server], args.calls, 8, 8)))
        yield label, [
            (statistics.median(args.calls / wall for wall, _ in runs[server]),
             statistics.median(cpu / args.calls * 1e6 for _, cpu in runs[server]))
            for server in servers]


def upload_body(model_id, mebibytes):
    # Not an archive, so that the provider refuses it after the first bytes: only the way to the disk
    # is compared.
    data = os.urandom(BATCH)
    return b"".join(
        framed(training_pb2.UploadInput(
            model_id=model_id, data=data, file_name="data.zip", file_size=mebibytes * BATCH,
            batch_size=BATCH, batch_number=number + 1, batch_count=mebibytes))
        for number in range(mebibytes))


def upload(server, mebibytes):
    model_id = server.create()
    server.stub.validate_model_price(training_pb2.ValidateRequest(model_id=model_id))
    seconds = h2load(server, "upload_and_validate", upload_body(model_id, mebibytes), 1, 1, 1)
    # h2load only sees the status of HTTP, which is the same for a refusal.
    status = server.stub.get_model_status(training_pb2.ModelID(model_id=model_id)).status
    if status == training_pb2.CREATED:
        sys.exit(f"{server.name} refused an upload of {mebibytes} MiB")
    return seconds


def upload_rows(servers, args):
    for server in servers:
        upload(server, args.mebibytes)
    runs = {server: [] for server in servers}
    for _ in range(args.rounds):
        for server in servers:
            runs[server].append(measured(server, lambda: upload(server, args.mebibytes)))
    return [
        (statistics.median(args.mebibytes / wall for wall, _ in runs[server]),
         statistics.median(cpu * 1024 / args.mebibytes for _, cpu in runs[server]))
        for server in servers]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--mebibytes", type=int, default=64)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        servers = [start_provider(args.program, folder / "ours"), start_storing(folder / "theirs")]
        try:
            print("| calls | calls per s | µs of CPU per call | Python: calls per s | µs of CPU per call "
                  "| calls per CPU second ÷ Python's |\n|---|--:|--:|--:|--:|--:|")
            for label, (ours, theirs) in call_rows(servers, args):
                print(f"| {label} | {ours[0]:,.0f} | {ours[1]:.0f} | {theirs[0]:,.0f} "
                      f"| {theirs[1]:.0f} | {theirs[1] / ours[1]:.2f} |", flush=True)
            ours, theirs = upload_rows(servers, args)
            print("\n| uploads | MiB per s | CPU s per GiB | Python: MiB per s | CPU s per GiB "
                  "| GiB per CPU second ÷ Python's |\n|---|--:|--:|--:|--:|--:|\n"
                  f"| one after the other | {ours[0]:.0f} | {ours[1]:.2f} | {theirs[0]:.0f} "
                  f"| {theirs[1]:.2f} | {theirs[1] / ours[1]:.2f} |")
            print(f"\nMemory of the provider: {servers[0].memory()[1]:.0f} MiB at most")
        finally:
            for server in servers:
                server.stop()


if __name__ == "__main__":
    main()
