"""
Runs a Python handler inside an execution environment, as bootstrap.mjs runs one of Node.js: jobs come by descriptor 3,
messages go by descriptor 4. It follows the behaviour of Lambda's own Python runtime (public,
aws-lambda-python-runtime-interface-client).
"""

import codecs
import importlib
import json
import logging
import os
import site
import sys
import threading
import time
from importlib.machinery import PathFinder

from awslambdaric.answers import Fault, describe, serialize, to_json
from awslambdaric.lambda_context import LambdaContext
from awslambdaric.logs import UNHANDLED, LambdaLoggerHandler, capture_logging, log_error
from awslambdaric.places import ROOT, as_on_lambda, show_lambdas_paths

JOBS, MESSAGES = 3, 4
MAX_ANSWER = 6_291_556
MAX_LOG = 1 << 20


# Linux starts the number of `getrusage` at what the parent has used.
STATUS = os.open("/proc/self/status", os.O_RDONLY) if sys.platform == "linux" else None


def max_memory_kb():
    try:
        if STATUS is not None:
            return int(os.pread(STATUS, 2048, 0).partition(b"VmHWM:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        pass  # the function has closed it
    try:
        import resource
    except ImportError:  # Windows has no such module
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


started_at = time.perf_counter()
TELLING = threading.RLock()  # threads of the function print too


def tell(kind, text):
    took_ms = (time.perf_counter() - started_at) * 1000
    data = f"{kind} {max_memory_kb()} {took_ms:.3f} {text}\n".encode("utf-8", "backslashreplace")
    with TELLING:
        while data:
            data = data[os.write(MESSAGES, data):]


class Bytes:
    """The `buffer` of an Unbuffered."""

    def __init__(self, output):
        self.output = output
        self.decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "output").stream.buffer, name)

    def write(self, data):
        self.output.write(self.decoder.decode(data))
        return len(data)

    def flush(self):
        pass


class Unbuffered:
    """Stands for stdout and stderr: what is printed goes out at once and in order. What else a stream has, that has."""

    encoding = "utf-8"
    errors = "backslashreplace"
    room = MAX_LOG

    def __init__(self, stream):
        self.stream = stream
        self.buffer = Bytes(self)

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "stream"), name)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if Unbuffered.room >= 0 and text:
            # One character more than there is room for shows the parent that something is missing.
            tell("log", json.dumps(as_on_lambda(text[:Unbuffered.room + 1])))
            Unbuffered.room -= len(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False


class Sdk:
    """Finds the AWS SDK, which Lambda's Python has, where another Python of this machine has it: it is Python all through."""

    names = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")

    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, [self.folder]) if name in self.names else None


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
        place = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [place])
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")


CLOCK = time.time  # as it is before a function can put another in its place
NOISE_MS = 2  # of a clock of whole milliseconds, and of the way here


def lateness_of(job):
    """How long a job has waited for what this process was doing: all of it is time of the invocation, as on Lambda."""
    late_ms = int(CLOCK() * 1000) - job["sentAt"] if "sentAt" in job else 0
    return min(late_ms, job["limitMs"]) if late_ms > NOISE_MS else 0


def serve(handler, job):
    global started_at
    late_ms = lateness_of(job)
    job["limitMs"] -= late_ms
    started_at = time.perf_counter() - late_ms / 1000
    request_id = job["requestId"]
    LambdaLoggerHandler.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = job["traceId"]
    Unbuffered.room = MAX_LOG
    try:
        kind, payload = serialize(handler(job["event"], LambdaContext(job)))
        size = len(payload.encode("utf-8", "backslashreplace"))
    except Exception as error:
        shown = describe(error, request_id)
        log_error(shown)
        return tell("failed", to_json(shown))
    if size <= MAX_ANSWER:
        return tell(kind, payload)
    # What Lambda does not take is logged too (public log anomalyco/console#63), and ends the runtime (PyRIC, runtime_client.cpp).
    sys.stdout.write(
        f"[ERROR] [{int(time.time() * 1000)}] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413."
        f' {{"errorMessage":"Exceeded maximum allowed payload size ({MAX_ANSWER} bytes).","errorType":"RequestEntityTooLarge"}}\n'
    )
    message = f"Response payload size exceeded maximum allowed payload size ({MAX_ANSWER} bytes)."
    tell("fatal", json.dumps({"errorMessage": message, "errorType": "Function.ResponseSizeTooLarge"}))
    os._exit(1)


def seclude():
    """What this process has of the machine is taken from the function's sight, and what `site` gives everybody is given."""
    for name in [name for name in os.environ if name.startswith("PYENV_")]:
        del os.environ[name]
    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.path[0] = ROOT  # where this file lies is nothing of the function's
    sdk = sys._xoptions.pop("sdk", None)
    if sdk is not None:
        sys.meta_path.append(Sdk(sdk))  # asked last


def main():
    for descriptor in (JOBS, MESSAGES):
        os.set_inheritable(descriptor, False)
    sys.stdout = sys.__stdout__ = Unbuffered(sys.stdout)
    sys.stderr = sys.__stderr__ = Unbuffered(sys.stderr)
    seclude()
    show_lambdas_paths()
    capture_logging()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        shown = describe(error, "")
        logging.warning(UNHANDLED)
        log_error(shown)
        tell("fatal", to_json(shown))
        sys.exit(1)
    tell("ready", "null")
    with os.fdopen(JOBS, "rb") as jobs:
        for line in jobs:
            serve(handler, json.loads(line))


main()
