"""Checks the client: its tests, its examples, and its types with mypy. Wanderscope's build runs this where there is Python. What needs a
package that is not installed is left out and named; ``pip install -e '.[test]'`` installs all of them."""

import importlib.util
import os
import subprocess
import sys
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))


def tests_pass():
    tests = unittest.defaultTestLoader.discover(FOLDER)
    result = unittest.TextTestRunner(sys.stdout).run(tests)
    for test, reason in result.skipped:
        print("skipped: {}: {}".format(test.id(), reason))
    return result.wasSuccessful() and result.testsRun > 0


def types_are_right():
    if importlib.util.find_spec("mypy") is None:
        print("skipped: mypy: not installed")
        return True
    return subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", os.devnull], cwd=FOLDER).returncode == 0


def main():
    if sys.version_info < (3, 9):
        print("skipped: the Python client: this is Python {}.{}, and it needs 3.9".format(*sys.version_info))
        return 0
    sys.dont_write_bytecode = True
    sys.stdout.reconfigure(line_buffering=True)  # so that what mypy says comes after it
    return 0 if tests_pass() & types_are_right() else 1


if __name__ == "__main__":
    sys.exit(main())
