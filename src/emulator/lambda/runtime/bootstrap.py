"""
Runs a Python handler inside an execution environment, as bootstrap.mjs runs one of Node.js: jobs come by descriptor 3,
messages go by descriptor 4. It follows the behaviour of Lambda's own Python runtime (public,
aws-lambda-python-runtime-interface-client).
"""

import importlib
import json
import logging
import os
import sys
import time
import traceback
from decimal import Decimal
from importlib.machinery import PathFinder

JOBS, MESSAGES = 3, 4
MAX_ANSWER = 6_291_556
MAX_LOG = 1 << 20
ROOT = os.environ["LAMBDA_TASK_ROOT"]


def max_memory_kb():
    try:
        import resource
    except ImportError:  # Windows has no such module
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


started_at = time.perf_counter()


def tell(kind, text):
    took_ms = (time.perf_counter() - started_at) * 1000
    data = f"{kind} {max_memory_kb()} {took_ms:.3f} {text}\n".encode("utf-8", "backslashreplace")
    while data:
        data = data[os.write(MESSAGES, data):]


class Output:
    """Stands for stdout and stderr: what is printed goes out at once and in order."""

    encoding = "utf-8"
    errors = "backslashreplace"
    room = MAX_LOG

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if Output.room >= 0 and text:
            Output.room -= len(text)
            tell("log", json.dumps(text))
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def fileno(self):
        return self.descriptor

    def isatty(self):
        return False

    def writable(self):
        return True


class Context:
    def __init__(self, job):
        env = os.environ
        self.aws_request_id = job["requestId"]
        self.log_group_name = env["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = env["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.function_name = env["AWS_LAMBDA_FUNCTION_NAME"]
        self.memory_limit_in_mb = env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.function_version = env["AWS_LAMBDA_FUNCTION_VERSION"]
        self.invoked_function_arn = job["invokedArn"]
        self.tenant_id = None
        self.identity = None
        given = job.get("clientContext")
        self.client_context = None if given is None else json.loads(given)
        self._deadline = time.time() * 1000 + job["limitMs"]

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class LogHandler(logging.Handler):
    """The root logger's lines: level, time, request and message, with tabs between them."""

    request_id = ""

    def emit(self, record):
        sys.stdout.write(self.format(record))

    def format(self, record):
        record.aws_request_id = LogHandler.request_id
        return super().format(record)


class Sdk:
    """Finds the AWS SDK, which Lambda's Python has, where another Python of this machine has it: it is Python all through."""

    names = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")

    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, [self.folder]) if name in self.names else None


class Fault(Exception):
    """A handler that cannot be called: AWS's own type and text, and no trace of this file."""

    def __init__(self, kind, text, trace=()):
        super().__init__(text)
        self.kind, self.text, self.trace = kind, text, list(trace)


def as_on_lambda(text):
    return text.replace(ROOT, "/var/task")


def frames(trace):
    """The frames from where this file calls the function, without the marks that show columns."""
    found = [(frame.filename, frame.lineno, frame.name, frame.line) for frame in traceback.extract_tb(trace)]
    while found and found[0][0] == __file__:
        found.pop(0)
    return [as_on_lambda(line) for line in traceback.format_list(found)]


def describe(error, request_id):
    if isinstance(error, Fault):
        kind, text, trace = error.kind, error.text, error.trace
    else:
        kind, text, trace = type(error).__name__, str(error), frames(error.__traceback__)
    return {"errorMessage": as_on_lambda(text), "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(shown):
    lines = [f"[ERROR] {shown['errorType']}: {shown['errorMessage']}"]
    if shown["stackTrace"]:
        lines.append("Traceback (most recent call last):")
        lines.extend(line.rstrip("\n") for line in shown["stackTrace"])
    sys.stdout.write("\n".join(lines) + "\n")


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {error}")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module"
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        place = f'  File "{as_on_lambda(error.filename or "")}" Line {error.lineno}\n    {error.text}'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [place])
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")


def plain(value):
    """Lambda writes decimals as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def serialize(result):
    try:
        return json.dumps(result, ensure_ascii=False, allow_nan=True, default=plain)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")


def serve(handler, job):
    global started_at
    started_at = time.perf_counter()
    request_id = job["requestId"]
    LogHandler.request_id = request_id
    Output.room = MAX_LOG
    try:
        payload = serialize(handler(job["event"], Context(job)))
        size = len(payload.encode("utf-8", "backslashreplace"))
    except Exception as error:
        shown = describe(error, request_id)
        log_error(shown)
        return tell("failed", json.dumps(shown))
    if size <= MAX_ANSWER:
        return tell("done", payload)
    message = f"Response payload size exceeded maximum allowed payload size ({MAX_ANSWER} bytes)."
    tell("failed", json.dumps({"errorMessage": message, "errorType": "Function.ResponseSizeTooLarge"}))


def capture_logging():
    # Times are UTC on Lambda, wherever this machine is.
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler = LogHandler()
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)


def main():
    for descriptor in (JOBS, MESSAGES):
        os.set_inheritable(descriptor, False)
    sys.stdout, sys.stderr = Output(1), Output(2)
    sys.path[0] = ROOT  # where this file lies is nothing of the function's
    sys.meta_path.extend(Sdk(folder) for folder in sys.argv[1:])  # asked last
    capture_logging()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        shown = describe(error, "")
        log_error(shown)
        tell("fatal", json.dumps(shown))
        sys.exit(1)
    tell("ready", "null")
    with os.fdopen(JOBS, "rb") as jobs:
        for line in jobs:
            serve(handler, json.loads(line))


main()
