"""A command that does not outlive whoever started it: `--tied`."""

import os
import signal
from threading import Thread

STDIN = 0


def tie() -> None:
    """From now on, end this process and its group at once when standard input ends.

    A worker holds the other end of that pipe: however it dies, the pipe ends, on any system. Its child must lead a
    group of its own.
    """
    Thread(target=end_with_input, name="tied", daemon=True).start()


def end_with_input() -> None:
    """Wait until the pipe ends; what comes through it is nothing to us. Reader processes are in the group."""
    while os.read(STDIN, 1):
        pass
    os.killpg(os.getpgid(0), signal.SIGKILL)
