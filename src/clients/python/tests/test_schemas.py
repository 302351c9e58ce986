import unittest
from pathlib import Path

PACKAGED = Path(__file__).parents[1] / "wanderscope" / "schemas"
OF_THE_PROJECT = Path(__file__).parents[4] / "schemas" / "avro"


class SchemasTest(unittest.TestCase):
    @unittest.skipUnless(OF_THE_PROJECT.is_dir(), "the client is not in Wanderscope's folder")
    def test_the_packaged_schemas_are_those_of_the_project(self) -> None:
        packaged = sorted(PACKAGED.glob("*.avsc"))
        self.assertEqual(len(packaged), 3)
        for file in packaged:
            with self.subTest(file.name):
                self.assertEqual(
                    file.read_bytes(),
                    (OF_THE_PROJECT / file.name).read_bytes(),
                    "copy it: cp schemas/avro/{Particle,AcquisitionTrigger}*.avsc src/clients/python/wanderscope/schemas/",
                )


if __name__ == "__main__":
    unittest.main()
