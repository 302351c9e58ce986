"""Values that the client writes; Java's tests read them (``PythonClientRecordsTest`` in ``src/wire``).

``python3 -m tests.fixture``, in the folder of the client, writes the file anew.
"""

from pathlib import Path

from tests.sample import LOCALISATIONS, POSITIONS
from wanderscope.avro import Encoder

FIXTURE = Path(__file__).parents[3] / "wire" / "src" / "test" / "resources" / "python-client-records.txt"


def text_of_records() -> str:
    lines = ["# Key and value of records that the Python client writes: python3 -m tests.fixture, in src/clients/python, writes this file."]
    for record in [*POSITIONS, *LOCALISATIONS]:
        lines.append(f"{record.key}\t{Encoder('topic', type(record)).encode(record).hex()}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FIXTURE.write_text(text_of_records(), "utf-8")
