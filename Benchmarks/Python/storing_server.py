"""A server of training.Model that only stores what it receives: models in a dictionary, uploads in a
file for each. It checks nothing. It prints its port.

    storing_server.py FOLDER CALLS

CALLS is how many calls it answers at once.
"""

import concurrent.futures
import pathlib
import sys
import threading
import uuid

import grpc
import training_pb2
import training_pb2_grpc


class StoringServer(training_pb2_grpc.ModelServicer):
    def __init__(self, folder):
        self.folder = folder
        self.models = {}
        self.lock = threading.Lock()

    def create_model(self, request, context):
        model_id = str(uuid.uuid4())
        with self.lock:
            self.models[model_id] = training_pb2.CREATED
        return training_pb2.ModelID(model_id=model_id)

    def validate_model_price(self, request, context):
        return training_pb2.PriceInBaseUnit(price=1)

    def upload_and_validate(self, requests, context):
        file, model_id = None, None
        for batch in requests:
            if file is None:
                model_id = batch.model_id
                file = open(self.folder / model_id, "wb")
            file.write(batch.data)
        file.close()
        with self.lock:
            self.models[model_id] = training_pb2.ERRORED
        return training_pb2.StatusResponse(status=training_pb2.VALIDATING)

    def get_model_status(self, request, context):
        with self.lock:
            status = self.models.get(request.model_id)
        if status is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "there is no such model")
        return training_pb2.StatusResponse(status=status)


def main():
    server = grpc.server(
        concurrent.futures.ThreadPoolExecutor(max_workers=int(sys.argv[2])),
        options=[("grpc.max_receive_message_length", 8 << 20)])
    training_pb2_grpc.add_ModelServicer_to_server(StoringServer(pathlib.Path(sys.argv[1])), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main()
