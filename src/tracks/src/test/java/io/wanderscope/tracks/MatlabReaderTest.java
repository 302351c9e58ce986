package io.wanderscope.tracks;

import static io.wanderscope.tracks.MatlabFixtures.cell;
import static io.wanderscope.tracks.MatlabFixtures.matrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

class MatlabReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsUTrackWithItsGapsAndSegments(boolean isPacked) throws TrackingFileException {
        // Given other variables before it
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("movie", Mat5.newString("cell1.tif"));
        variables.put("image", Mat5.newMatrix(Mat5.dims(3, 4, 5)));
        variables.put("tracksFinal", MatlabFixtures.uTrack());
        Path file = Fixtures.write(folder, "tracks.mat", MatlabFixtures.file(isPacked, variables));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(
                        new TrackingFile(
                                file,
                                TrackingFormat.MATLAB,
                                "px",
                                OptionalDouble.empty(),
                                1,
                                List.of(
                                        new Track("1", List.of(ofUTrack(5, 3.5, 4.25), ofUTrack(7, 3.75, 4))),
                                        new Track("2.1", List.of(ofUTrack(2, 1, 2), ofUTrack(3, 2, 3))),
                                        new Track("2.2", List.of(ofUTrack(3, 8, 9)))),
                                0,
                                List.of(
                                        "the tracks are those in the variable tracksFinal",
                                        "1 track splits or merges; it was cut into 2 branches, whose names end in .1, .2 and so on")));
    }

    @Test
    void readsTrackedParInMicrometresWithTheIntervalOfItsTimes() throws TrackingFileException {
        // Given frames as MATLAB packs whole numbers
        Matrix frames = Mat5.newMatrix(1, 2, MatlabType.UInt16);
        frames.setInt(0, 10);
        frames.setInt(1, 12);
        Struct tracks = Mat5.newStruct(1, 1)
                .set("xy", matrix(new double[][] {{1, 2}, {3, 4}}))
                .set("TimeStamp", matrix(new double[][] {{0.5, 0.75}}))
                .set("Frame", frames);
        Path file = file(Map.of("trackedPar", tracks));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo("µm");
        assertThat(read.frameInterval()).hasValue(0.125);
        assertThat(read.tracks()).containsExactly(new Track("1", List.of(flat(10, 1, 2), flat(12, 3, 4))));
    }

    @Test
    void readsStructsOfCoordinates() throws TrackingFileException {
        // Given
        Struct tracks = Mat5.newStruct(1, 1)
                .set("x", matrix(new double[][] {{1, 3}}))
                .set("y", matrix(new double[][] {{2, 4}}))
                .set("f", matrix(new double[][] {{7, 9}}));
        Path file = file(Map.of("tracks", tracks));

        // When
        List<Track> read = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(read).containsExactly(new Track("1", List.of(flat(7, 1, 2), flat(9, 3, 4))));
    }

    @Test
    void readsCellsOfPositions() throws TrackingFileException {
        // Given
        Path file = file(Map.of(
                "tracks", cell(matrix(new double[][] {{1, 2}, {3, 4}}), Mat5.newMatrix(0, 0), matrix(new double[][] {
                    {5, 6}
                }))));

        // When
        List<Track> read = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(read)
                .containsExactly(
                        new Track("1", List.of(flat(0, 1, 2), flat(1, 3, 4))),
                        new Track("2", List.of()),
                        new Track("3", List.of(flat(0, 5, 6))));
    }

    @Test
    void readsCellsOfFramesAndPositions() throws TrackingFileException {
        // Given
        Path file = file(Map.of("tracks", cell(matrix(new double[][] {{4, 1, 2, 0}, {6, 3, 4, 0}}))));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.frameInterval()).isEmpty();
        assertThat(read.tracks()).containsExactly(new Track("1", List.of(flat(4, 1, 2), flat(6, 3, 4))));
    }

    @Test
    void readsCellsOfTimesAndPositions() throws TrackingFileException {
        // Given
        Path file = file(Map.of("tracks", cell(matrix(new double[][] {{0.25, 1, 2}, {0.5, 3, 4}, {1, 5, 6}}))));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.frameInterval()).hasValue(0.25);
        assertThat(read.tracks()).containsExactly(new Track("1", List.of(flat(1, 1, 2), flat(2, 3, 4), flat(4, 5, 6))));
        assertThat(read.notices())
                .containsExactly(
                        "the tracks are those in the variable tracks",
                        "the times in the first columns of tracks are taken for seconds");
    }

    @Test
    void readsAMatrixThatEndsWithFrameAndTrack() throws TrackingFileException {
        // Given
        Path file =
                file(Map.of("result", matrix(new double[][] {{1.5, 2, 99, 3, 1}, {3, 4, 99, 5, 1}, {5, 6, 99, 3, 2}})));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks())
                .containsExactly(
                        new Track("1", List.of(flat(3, 1.5, 2), flat(5, 3, 4))),
                        new Track("2", List.of(flat(3, 5, 6))));
        assertThat(read.notices())
                .containsExactly(
                        "the tracks are those in the variable result",
                        "the columns of result are taken for x and y, the last two for frame and track");
    }

    @Test
    void readsAMatrixThatBeginsWithTrackAndFrame() throws TrackingFileException {
        // Given
        Path file = file(Map.of("result", matrix(new double[][] {{8, 3, 1.5, 2}, {8, 5, 3, 4}, {9, 3, 5, 6}})));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks())
                .containsExactly(
                        new Track("8", List.of(flat(3, 1.5, 2), flat(5, 3, 4))),
                        new Track("9", List.of(flat(3, 5, 6))));
        assertThat(read.notices())
                .containsExactly(
                        "the tracks are those in the variable result",
                        "the columns of result are taken for track, frame, x and y");
    }

    @Test
    void takesTheMostCertainVariableAndNamesTheOthers() throws TrackingFileException {
        // Given detections of each frame before the tracks
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("detections", cell(matrix(new double[][] {{1, 2}, {3, 4}}), matrix(new double[][] {{5, 6}})));
        variables.put("other", cell(matrix(new double[][] {{0, 1, 2}, {1, 3, 4}})));
        variables.put("tracksFinal", MatlabFixtures.uTrack());

        // When
        TrackingFile read = TrackingFileReader.read(file(variables));

        // Then
        assertThat(read.tracks()).extracting(Track::id).containsExactly("1", "2.1", "2.2");
        assertThat(read.notices())
                .contains("the tracks are those in the variable tracksFinal; others that may hold tracks were left out:"
                        + " other, detections");
    }

    @Test
    void aVariableThatCannotBeReadHidesNoOther() throws TrackingFileException {
        // Given
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("trackedPar", Mat5.newStruct(1, 1).set("xy", matrix(new double[][] {{1, 2}})));
        variables.put("tracks", cell(matrix(new double[][] {{0, 1, 2}, {1, 3, 4}})));

        // When
        TrackingFile read = TrackingFileReader.read(file(variables));

        // Then
        assertThat(read.tracks()).containsExactly(new Track("1", List.of(flat(0, 1, 2), flat(1, 3, 4))));
        assertThat(read.notices())
                .containsExactly(
                        "the tracks are those in the variable tracks; others that look like tracks could not be"
                                + " read: trackedPar");
    }

    @ParameterizedTest
    @CsvSource({"t, 1 2 7 9, 1 2 7 9, ", "time, 0.5 1 2.5 3, 1 2 5 6, 0.5"})
    void readsTheTimesOfStructs(String field, String times, String frames, Double interval)
            throws TrackingFileException {
        // Given
        double[] instants =
                Arrays.stream(times.split(" ")).mapToDouble(Double::parseDouble).toArray();
        Struct tracks = Mat5.newStruct(1, 1)
                .set("x", matrix(new double[][] {{1, 3, 5, 7}}))
                .set("y", matrix(new double[][] {{2, 4, 6, 8}}))
                .set(field, matrix(new double[][] {instants}));

        // When
        TrackingFile read = TrackingFileReader.read(file(Map.of("tracks", tracks)));

        // Then
        assertThat(read.tracks().get(0).positions())
                .extracting(position -> String.valueOf(position.frame()))
                .containsExactly(frames.split(" "));
        assertThat(read.frameInterval().isPresent()).isEqualTo(interval != null);
        assertThat(read.frameInterval().orElse(0)).isEqualTo(interval == null ? 0 : interval);
    }

    @Test
    void saysThatRowsWithoutTimeAreFrames() throws TrackingFileException {
        // Given
        Struct tracks = Mat5.newStruct(1, 1)
                .set("x", matrix(new double[][] {{1, 3}}))
                .set("y", matrix(new double[][] {{2, 4}}));

        // When
        List<String> notices =
                TrackingFileReader.read(file(Map.of("tracks", tracks))).notices();

        // Then
        assertThat(notices)
                .containsExactly(
                        "the tracks are those in the variable tracks",
                        "it has neither frames nor times, so every row is the next frame");
    }

    @Test
    void recognisesAFileWhoseNumbersLookLikeUtf16() throws TrackingFileException {
        // Given small whole numbers of two bytes, of which every other byte is 0
        Matrix frames = Mat5.newMatrix(4000, 1, MatlabType.UInt16);
        Matrix coordinates = Mat5.newMatrix(4000, 1, MatlabType.UInt16);
        for (int row = 0; row < 4000; row++) {
            frames.setInt(row, row + 1);
            coordinates.setInt(row, 1 + row % 200);
        }
        Struct tracks =
                Mat5.newStruct(1, 1).set("frame", frames).set("x", coordinates).set("y", coordinates);
        Path file = Fixtures.write(folder, "tracks.mat", MatlabFixtures.file(false, Map.of("tracks", tracks)));

        // When
        List<Track> read = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(read)
                .singleElement()
                .satisfies(track -> assertThat(track.positions()).hasSize(4000));
    }

    @Test
    void readsTheOtherByteOrder() throws TrackingFileException {
        // Given a matrix of one localisation after another, big-endian, as old workstations wrote it
        ByteBuffer bytes = ByteBuffer.allocate(128 + 8 + 16 + 16 + 8 + 8 + 64).order(ByteOrder.BIG_ENDIAN);
        bytes.put("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII)).position(124);
        bytes.putShort((short) 0x0100).put((byte) 'M').put((byte) 'I');
        bytes.putInt(14).putInt(16 + 16 + 8 + 8 + 64);
        bytes.putInt(6).putInt(8).putInt(6).putInt(0);
        bytes.putInt(5).putInt(8).putInt(2).putInt(4);
        bytes.putInt(1 << 16 | 1).put((byte) 'r').put(new byte[3]);
        bytes.putInt(9).putInt(64);
        for (double value : new double[] {1, 1, 0, 1, 2.5, 3, 4, 5}) {
            bytes.putDouble(value);
        }
        Path file = Fixtures.write(folder, "tracks.mat", bytes.array());

        // When
        List<Track> read = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(read).containsExactly(new Track("1", List.of(flat(0, 2.5, 4), flat(1, 3, 5))));
    }

    @Test
    void saysWhatAFileWithoutTracksHolds() {
        // Given a matrix whose columns could be anything
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("movie", Mat5.newString("cell1.tif"));
        variables.put("result", matrix(new double[][] {{1, 2, 3, 4}}));
        Path file = file(variables);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(
                        file + ": holds no tracks that are known, only the variables 'movie, result'; tracksFinal of");
    }

    @Test
    void namesTheTrackOfUTrackWithoutWholeFrames() {
        // Given
        Struct tracks = MatlabFixtures.uTrack();
        tracks.set("tracksCoordAmpCG", 1, matrix(new double[][] {{1, 2, 3}}));
        Path file = file(Map.of("tracksFinal", tracks));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": tracksFinal(2).tracksCoordAmpCG has 3 columns; it should have 8 for each frame");
    }

    @Test
    void namesTheFieldOfAnotherSize() {
        // Given
        Struct tracks = Mat5.newStruct(1, 1)
                .set("xy", matrix(new double[][] {{1, 2}, {3, 4}}))
                .set("Frame", matrix(new double[][] {{1, 2, 3}}));
        Path file = file(Map.of("trackedPar", tracks));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": trackedPar(1).xy has 4 numbers instead of 6; it should have two numbers for each of"
                                + " trackedPar(1).Frame");
    }

    @Test
    void rejectsTimesThatDoNotGrow() {
        // Given
        Path file = file(Map.of("tracks", cell(matrix(new double[][] {{2.5, 1, 2}, {1.5, 3, 4}}))));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ": the first column of tracks{1} does not grow; ");
    }

    @Test
    void rejectsIrregularTimes() {
        // Given
        Path file =
                file(Map.of("tracks", cell(matrix(new double[][] {{0, 1, 2}, {0.5, 3, 4}, {0.7, 3, 4}, {1.9, 3, 4}}))));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ": the times in the first columns of tracks are no multiples of");
    }

    @Test
    void takesNoMemoryForWhatAFileOnlyClaimsToHold() {
        // Given a cell of two thousand million matrices
        byte[] bytes = MatlabFixtures.file(false, Map.of("tracks", cell(Mat5.newMatrix(1, 2))));
        int dimensions = 128 + 8 + 16 + 8;
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(dimensions, 1)
                .putInt(dimensions + 4, 2_000_000_000);
        Path file = Fixtures.write(folder, "tracks.mat", bytes);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": is a damaged MATLAB file (cut off); save it again with -v7");
    }

    @Test
    void refusesMoreCellsThanMemoryHolds() throws IOException {
        // Given a packed cell that really has two thousand million empty elements, as far as anyone reads
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(words(14, -8, 6, 8, 1, 0, 5, 8, 1, 2_000_000_000, 1 << 16 | 1, 'c'));
            byte[] empty = words(new int[4096]);
            ByteBuffer tags = ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN);
            for (int tag = 0; tag < empty.length; tag += 8) {
                tags.putInt(tag, 14);
            }
            for (int written = 0; written < 9 * 1024 * 1024; written += empty.length / 8) {
                deflater.write(empty);
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(Arrays.copyOf(MatlabFixtures.file(true, Map.of()), 128));
        whole.write(words(15, packed.size()));
        packed.writeTo(whole);
        Path file = Fixtures.write(folder, "tracks.mat", whole.toByteArray());

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": is a damaged MATLAB file (with more than 8388608 cells and fields); save it again"
                                + " with -v7");
    }

    @Test
    void keepsOnlyTheNamesOfWhatIsNotNeeded() throws IOException {
        // Given
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("image", matrix(new double[][] {{1, 2}, {3, 4}}));
        variables.put("tracks", cell(matrix(new double[][] {{1, 2}})));
        byte[] bytes = MatlabFixtures.file(true, variables);

        // When
        List<MatlabFile.Variable> read = MatlabFile.read(
                new BoundedRowStream(new ByteArrayInputStream(bytes)), MatlabFile.Cells.class::isInstance);

        // Then
        assertThat(read).extracting(MatlabFile.Variable::name).containsExactly("image", "tracks");
        assertThat(read.get(0).value()).isEqualTo(new MatlabFile.Other());
        assertThat(read.get(1).value()).isInstanceOf(MatlabFile.Cells.class);
    }

    private static byte[] words(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rejectsAFileThatIsCutOffAnywhere(boolean isPacked) {
        // Given
        byte[] whole = MatlabFixtures.file(isPacked, Map.of("tracksFinal", MatlabFixtures.uTrack()));

        // When, then
        for (int length = 128; length < whole.length; length += 13) {
            Path file = Fixtures.write(folder, "cut.mat", Arrays.copyOf(whole, length));
            assertThatExceptionOfType(TrackingFileException.class)
                    .isThrownBy(() -> TrackingFileReader.read(file))
                    .withMessageStartingWith(file + ": ");
        }
    }

    private Path file(Map<String, ? extends Array> variables) {
        return Fixtures.write(folder, "tracks.mat", MatlabFixtures.file(true, variables));
    }

    private static TrackedPosition ofUTrack(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(0), OptionalDouble.of(0.5));
    }

    private static TrackedPosition flat(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
