"""Measures the memory of a provider that receives many uploads at once, beside storing_server.py.

    simultaneous_uploads.py SERVER [--megabytes N] [--counts N,N,…]

Each upload has a connection of its own. A server is started anew for each count, and its maximum of
resident memory is read before it ends.
"""

import argparse
import concurrent.futures
import multiprocessing
import os
import pathlib
import sys
import tempfile
import time

import grpc
import provider
import training_pb2
import training_pb2_grpc

BATCH = 1 << 20
CLIENTS = 2


def batches(model_id, size):
    # Not an archive, so that the provider refuses it after the first bytes.
    data = os.urandom(BATCH)
    count = -(-size // BATCH)
    for number in range(count):
        yield training_pb2.UploadInput(
            model_id=model_id, data=data[: size - number * BATCH], file_name="data.zip",
            file_size=size, batch_size=BATCH, batch_number=number + 1, batch_count=count)


def upload(port, model_id, size):
    # Calls otherwise share one connection.
    channel = grpc.insecure_channel(
        f"127.0.0.1:{port}", options=[("grpc.use_local_subchannel_pool", 1)])
    with channel:
        training_pb2_grpc.ModelStub(channel).upload_and_validate(
            batches(model_id, size), wait_for_ready=True)


def client(port, model_ids, size):
    """Uploads for models at the same time, in a process."""
    with concurrent.futures.ThreadPoolExecutor(len(model_ids)) as threads:
        for result in [threads.submit(upload, port, model_id, size) for model_id in model_ids]:
            result.result()


def upload_all(server, count, size):
    """Makes all uploads, and returns the seconds that they took."""
    model_ids = [server.create() for _ in range(count)]
    for model_id in model_ids:
        server.stub.validate_model_price(training_pb2.ValidateRequest(model_id=model_id))
    shares = [model_ids[index::CLIENTS] for index in range(min(CLIENTS, count))]
    context = multiprocessing.get_context("spawn")
    clients = [
        context.Process(target=client, args=(server.port, share, size)) for share in shares]
    begin = time.monotonic()
    for process in clients:
        process.start()
    for process in clients:
        process.join()
    if any(process.exitcode for process in clients):
        sys.exit(f"{server.name} didn't accept {count} uploads at once")
    return time.monotonic() - begin


def measured(start, count, size):
    """The idle memory, the largest memory in MiB, wall seconds and processor seconds."""
    server = start()
    try:
        idle = server.memory()[0]
        seconds, cpu = provider.measured(server, lambda: upload_all(server, count, size))
        return idle, server.memory()[1], seconds, cpu
    finally:
        server.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--counts", default="1,8,64")
    args = parser.parse_args()
    size = args.megabytes * 1_000_000
    print("| uploads at once | idle MiB | at most MiB | MB per s | CPU s per GiB "
          "| Python: idle MiB | at most MiB | MB per s | CPU s per GiB |\n"
          "|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in map(int, args.counts.split(",")):
        cells = [str(count)]
        for name in ["ours", "theirs"]:
            with tempfile.TemporaryDirectory() as folder:
                place = pathlib.Path(folder) / name
                start = {
                    "ours": lambda: provider.start_provider(args.program, place),
                    "theirs": lambda: provider.start_storing(place, workers=count + 4),
                }[name]
                idle, most, seconds, cpu = measured(start, count, size)
            cells += [f"{idle:.0f}", f"{most:.0f}", f"{count * args.megabytes / seconds:.0f}",
                      f"{cpu * (1 << 30) / (count * size):.2f}"]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
