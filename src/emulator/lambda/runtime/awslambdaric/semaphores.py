"""What processes share to wait for each other."""


def lack_semaphores():
    """
    Lambda has no /dev/shm, so that locks, queues and pools of processes fail (AWS's blog, parallel-processing-in-python-with-aws-lambda;
    public logs DataDog/dd-trace-py#7251, kyegomez/swarms#667).
    """
    try:
        import _multiprocessing
    except ImportError:
        return

    class SemLock(_multiprocessing.SemLock):
        def __new__(cls, *_, **__):
            raise OSError(38, "Function not implemented")

    _multiprocessing.SemLock = SemLock
