"""Where things are: here, and on Lambda."""

import linecache
import os
import re
import sys
import warnings
from importlib.machinery import SourceFileLoader
from itertools import takewhile
from types import SimpleNamespace

OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.environ["LAMBDA_TASK_ROOT"]
LIBRARY = os.path.dirname(os.__file__)
SDK = sys._xoptions.pop("sdk", None)
# Of the function's runtime, whatever version runs it.
MINOR = int(re.sub(r".*python3\.", "", os.environ["AWS_EXECUTION_ENV"]))
# What Lambda's Python has beside its library: in /var/runtime up to python3.10 (public logs 35043419372, 47621859597).
PACKAGES = "/var/runtime" if MINOR < 11 else f"/var/lang/lib/python3.{MINOR}/site-packages"
# AWS's own runtime.
RIC = f"{PACKAGES}/awslambdaric"
# Where its files have what a stack shows: PyRIC 3.1.1 (a whole stack: public log 16185483888), and 4.0.1 where a log has one
# line of it (57423347966).
LINES = (
    SimpleNamespace(call=177, emit=320, emit_leveled=331, write=360, encode=413, run=529, main=21)
    if MINOR < 12
    else SimpleNamespace(call=178, emit=321, emit_leveled=332, write=361, encode=414, run=536, main=31)
)
LINES.main_text = f"bootstrap.run({'app_root, handler, lambda_runtime_api_addr' if MINOR < 12 else 'handler, client'})"
LINES.start = 57 if MINOR < 11 else 60
LINES.start_text = 'awslambdaricmain.main([os.environ["LAMBDA_TASK_ROOT"], os.environ["_HANDLER"]])'


def as_on_lambda(text):
    shown = text.replace(ROOT, "/var/task")
    if SDK is not None:
        shown = shown.replace(SDK, PACKAGES)
    return shown.replace(LIBRARY, f"/var/lang/lib/python3.{MINOR}")


def show_lambdas_paths():
    """The function's code is told to be where it is on Lambda: all that shows a trace shows that."""
    compile_source = SourceFileLoader.source_to_code

    def source_to_code(self, data, path, **more):
        if not path.startswith(ROOT):
            return compile_source(self, data, path, **more)
        shown = as_on_lambda(path)
        linecache.lazycache(shown, {"__name__": self.name, "__loader__": self})  # for whoever shows its lines
        try:
            return compile_source(self, data, shown, **more)
        except SyntaxError:
            pass
        # The line that an error tells is read from the file of that name, which has to be there.
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # they were shown
                return compile_source(self, data, path, **more)
        except SyntaxError as error:
            error.filename = error.filename and as_on_lambda(error.filename)
            raise

    # As a frame of Python's own it is in no trace: Python takes those out.
    source_to_code.__code__ = source_to_code.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
    SourceFileLoader.source_to_code = source_to_code


def show_as(file, number, text, shown_text=None):
    """Lets a trace show this line of a function, which has no empty ones, as that line of a file of AWS's runtime."""

    def decorate(function):
        code = function.__code__
        block = [*takewhile(str.strip, linecache.getlines(code.co_filename)[code.co_firstlineno - 1:])]
        index = next(index for index, line in enumerate(block) if line.strip() == text)
        block[index] = block[index].replace(text, shown_text or text)
        path = file if file.startswith("/") else f"{RIC}/{file}"
        function.__code__ = code.replace(co_filename=path, co_firstlineno=number - index)
        start = number - index - 1
        lines = linecache.cache[path][2] if path in linecache.cache else []
        lines.extend([""] * (start + len(block) - len(lines)))
        lines[start:start + len(block)] = block
        # Without a time, nobody looks whether the file has changed.
        linecache.cache[path] = (0, None, lines, path)
        return function

    return decorate
