"""An S3 server for tests: moto's, with the checks and the listing that it leaves out.

Usage: s3_server.py PORT_FILE BUCKET POLICY [CERTIFICATE KEY]

It listens on a port of the loopback interface that the system chooses, and writes the port into a file
when it is ready. It has a bucket and a user, whose access key is in the file as well. Every request has to
be signed with it, and has to be something that the policy in the file POLICY allows. The file may change.
"""

import base64
import datetime
import hashlib
import io
import logging
import os
import sys
from wsgiref.headers import Headers

# Before moto is imported, which reads its settings then.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from moto import settings
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import FakeMultipart, s3_backends
from moto.s3.responses import S3Response
from werkzeug.serving import WSGIRequestHandler, make_server


class Checked:
    """Refuses bodies that don't have the digests that their headers state, as S3 does."""

    def __init__(self, application, user):
        self.application = application
        self.user = user

    def __call__(self, environment, start_response):
        self.user.update()
        length = int(environment.get("CONTENT_LENGTH") or 0)
        body = environment["wsgi.input"].read(length)
        environment["wsgi.input"] = io.BytesIO(body)
        problem = self.problem(environment, body, length)
        if problem is None:
            return self.application(environment, start_response)
        answer = f"<Error><Code>{problem}</Code><Message>refused</Message></Error>".encode()
        headers = Headers([("Content-Type", "application/xml")])
        headers["Content-Length"] = str(len(answer))
        start_response("400 Bad Request", headers.items())
        return [answer]

    def problem(self, environment, body, length):
        if len(body) != length:
            return "IncompleteBody"
        digest = hashlib.sha256(body)
        stated = environment.get("HTTP_X_AMZ_CONTENT_SHA256")
        if stated != digest.hexdigest():
            return "XAmzContentSHA256Mismatch"
        checksum = environment.get("HTTP_X_AMZ_CHECKSUM_SHA256")
        if checksum and checksum != base64.b64encode(digest.digest()).decode():
            return "BadDigest"
        md5 = environment.get("HTTP_CONTENT_MD5")
        if md5 and md5 != base64.b64encode(hashlib.md5(body).digest()).decode():
            return "BadDigest"
        if environment.get("QUERY_STRING") == "delete=" and not (md5 or checksum):
            return "MissingContentMD5"
        return None


def list_uploads(result, option):
    """Completes moto's listing of uploads in parts: their times, their order and pages.

    moto says that all of them began in 2010, and lists all at once.
    """
    uploads = sorted(result["Uploads"], key=lambda upload: (upload["Key"], upload["UploadId"]))
    after = (option("key-marker"), option("upload-id-marker"))
    uploads = [one for one in uploads if (one["Key"], one["UploadId"]) > after]
    count = int(option("max-uploads") or 1000)
    for upload in uploads:
        upload["Initiated"] = BEGINNINGS[upload["UploadId"]]
    result["Uploads"] = uploads[:count]
    result["IsTruncated"] = len(uploads) > count
    if result["IsTruncated"]:
        result["NextKeyMarker"] = uploads[count - 1]["Key"]
        result["NextUploadIdMarker"] = uploads[count - 1]["UploadId"]


# When uploads in parts began, by their identifiers.
BEGINNINGS = {}


def mend_moto():
    serialize, begin = S3Response.serialized, FakeMultipart.__init__

    def serialized(self, action_result):
        result = action_result.result
        if isinstance(result, dict) and "Uploads" in result:
            list_uploads(result, lambda name: self.querystring.get(name, [""])[0])
        return serialize(self, action_result)

    def __init__(self, *arguments, **options):
        begin(self, *arguments, **options)
        now = datetime.datetime.now(datetime.timezone.utc)
        BEGINNINGS[self.id] = now.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    S3Response.serialized, FakeMultipart.__init__ = serialized, __init__


class Handler(WSGIRequestHandler):
    """Keeps connections open between requests, as S3 does."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *arguments):
        pass


class User:
    """The user whose policy is in a file."""

    def __init__(self, file):
        self.users = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
        self.users.create_user("us-east-1", "provider")
        self.key = self.users.create_access_key("provider")
        self.file = file
        self.policy = None

    def update(self):
        with open(self.file) as file:
            policy = file.read()
        if policy != self.policy:
            self.users.put_user_policy("provider", "policy", policy)
            self.policy = policy


def main():
    port_file, bucket, policy, *certificate = sys.argv[1:]
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    mend_moto()
    user = User(policy)
    s3_backends[DEFAULT_ACCOUNT_ID]["aws"].create_bucket(bucket, "us-east-1")
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    ActionAuthenticatorMixin.request_count = 0
    server = make_server(
        "127.0.0.1",
        0,
        Checked(DomainDispatcherApplication(create_backend_app), user),
        threaded=True,
        request_handler=Handler,
        ssl_context=tuple(certificate) or None,
    )
    unfinished = port_file + ".new"
    with open(unfinished, "w") as file:
        file.write(f"{server.server_port} {user.key.access_key_id} {user.key.secret_access_key}\n")
    os.rename(unfinished, port_file)
    server.serve_forever()


main()
