"""What a handler answers, or how it fails, as JSON."""

import json
import math
import re
import traceback
from decimal import Decimal
from itertools import dropwhile

from .places import MINOR, OWN, as_on_lambda


class Fault(Exception):
    """A handler that cannot be called: AWS's own type and text, and no trace of this runtime."""

    def __init__(self, kind, text, trace=()):
        super().__init__(text)
        self.kind, self.text, self.trace = kind, text, list(trace)


def frames(trace):
    """The frames of the function and of what it calls, without the marks that show columns, as AWS's runtime finds them."""
    found = [(frame.filename, frame.lineno, frame.name, frame.line) for frame in traceback.extract_tb(trace)]
    shown = [frame for frame in found if not frame[0].startswith(OWN)]
    # A handler that cannot be called has no other (PyRIC, bootstrap.py).
    inner = [*dropwhile(lambda frame: "/bootstrap.py" in frame[0], shown)]
    return [as_on_lambda(line) for line in traceback.format_list(inner or shown)]


def describe(error, request_id):
    if isinstance(error, Fault):
        kind, text, trace = error.kind, error.text, error.trace
    else:
        kind, text, trace = type(error).__name__, str(error), frames(error.__traceback__)
    request = {"requestId": request_id} if MINOR > 8 else {}  # test_uncaught_exception_invoke
    return {"errorMessage": as_on_lambda(text), "errorType": kind, **request, "stackTrace": trace}


MARK = "decimal:4f1b2c:"


def plain(value):
    """Decimals keep their digits: they are marked, since JSON's module knows no number but its own."""
    if isinstance(value, Decimal):
        return math.nan if value.is_nan() else f"{MARK}{value}"
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def text_of(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value


def with_members(value):
    """As simplejson writes them (PyRIC, lambda_runtime_marshaller.py): named tuples are objects, bytes are their text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, bytes):
        return text_of(value)
    if isinstance(value, dict):
        return {text_of(key): with_members(member) for key, member in value.items()}
    if not isinstance(value, type) and callable(getattr(value, "_asdict", None)):
        members = value._asdict()
        if not isinstance(members, dict):
            raise TypeError(f"_asdict() must return a dict, not {type(members).__name__}")
        return with_members(members)
    return [with_members(member) for member in value] if isinstance(value, (list, tuple)) else value


def to_json(value):
    try:
        shown = with_members(value)
    except RecursionError:
        shown = value  # JSON's module says what is wrong
    text = json.dumps(shown, ensure_ascii=MINOR < 12, default=plain)
    return re.sub(f'"{MARK}([^"]*)"', r"\1", text) if MARK in text else text


def serialize(result):
    """Bytes go as they are: kind and text of a message."""
    if isinstance(result, bytes):
        return "streamed", json.dumps(result.decode("utf-8", "replace"))
    try:
        return "done", to_json(result)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")
