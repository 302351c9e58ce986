package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingSourceTest {
    @TempDir
    Path folder;

    static List<String> everyFormat() {
        return List.of(
                Fixtures.TRACKMATE_XML,
                Fixtures.TRACKMATE_MODEL,
                Fixtures.ICY_XML,
                Fixtures.MTRACKJ,
                Fixtures.QUOT_CSV,
                Fixtures.TRACKMATE_SPOTS_CSV);
    }

    @ParameterizedTest
    @MethodSource("everyFormat")
    void unpacksAGzipFileOfAnyFormat(String content) throws Exception {
        // Given
        Path plain = Fixtures.write(folder, "tracks", content);
        Path packed = Fixtures.write(folder, "packed", gzip(content));

        // When
        List<Track> tracks = TrackingFileReader.read(packed).tracks();

        // Then
        assertThat(tracks).isEqualTo(TrackingFileReader.read(plain).tracks());
    }

    @Test
    void unpacksEveryPartOfAGzipFile() throws Exception {
        // Given a file such as bgzip makes, or cat of several
        int half = Fixtures.QUOT_CSV.indexOf("23.5");
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(gzip(Fixtures.QUOT_CSV.substring(0, half)));
        parts.write(gzip(Fixtures.QUOT_CSV.substring(half)));

        // When
        TrackingFile read = readFromStandardInput(parts.toByteArray());

        // Then
        assertThat(read.tracks()).extracting(track -> track.positions().size()).containsExactly(2, 1);
    }

    @ParameterizedTest
    @MethodSource("everyFormat")
    void rejectsAGzipFileThatIsCutOff(String content) throws IOException {
        // Given
        byte[] whole = gzip(content);
        Path file = Fixtures.write(folder, "cut.gz", Arrays.copyOf(whole, whole.length - 9));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": is a gzip file that is cut off or damaged; copy or pack it again");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 40, -8, -4})
    void rejectsADamagedGzipFile(int damaged) throws IOException {
        // Given
        byte[] whole = gzip(Fixtures.QUOT_CSV);
        int offset = Math.floorMod(damaged, whole.length);
        whole[offset] ^= 0x55;
        Path file = Fixtures.write(folder, "damaged.gz", whole);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": is a gzip file that is cut off or damaged; copy or pack it again");
    }

    @Test
    void rejectsALineThatGrowsWithoutEndWhenUnpacked() throws IOException {
        // Given 64 MiB in 64 KiB
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream unpacked = new GZIPOutputStream(packed)) {
            unpacked.write("track,frame,x,y\na,0,1,".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = "0".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written < 64; written++) {
                unpacked.write(zeros);
            }
        }
        Path file = Fixtures.write(folder, "bomb.gz", packed.toByteArray());

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":2: the row does not end within 1048576 bytes");
    }

    @Test
    void readsStandardInputAndNamesIt() throws Exception {
        // Given
        byte[] content = Fixtures.QUOT_CSV.getBytes(StandardCharsets.UTF_8);

        // When
        TrackingFile read = readFromStandardInput(content);

        // Then
        assertThat(read.path()).hasToString("standard input");
        assertThat(read.tracks()).hasSize(2);
    }

    @Test
    void namesStandardInputInMessages() {
        // Given
        byte[] content = "track,frame,x,y\na,0,1,two\n".getBytes(StandardCharsets.UTF_8);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> readFromStandardInput(content))
                .withMessageStartingWith("standard input:2: y is 'two'; ");
    }

    @Test
    void readsANamedPipe() throws Exception {
        // Given
        Path pipe = folder.resolve("pipe");
        assumeTrue(makePipe(pipe), "no mkfifo here");
        CompletableFuture<Path> writer =
                CompletableFuture.supplyAsync(() -> Fixtures.write(folder, "pipe", Fixtures.QUOT_CSV));

        // When
        TrackingFile read = TrackingFileReader.read(pipe);

        // Then
        assertThat(read.tracks()).hasSize(2);
        writer.join();
    }

    @Test
    void givesTheBytesOfAPipeSeveralTimesAndDeletesThemAtTheEnd() throws IOException {
        // Given
        TrackingSource source = standardInput(new byte[] {'a', 'b'}, 2);
        assertThat(source.content()).hasBinaryContent(new byte[] {'a', 'b'});
        assertThat(source.content()).hasBinaryContent(new byte[] {'a', 'b'});

        // When
        source.close();

        // Then
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(source::content);
    }

    @Test
    void stopsAPipeThatDoesNotEnd() {
        // Given
        byte[] more = new byte[1001];

        // When, then
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> standardInput(more, 1000))
                .withMessage("more than 1000 bytes come through the pipe; save them in a file");
    }

    private static TrackingSource standardInput(byte[] content, long maxBytes) throws IOException {
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(content));
        try {
            return TrackingSource.open(Path.of("-"), maxBytes);
        } finally {
            System.setIn(usual);
        }
    }

    private static boolean makePipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static TrackingFile readFromStandardInput(byte[] content) throws TrackingFileException {
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(content));
        try {
            return TrackingFileReader.read(Path.of("-"));
        } finally {
            System.setIn(usual);
        }
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream unpacked = new GZIPOutputStream(packed)) {
            unpacked.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
