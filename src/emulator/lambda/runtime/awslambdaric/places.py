"""Where things are: here, and on Lambda."""

import os
import re
from importlib.machinery import SourceFileLoader

OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.environ["LAMBDA_TASK_ROOT"]
LIBRARY = os.path.dirname(os.__file__)
# Of the function's runtime, whatever version runs it.
MINOR = int(re.sub(r".*python3\.", "", os.environ["AWS_EXECUTION_ENV"]))


def as_on_lambda(text):
    return text.replace(ROOT, "/var/task").replace(LIBRARY, f"/var/lang/lib/python3.{MINOR}")


def show_lambdas_paths():
    """The function's code is told to be where it is on Lambda: all that shows a trace shows that."""
    compile_source = SourceFileLoader.source_to_code

    def source_to_code(self, data, path, **more):
        return compile_source(self, data, as_on_lambda(path) if path.startswith(ROOT) else path, **more)

    SourceFileLoader.source_to_code = source_to_code
