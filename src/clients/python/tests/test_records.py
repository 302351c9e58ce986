import math
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.sample import LOCALISATIONS, POSITIONS, at, localisation, position
from wanderscope import Localisation, Position, records

LENGTH_NAMES = Path(__file__).parents[3] / "diffusion" / "src" / "test" / "resources" / "length-names.txt"


class RecordsTest(unittest.TestCase):
    def test_a_row_has_what_differs_from_the_defaults_and_microseconds(self) -> None:
        row = position(3).row()
        self.assertEqual(
            row, {"track": "7", "frame": 3, "time": 1767225600060000, "x": 4.5, "y": -2.25, "length_unit": "um"}
        )

    def test_times_are_exact_from_the_first_to_the_last(self) -> None:
        for time, expected in (
            (datetime(1, 1, 1, tzinfo=timezone.utc), -62135596800000000),
            (datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc), 253402300799999999),
            (datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), 0),
        ):
            self.assertEqual(Position("a", "1", 0, time, 0, 0).row()["time"], expected)

    def test_keys(self) -> None:
        self.assertEqual([p.key for p in POSITIONS], ["cell/7", "Zelle 1/a/é", "cell/7"])
        self.assertEqual([p.key for p in LOCALISATIONS], ["cell", "cell/left", "cell", "cell/left"])

    def test_what_would_be_rejected_cannot_be_made(self) -> None:
        for said, make in (
            ("slash", lambda: position(acquisition="a/b")),
            ("acquisition is empty", lambda: position(acquisition="")),
            ("track is empty", lambda: position(track="")),
            (r"str\(7\)", lambda: position(track=7)),  # type: ignore[arg-type]
            ("frame is -1", lambda: Position("a", "1", -1, at(0), 0, 0)),
            ("frame is 0.5", lambda: Position("a", "1", 0.5, at(0), 0, 0)),  # type: ignore[arg-type]
            ("time zone", lambda: Position("a", "1", 0, datetime(2026, 1, 1), 0, 0)),
            ("must be a datetime", lambda: Position("a", "1", 0, 1.5, 0, 0)),  # type: ignore[arg-type]
            ("x is nan", lambda: Position("a", "1", 0, at(0), math.nan, 0)),
            ("y is inf", lambda: Position("a", "1", 0, at(0), 0, math.inf)),
            ("y is None", lambda: Position("a", "1", 0, at(0), 0)),
            ("z is inf", lambda: Position("a", "1", 0, at(0), 0, 0, math.inf)),
            ("has coordinates", lambda: Position("a", "1", 0, at(0), 0, 0, end_of_track=True)),
            ('length_unit is "furlong"; .* px, um,', lambda: Position("a", "1", 0, at(0), 0, 0, length_unit="furlong")),
            ('length_unit is "frames"', lambda: Localisation("a", 0, at(0), 0, 0, length_unit="frames")),
            ("the key", lambda: position(track="t" * 1020)),
            ("localisation_error is -1", lambda: Localisation("a", 0, at(0), 0, 0, localisation_error=-1)),
            ("frame_localisations is -1", lambda: Localisation.frame_complete("a", 0, at(0), -1)),
            ("x is None", lambda: Localisation("a", 0, at(0))),
            ("tile is empty", lambda: Localisation("a", 0, at(0), 0, 0, tile="")),
            ("z is 2000000000000000.0", lambda: Localisation("a", 0, at(0), 0, 0, 2e15)),
            ("x is None", lambda: Localisation("a", 0, at(0), z=1, frame_localisations=3)),
        ):
            with self.subTest(said), self.assertRaisesRegex((ValueError, TypeError), said):
                make()

    def test_units_are_known_by_many_names(self) -> None:
        for unit in ("px", "Pixel", "pixels", "um", "µm", "μm", "micron", " nm ", "nanometres", "mm", "m", "Å", "angstrom"):
            self.assertEqual(Position("a", "1", 0, at(0), 0, 0, length_unit=unit).length_unit, unit)

    @unittest.skipUnless(LENGTH_NAMES.is_file(), "the client is not in Wanderscope's folder")
    def test_the_units_are_those_that_the_server_knows(self) -> None:
        lines = LENGTH_NAMES.read_text("utf-8").splitlines()
        self.assertEqual(records.LENGTH_NAMES, {line for line in lines if not line.startswith("#")})

    def test_nan_counts_as_unknown_where_a_value_may_be_missing(self) -> None:
        made = Localisation("a", 0, at(0), 0, 0, math.nan, math.nan, math.nan)
        self.assertEqual((made.z, made.quality, made.localisation_error), (None, None, None))

    def test_numbers_of_other_types_become_pythons(self) -> None:
        class Scalar:  # like those of NumPy
            def __index__(self) -> int:
                return 3

            def __float__(self) -> float:
                return 0.5

        made = Localisation("a", Scalar(), at(0), Scalar(), Scalar())  # type: ignore[arg-type]
        self.assertEqual([type(value) for value in (made.frame, made.x, made.y)], [int, float, float])

    def test_marks(self) -> None:
        self.assertEqual(Position.end("a", "1", 4, at(4)).row(), {"track": "1", "frame": 4, "time": 1767225600080000, "end_of_track": True})
        self.assertEqual(localisation().row()["x"], 1.5)
        self.assertEqual(
            Localisation.frame_complete("a", 4, at(4), 0).row(), {"frame": 4, "time": 1767225600080000, "frame_localisations": 0}
        )


if __name__ == "__main__":
    unittest.main()
