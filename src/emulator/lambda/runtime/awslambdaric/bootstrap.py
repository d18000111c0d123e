"""Loads a handler and runs its invocations. Frames of a trace that are this file's are shown as those of AWS's file."""

import importlib
import json
import logging
import os
import sys
import time

from .answers import Fault, describe, serialize, to_json
from .lambda_context import LambdaContext
from .logs import UNHANDLED, LambdaLoggerHandler, log_error
from .messages import JOBS, Request, Stopwatch, tell
from .places import LINES, show_as
from .streams import MAX_LOG, LogSink

MAX_ANSWER = 6_291_556


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


def begin(job):
    late_ms = lateness_of(job)
    job["limitMs"] -= late_ms
    Stopwatch.started_at = time.perf_counter() - late_ms / 1000
    LambdaLoggerHandler.request_id = Request.id = job["requestId"]
    os.environ["_X_AMZN_TRACE_ID"] = job["traceId"]
    LogSink.room = MAX_LOG
    return job


def refuse_answer():
    """What Lambda does not take is logged too (public log anomalyco/console#63), and ends the runtime (PyRIC, runtime_client.cpp)."""
    LogSink.log(
        f"[ERROR] [{int(time.time() * 1000)}] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413."
        f' {{"errorMessage":"Exceeded maximum allowed payload size ({MAX_ANSWER} bytes).","errorType":"RequestEntityTooLarge"}}\n'
    )
    message = f"Response payload size exceeded maximum allowed payload size ({MAX_ANSWER} bytes)."
    tell("fatal", json.dumps({"errorMessage": message, "errorType": "Function.ResponseSizeTooLarge"}))
    os._exit(1)


@show_as("bootstrap.py", LINES.call, "response = request_handler(event, lambda_context)")
def handle_event_request(request_handler, job):
    """
    Gives kind and text of a message. What a handler answers lives until this is left: Python warns then of what was never awaited,
    and still in this invocation, which ends where the runtime asks for the next one (developer guide, lambda-runtime-environment).
    """
    event, request_id = job["event"], job["requestId"]
    try:
        lambda_context = LambdaContext(job)
        response = request_handler(event, lambda_context)
        kind, payload = serialize(response)
    except Exception as error:
        shown = describe(error, request_id)
        log_error(shown)
        return "failed", to_json(shown)
    # What UTF-8 cannot say ends the runtime (PyRIC, lambda_runtime_client.py).
    if len(payload.encode()) > MAX_ANSWER:
        refuse_answer()
    return kind, payload


CALL_RAPID = "http_method, endpoint, payload, headers=headers"


@show_as("lambda_runtime_client.py", 88, CALL_RAPID, CALL_RAPID.replace("payload", "to_json(payload)"))
def call_rapid(http_method, endpoint, payload, headers):
    """As far as Python's own HTTP client, which sends text in Latin-1 and refuses any other."""
    from http.client import HTTPConnection
    connection = HTTPConnection("localhost")
    connection.connect = connection.send = lambda *_: None
    connection.request(
        http_method, endpoint, payload, headers=headers
    )


def post_init_error(shown):
    """
    Since python3.12 JSON keeps letters as they are, so that a reason beyond Latin-1 is not told: it ends the runtime instead, as
    a type beyond Latin-1 does everywhere (PyRIC, lambda_runtime_client.py; the whole package was run with a runtime API).
    """
    payload, kind = to_json(shown), shown["errorType"]
    if not (payload.isascii() and kind.isascii()):
        headers = {"Lambda-Runtime-Function-Error-Type": kind}
        call_rapid("POST", "/2018-06-01/runtime/init/error", payload, headers)
    tell("fatal", payload)


def part_json():
    """AWS's runtime has a library of its own for JSON: a function gets a copy in which it may change what it likes."""
    for name in [name for name in sys.modules if name.split(".")[0] == "json"]:
        del sys.modules[name]


@show_as("bootstrap.py", LINES.run, "kind, text = handle_event_request(", "handle_event_request(")
def run(handler):
    part_json()
    try:
        request_handler = load_handler(handler)
    except Exception as error:
        shown = describe(error, "")
        logging.warning(UNHANDLED)
        log_error(shown)
        post_init_error(shown)
        sys.exit(1)
    tell("ready", "null")
    process = os.getpid()
    with os.fdopen(JOBS, "rb") as jobs:
        for line in jobs:
            kind, text = handle_event_request(
                request_handler,
                begin(json.loads(line)),
            )
            tell(kind, text)
            # A fork that came back from the handler: the next job is not for both. Lambda takes one answer, and ends who gives another.
            if os.getpid() != process:
                os._exit(1)
