import importlib.util
import io
import math
import os
import pickle
import re
import runpy
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, List
from unittest import mock

from tests.stub_server import Rows, StubServer
from wanderscope import HttpPublisher, Record

FOLDER = Path(__file__).parents[1]
EXAMPLES = FOLDER / "examples"
SPOTS = """LABEL,ID,TRACK_ID,QUALITY,POSITION_X,POSITION_Y,POSITION_Z,POSITION_T,FRAME
Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame
Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame
,,,(quality),(micron),(micron),(micron),(sec),
ID3,3,1,5.5,3.75,4.5,0.0,0.05,1
ID1,1,1,5,3.5,4.25,0.0,0.0,0
ID2,2,0,6,7.5,8.25,0.0,0.0,0
ID4,4,,6,7.5,8.25,0.0,0.0,0
"""


def needs(*modules: str) -> Any:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    return unittest.skipIf(missing, f"not installed: {', '.join(missing)}")


class ExamplesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.server = StubServer()
        self.addCleanup(self.server.__exit__)
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def start(self, example: str, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(EXAMPLES / example), self.server.url, "cell", *arguments],
            env={**os.environ, "PYTHONPATH": str(FOLDER), "WANDERSCOPE_TOKEN": "secret", **environment},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def rows(self, process: "subprocess.Popen[str]", kind: str) -> Rows:
        said, _ = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0, said)
        self.assertEqual({headers["Authorization"] for _, headers, _ in self.server.requests}, {"Bearer secret"})
        self.assertRegex(said, rf"(?m)^{sum(rows for _, _, rows in self.server.requests)} records sent$")
        self.server.requests.clear()
        return self.server.rows[f"/api/acquisitions/cell/{kind}"]

    def run_here(self, example: str, *arguments: str) -> str:
        said = io.StringIO()
        with mock.patch.object(sys, "argv", ["", *arguments]), redirect_stdout(said):
            runpy.run_path(str(EXAMPLES / example))
        return said.getvalue()

    def test_each_has_fewer_than_50_lines(self) -> None:
        lines = {file.name: len(file.read_text("utf-8").splitlines()) for file in EXAMPLES.glob("*.py")}
        self.assertEqual(len(lines), 5)
        self.assertLess(max(lines.values()), 50, lines)

    def test_each_sends_to_an_acquisition_of_its_own(self) -> None:
        named = [re.findall(r"http://localhost:8090 (\S+)", file.read_text("utf-8")) for file in EXAMPLES.glob("*.py")]
        names = [name for names in named for name in names]
        self.assertEqual(len(names), 4)
        self.assertEqual(len({*names, "cell-1"}), 5, names)

    def test_each_says_how_to_call_it(self) -> None:
        for file in EXAMPLES.glob("*.py"):
            modules = re.findall(r"^(?:import|from) (zmq|trackpy|pymmcore_plus|wanderscope\.triggers)\b", file.read_text("utf-8"), re.M)
            if not all(importlib.util.find_spec(module.replace("wanderscope.triggers", "confluent_kafka")) for module in modules):
                continue  # their own tests say what is missing
            for arguments in ([], ["1", "2", "3", "4", "5", "6"]):
                with self.subTest(file.name, arguments=arguments), self.assertRaisesRegex(SystemExit, f"^usage: {file.name} [A-Z]"):
                    self.run_here(file.name, *arguments)

    def test_the_first_lines_of_the_readme(self) -> None:
        lines = (FOLDER / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
        self.assertIn("http://localhost:8090", lines)
        exec(compile(lines.replace("http://localhost:8090", self.server.url), "README.md", "exec"), {})
        rows = self.server.rows["/api/acquisitions/cell-5/positions"]
        self.assertEqual(len(rows), 50)
        steps = [(round(b["x"] - a["x"], 6), round(b["y"] - a["y"], 6)) for a, b in zip(rows, rows[1:])]
        self.assertEqual(len(set(steps)), 49, "particles diffuse")

    def test_trackmate_export(self) -> None:
        path = self.folder / "spots.csv"
        path.write_text(SPOTS, "utf-8")
        rows = self.rows(self.start("trackmate_export.py", str(path)), "positions")
        self.assertEqual(
            [(row["track"], row["frame"], row.get("x"), row.get("y")) for row in rows],
            [("1", 0, 3.5, 4.25), ("0", 0, 7.5, 8.25), ("1", 1, 3.75, 4.5), ("1", 1, None, None), ("0", 0, None, None)],
        )
        self.assertEqual(rows[2]["time"] - rows[0]["time"], 50_000)
        self.assertEqual({row["length_unit"] for row in rows}, {"um"})

    def test_trackmate_export_without_the_rows_of_names_and_units(self) -> None:
        path = self.folder / "spots.csv"
        lines = SPOTS.splitlines(keepends=True)
        path.write_text("".join(lines[:1] + lines[4:]), "utf-8")
        for unit in ("px", "um"):
            rows = self.rows(self.start("trackmate_export.py", str(path), *([] if unit == "px" else [unit])), "positions")
            self.assertEqual([(row["track"], row["frame"]) for row in rows[-5:]], [("1", 0), ("0", 0), ("1", 1), ("1", 1), ("0", 0)])
            self.assertEqual({row.get("length_unit", "px") for row in rows[-5:]}, {unit})

    def test_trackmate_export_names_the_columns_that_are_missing(self) -> None:
        path = self.folder / "spots.csv"
        path.write_text(SPOTS.replace("TRACK_ID", "TRACK").replace("POSITION_T", "TIME"), "utf-8")
        example = self.start("trackmate_export.py", str(path))
        said, _ = example.communicate(timeout=300)
        self.assertEqual(example.returncode, 1, said)
        self.assertRegex(said, r"^\S*spots\.csv has no column TRACK_ID, POSITION_T; ")

    @needs("trackpy")
    def test_trackpy_link_iter(self) -> None:
        rows = self.rows(self.start("trackpy_link_iter.py"), "positions")
        positions = [row for row in rows if "x" in row]
        self.assertEqual(len(positions), 200 * 20)
        ends = [row["track"] for row in rows if row.get("end_of_track")]
        self.assertEqual(len(set(ends)), 20)
        long = [row["track"] for row in positions].count(ends[0])
        self.assertGreater(long, 100, "tracks are linked over frames")

    @needs("pymmcore_plus", "mm_test_adapters", "trackpy")
    def test_camera_pymmcore(self) -> None:
        rows = self.rows(self.start("camera_pymmcore.py", FRAMES="3"), "localisations")
        self.assertTrue(rows[-1]["end_of_acquisition"])
        frames = []
        for frame in range(3):
            spots = [row for row in rows[:-1] if row["frame"] == frame and "x" in row]
            (mark,) = (row for row in rows[:-1] if row["frame"] == frame and "x" not in row)
            self.assertEqual(mark["frame_localisations"], len(spots))
            frames.append([(spot["x"], spot["y"]) for spot in spots])
        self.assertEqual([len(spots) for spots in frames], [8, 8, 8])
        for before, after in zip(frames, frames[1:]):
            for spot in after:
                self.assertLess(min(math.dist(spot, other) for other in before), 0.8, "linking.max.displacement of docs/camera.md")

    @needs("zmq", "pandas")
    def test_zeromq_localisations(self) -> None:
        import pandas
        import zmq

        with zmq.Context() as context, context.socket(zmq.XPUB) as pynta:
            port = pynta.bind_to_random_port("tcp://127.0.0.1")
            example = self.start("zeromq_localisations.py", f"tcp://127.0.0.1:{port}")
            self.assertTrue(pynta.poll(300_000), "the example subscribes")
            self.assertEqual(pynta.recv(), b"\x01locations")
            table = pandas.DataFrame({"y": [1.0, 2.0], "x": [3.0, 4.0], "mass": [5.0, 6.0], "ep": [0.1, float("nan")]})
            for message in (table, table[:0], "stop"):  # as PyNTA's publisher sends them
                pynta.send_string("locations", zmq.SNDMORE)
                pynta.send(pickle.dumps(message))
            rows = self.rows(example, "localisations")
        self.assertEqual([(row.get("x"), row.get("y"), row["frame"]) for row in rows[:2]], [(3.0, 1.0, 0), (4.0, 2.0, 0)])
        self.assertEqual([row.get("localisation_error") for row in rows[:2]], [0.1, None])
        self.assertEqual([row["frame_localisations"] for row in rows[2:4]], [2, 0])
        self.assertEqual([row["end_of_acquisition"] for row in rows[4:]], [True])

    @needs("zmq", "pandas")
    def test_zeromq_localisations_in_micrometres_until_it_is_interrupted(self) -> None:
        import pandas

        table = pandas.DataFrame({"y": [10.0], "x": [30.0], "mass": [5.0], "ep": [0.5]})
        said = self.run_interrupted([(b"locations", pickle.dumps(table))] * 2, "0.1")
        self.assertEqual(said, "5 records sent\n")
        rows = self.server.rows["/api/acquisitions/cell/localisations"]
        self.assertEqual((rows[0]["x"], rows[0]["y"], rows[0]["localisation_error"]), (3.0, 1.0, 0.05))
        self.assertEqual({row["length_unit"] for row in rows}, {"um"})
        self.assertEqual((rows[-1]["end_of_acquisition"], rows[-1]["frame"]), (True, 1))

    @needs("zmq", "pandas")
    def test_zeromq_localisations_interrupted_before_the_first_sends_nothing(self) -> None:
        self.assertEqual(self.run_interrupted([]), "0 records sent\n")
        self.assertEqual(self.server.requests, [])

    @needs("zmq", "pandas")
    def test_zeromq_localisations_interrupted_while_it_sends_ends_the_acquisition(self) -> None:
        import pandas

        table = pandas.DataFrame({"y": [10.0], "x": [30.0], "mass": [5.0], "ep": [0.5]})
        send, records = HttpPublisher.send, []

        def interrupted(publisher: HttpPublisher, record: Record) -> None:
            records.append(record)
            if len(records) == 2:
                raise KeyboardInterrupt
            send(publisher, record)

        with mock.patch.object(HttpPublisher, "send", interrupted):
            said = self.run_interrupted([(b"locations", pickle.dumps(table))] * 2)
        self.assertEqual(said, "2 records sent\n")
        rows = self.server.rows["/api/acquisitions/cell/localisations"]
        self.assertEqual([(row["frame"], row.get("end_of_acquisition", False)) for row in rows], [(0, False), (0, True)])

    def run_interrupted(self, messages: List[Any], *arguments: str) -> str:
        context = mock.MagicMock()
        socket = context.__enter__().socket().__enter__()
        socket.recv_multipart.side_effect = [*messages, KeyboardInterrupt]
        with mock.patch("zmq.Context", lambda: context):
            return self.run_here("zeromq_localisations.py", self.server.url, "cell", "tcp://host:5555", *arguments)

    @needs("confluent_kafka", "fastavro", "pymmcore_plus", "mm_test_adapters")
    def test_triggers_to_useq(self) -> None:
        from tests.test_kafka import trigger

        asked: List[Any] = []

        def found(servers: str, **named: Any) -> Any:
            asked.append(servers)
            yield trigger(1, x=25.6, y=0.0)
            yield trigger(2, kind="SHARE", x=None, y=None)
            raise KeyboardInterrupt

        with mock.patch("wanderscope.triggers.triggers", found):
            said = self.run_here("triggers_to_useq.py", "host:9092")
        self.assertEqual(asked, ["host:9092"])
        waits, first, second = said.splitlines()
        self.assertEqual(waits, "waiting for triggers from host:9092")
        self.assertIn("'trigger': 'cell/motors/1/7'", first)
        self.assertRegex(first, r"-\d+\.\d+ -\d+\.\d+ \(512, 512\)$")
        self.assertIn("None None", second)

    @needs("confluent_kafka", "fastavro", "pymmcore_plus", "mm_test_adapters")
    def test_triggers_to_useq_says_in_a_line_that_it_cannot_read_any(self) -> None:
        for problem in (ConnectionError("no Kafka cluster answers"), LookupError("no topic")):
            with self.subTest(problem), mock.patch("wanderscope.triggers.triggers", side_effect=problem):
                with self.assertRaisesRegex(SystemExit, f"^{problem}$"):
                    self.run_here("triggers_to_useq.py", "host:9092")

    @needs("confluent_kafka", "fastavro", "pymmcore_plus", "mm_test_adapters")
    def test_triggers_to_useq_says_in_a_line_that_another_cluster_answers(self) -> None:
        def found(servers: str, **named: Any) -> Any:
            raise ConnectionError("another Kafka cluster answers")
            yield

        with mock.patch("wanderscope.triggers.triggers", found), self.assertRaisesRegex(SystemExit, "^another Kafka cluster answers$"):
            self.run_here("triggers_to_useq.py", "host:9092")


if __name__ == "__main__":
    unittest.main()
