"""What a handler is told of its function and of one invocation."""

import logging
import os
import sys
import time


# Read once: the environment is slow to ask.
OF_FUNCTION = {
    "log_group_name": os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME"),
    "log_stream_name": os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME"),
    "function_name": os.environ.get("AWS_LAMBDA_FUNCTION_NAME"),
    "memory_limit_in_mb": os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    "function_version": os.environ.get("AWS_LAMBDA_FUNCTION_VERSION"),
}


def show(thing, names):
    return f"{type(thing).__name__}([{','.join(f'{name}={getattr(thing, name)}' for name in names)}])"


class Record:
    """An object of a context: its members are there always, and it shows them (PyRIC, lambda_context.py)."""

    __slots__ = ()

    def __init__(self, given):
        for name in self.__slots__:
            setattr(self, name, given.get(name))

    def __repr__(self):
        return show(self, self.__slots__)


class CognitoIdentity(Record):
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client(Record):
    __slots__ = "installation_id app_title app_version_name app_version_code app_package_name".split()


class ClientContext(Record):
    __slots__ = ["custom", "env", "client"]

    def __init__(self, given):
        super().__init__(given)
        self.client = None if self.client is None else Client(self.client)


# `vars` shows them in another order.
SHOWN = (
    "aws_request_id log_group_name log_stream_name function_name memory_limit_in_mb function_version"
    " invoked_function_arn client_context identity tenant_id"
).split()


class LambdaContext:
    def __init__(self, job):
        self.aws_request_id = job["requestId"]
        self.__dict__.update(OF_FUNCTION)
        self.invoked_function_arn = job["invokedArn"]
        self.tenant_id = None
        given = job.get("clientContext")
        import json  # the function's: AWS's runtime reads this alone with Python's own (PyRIC, bootstrap.py)
        self.client_context = None if given is None else ClientContext(json.loads(given))
        self.identity = CognitoIdentity({})
        self._epoch_deadline_time_in_ms = int(time.time() * 1000) + job["limitMs"]

    def __repr__(self):
        return show(self, SHOWN)

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def log(self, msg):
        sinks = [handler.log_sink.log for handler in logging.getLogger().handlers if hasattr(handler, "log_sink")]
        write = sinks[0] if sinks else sys.stdout.write
        write(str(msg))
