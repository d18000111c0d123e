"""What this process is told and tells: jobs come by one descriptor, messages go by the other."""

import os
import sys
import threading
import time

JOBS, MESSAGES = 3, 4
for descriptor in (JOBS, MESSAGES):
    os.set_inheritable(descriptor, False)

STATUS = os.open("/proc/self/status", os.O_RDONLY) if sys.platform == "linux" else None


class Memory:
    """The most that was ever used, as it was last known."""

    max_kb = 0


def max_memory_kb():
    """Linux starts the number of `getrusage` at what the parent has used, for which no function is to be ended."""
    if STATUS is not None:
        try:
            Memory.max_kb = int(os.pread(STATUS, 2048, 0).partition(b"VmHWM:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            pass  # the function has closed it
        return Memory.max_kb
    try:
        import resource
    except ImportError:  # Windows has no such module
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


max_memory_kb()


class Stopwatch:
    started_at = time.perf_counter()


class Request:
    """Whose job runs: an answer says to which it is one."""

    id = "-"


TELLING = threading.RLock()  # threads of the function print too


def tell(kind, text):
    took_ms = (time.perf_counter() - Stopwatch.started_at) * 1000
    data = f"{kind} {max_memory_kb()} {took_ms:.3f} {Request.id} {text}\n".encode("utf-8", "backslashreplace")
    with TELLING:
        while data:
            data = data[os.write(MESSAGES, data):]
