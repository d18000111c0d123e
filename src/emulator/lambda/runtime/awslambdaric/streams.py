"""What a function finds as stdout and stderr."""

import codecs
import json

from .messages import tell
from .places import LINES, as_on_lambda, show_as

MAX_LOG = 1 << 20


class LogSink:
    """Where Lambda's own lines go, whatever a function makes of its stdout (PyRIC, bootstrap.py)."""

    room = MAX_LOG

    @classmethod
    @show_as("bootstrap.py", LINES.encode, "text.encode()", 'encoded_msg = msg.encode("utf8")')
    def log(cls, text, frame_type=None):
        """Half of a character is refused, and fails whoever logs it (PyRIC, bootstrap.py)."""
        text.encode()
        if cls.room >= 0 and text:
            # One character more than there is room for shows the parent that something is missing.
            tell("log", json.dumps(as_on_lambda(text[:cls.room + 1])))
            cls.room -= len(text)


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
    """What is printed goes out at once and in order. What else a stream has, that has; `with` does not close it."""

    encoding = "utf-8"

    def __init__(self, stream, errors):
        self.stream = stream
        self.errors = errors
        self.buffer = Bytes(self)

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "stream"), name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    @show_as("bootstrap.py", LINES.write, 'data = text.encode("utf-8", self.errors)', "self.stream.write(msg)")
    def write(self, text):
        """Does not tell how much was written, as on Lambda (PyRIC, bootstrap.py)."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        data = text.encode("utf-8", self.errors)
        LogSink.log(data.decode("utf-8", "backslashreplace"))

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False
