"""
Runs a Python handler inside an execution environment, as bootstrap.mjs runs one of Node.js, and follows Lambda's own Python
runtime (public, aws-lambda-python-runtime-interface-client) and the file that starts it (copies: public logs 36156249600, 27435967662).
"""

import os
import site
import sys
from importlib.machinery import PathFinder

import awslambdaric.__main__ as runtime  # not by Lambda's name for it, by which monitors find what they patch
from awslambdaric.logs import capture_logging
from awslambdaric.places import LINES, MINOR, ROOT, SDK, show_as, show_lambdas_paths
from awslambdaric.semaphores import lack_semaphores
from awslambdaric.streams import Unbuffered


class Sdk:
    """Finds the AWS SDK, which Lambda's Python has, where another Python of this machine has it: it is Python all through."""

    names = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return PathFinder.find_spec(name, [SDK]) if name in cls.names else None


def seclude():
    """What this process has of the machine is taken from the function's sight."""
    for name in [name for name in os.environ if name.startswith("PYENV_")]:
        del os.environ[name]
    # Python puts it there where a machine lacks the language, as Lambda's does from python3.12 on (test_introspection_invoke).
    if MINOR > 11:
        os.environ.setdefault("LC_CTYPE", "C.UTF-8")
    elif os.environ.get("LC_CTYPE") == "C.UTF-8":
        del os.environ["LC_CTYPE"]
    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.path[0] = ROOT  # where this file lies is nothing of the function's
    site.addsitedir(ROOT)  # its .pth files
    if SDK is not None:
        sys.meta_path.append(Sdk)  # asked last


def prepare():
    """Before anything of the function's is read."""
    sys.stdout = sys.__stdout__ = Unbuffered(sys.stdout, "surrogateescape")
    sys.stderr = sys.__stderr__ = Unbuffered(sys.stderr, "backslashreplace")
    seclude()
    lack_semaphores()
    show_lambdas_paths()
    capture_logging()


@show_as("/var/runtime/bootstrap.py", LINES.start, 'runtime.main([ROOT, os.environ["_HANDLER"]])', LINES.start_text)
def main():
    prepare()
    runtime.main([ROOT, os.environ["_HANDLER"]])


# In this line of the file, as on Lambda: a stack shows it.
main()
