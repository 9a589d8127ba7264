"""`python -m vizdesk.engines.llama.worker`: the worker without the program around it."""

import sys

from vizdesk.engines.llama.worker.main import run

if __name__ == "__main__":
    sys.exit(run())
