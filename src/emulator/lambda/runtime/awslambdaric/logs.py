"""The lines of loggers and of errors: text, or JSON where the function wants it."""

import json
import logging
import os
import time
import traceback

from .answers import to_json
from .places import LINES, show_as
from .streams import LogSink

IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"

# Text: PyRIC, lambda_literals.py.
UNHANDLED = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare"
    " cases, a Lambda runtime update can cause unexpected function behavior. For functions using managed runtimes,"
    " runtime updates can be triggered by a function change, or can be applied automatically. To determine if the"
    " runtime has been updated, check the runtime version in the INIT_START log entry. If this error correlates with a"
    " change in the runtime version, you may be able to mitigate this error by temporarily rolling back to the previous"
    " runtime version. For more information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
)


class LambdaLoggerHandler(logging.Handler):
    """The root logger's lines: level, time, request and message, with tabs between them, or JSON. Lines: PyRIC, 2025 and 2026."""

    request_id = ""
    log_sink = LogSink

    @staticmethod
    def know_request(record):
        record.aws_request_id = LambdaLoggerHandler.request_id
        return True

    @show_as("bootstrap.py", LINES.emit, "msg = self.format(record)")
    def emit(self, record):
        msg = self.format(record)
        self.log_sink.log(msg)


class LambdaLoggerHandlerWithFrameType(LambdaLoggerHandler):
    """What a function sees as its handler where its log has levels."""

    @show_as("bootstrap.py", LINES.emit_leveled, "self.format(record),")
    def emit(self, record):
        self.log_sink.log(
            self.format(record),
        )


_encode_json = json.JSONEncoder(ensure_ascii=False).encode


class JsonFormatter(logging.Formatter):
    """
    One object a record; what it was given as `extra` stands in it too (PyRIC, lambda_runtime_log_utils.py). Its lines are as far
    from each other as there, since a trace shows them.
    """

    known = {*vars(logging.makeLogRecord({})), "aws_request_id", "message", "asctime"} - {"taskName"}

    @staticmethod
    @show_as("lambda_runtime_log_utils.py", 94, "return exc_info[0].__name__")
    def __format_exception_name(exc_info):
        """Fails with `exc_info=True` where there is no exception, and the function with it."""
        if exc_info:
            return exc_info[0].__name__
        return None

    @show_as("lambda_runtime_log_utils.py", 120, '"message": record.getMessage(),')
    def format(self, record):
        kind, error, trace = record.exc_info or (None, None, None)
        shown = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": logging.getLevelName(min(50, max(0, record.levelno)) // 10 * 10),
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(trace) if kind else None,
            "errorType": self.__format_exception_name(record.exc_info),
            "errorMessage": str(error) if kind else None,
            "requestId": record.aws_request_id,
            "location": (
                f"{record.pathname}:{record.funcName}:{record.lineno}" if kind else None
            ),
        }
        extra = {
            name: value
            for name, value in vars(record).items()
            if name not in self.known
        }
        members = {**extra, **shown}
        result = {
            name: members[name] for name in (*shown, *extra) if members[name] is not None
        }
        return _encode_json(result) + "\n"


def capture_logging():
    # Times are UTC on Lambda, wherever this machine is.
    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandlerWithFrameType() if IS_JSON else LambdaLoggerHandler()
    handler.addFilter(LambdaLoggerHandler.know_request)
    handler.setFormatter(
        JsonFormatter()
        if IS_JSON
        else logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
        )
    )
    logging.getLogger().addHandler(handler)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").replace("TRACE", "DEBUG").upper()
    if isinstance(logging.getLevelName(level), int):
        logging.getLogger().setLevel(level)


def log_error(shown):
    """
    Prints an error, whose last line is not ended. Blanks at the beginning of a line become such as do not break
    (test_invocation_type_event_error).
    """
    if IS_JSON:
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return LogSink.log(to_json({"timestamp": now, "log_level": "ERROR", **shown}))
    text = f": {shown['errorMessage']}" if shown["errorMessage"] else ""
    lines = [f"[ERROR] {shown['errorType']}{text}", "Traceback (most recent call last):"]
    for line in "\n".join(entry.rstrip("\n") for entry in shown["stackTrace"]).splitlines():
        lines.append("\u00a0" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" "))
    LogSink.log("\n".join(lines))
