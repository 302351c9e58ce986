package io.wanderscope.app.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("JdkObsolete") // two threads share a StringBuffer
class FollowedFileTest {
    @TempDir
    private Path folder;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    /** What has been read since the file was opened, opened again and so on. */
    private final List<StringBuffer> read = Collections.synchronizedList(new ArrayList<>());

    private Path path;
    private FollowedFile file;
    private Thread reader;

    @BeforeEach
    void name() {
        path = folder.resolve("spots.csv");
        file = new FollowedFile(path, notices::add);
        reader = new Thread(this::readAll);
    }

    @AfterEach
    void stop() throws Exception {
        file.stop();
        reader.join();
        file.close();
    }

    private void readAll() {
        try {
            for (Optional<InputStream> lines = file.next(); lines.isPresent(); lines = file.next()) {
                StringBuffer text = new StringBuffer();
                read.add(text);
                byte[] bytes = new byte[5];
                for (int count = lines.get().read(bytes);
                        count >= 0;
                        count = lines.get().read(bytes)) {
                    text.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitRead(String... texts) {
        await(
                "what was read to be " + List.of(texts),
                () -> read.stream().map(StringBuffer::toString).toList().equals(List.of(texts)));
    }

    private void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> condition.getAsBoolean() ? "" : "not yet: " + read + notices, String::isEmpty);
    }

    @Test
    void aLineIsReadWhenItsEndIsWritten() throws Exception {
        // Given
        write("first\nsec");
        reader.start();
        awaitRead("first\n");

        // When
        write("ond\nthi");

        // Then
        awaitRead("first\nsecond\n");
        assertThat(notices).isEmpty();
    }

    @Test
    void aFileThatDoesNotExistYetIsWaitedFor() throws Exception {
        // Given
        reader.start();
        await("a notice", () -> !notices.isEmpty());

        // When
        write("first\n");

        // Then
        awaitRead("first\n");
        assertThat(notices).containsExactly("does not exist yet; waiting for it");
    }

    @Test
    void aFileThatIsCutOffIsReadFromItsBeginning() throws Exception {
        // Given
        write("first\nsecond\nhalf");
        reader.start();
        awaitRead("first\nsecond\n");

        // When
        Files.writeString(path, "new\n");

        // Then
        awaitRead("first\nsecond\n", "new\n");
        assertThat(notices).containsExactly("was cut off; reading it from its beginning again");
    }

    @ParameterizedTest
    @CsvSource({
        "3, longer",
        "1000, longer",
        "3, as long",
        "1000, as long",
    })
    void aFileThatIsOverwrittenInPlaceIsReadFromItsBeginning(int rows, String length) throws Exception {
        // Given
        String before = rows(0, rows);
        write(before + "half");
        reader.start();
        awaitRead(before);
        String after = length.equals("longer") ? rows(rows, 3 * rows) : "x".repeat(before.length() + 3) + "\n";

        // When
        overwrite(after);

        // Then
        awaitRead(before, after);
        assertThat(notices).containsExactly("was overwritten; reading it from its beginning again");
    }

    private static String rows(int begin, int end) {
        return IntStream.range(begin, end)
                .mapToObj(frame -> frame + ",1,1,um\n")
                .collect(Collectors.joining());
    }

    /** Without a moment in which the file is shorter. */
    private void overwrite(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aFileThatIsWrittenAgainWithMoreOfTheSameIsReadOn() throws Exception {
        // Given
        write(rows(0, 1_000));
        reader.start();
        awaitRead(rows(0, 1_000));

        // When
        overwrite(rows(0, 1_100));

        // Then
        awaitRead(rows(0, 1_100));
        assertThat(notices).isEmpty();
    }

    @Test
    void aFileThatIsReplacedIsReadToItsEndAndThenTheOther() throws Exception {
        // Given
        write("first\nlast without an end");
        reader.start();
        awaitRead("first\n");
        Path other = Files.writeString(folder.resolve("other"), "new\n");

        // When
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);

        // Then
        awaitRead("first\nlast without an end", "new\n");
        assertThat(notices).containsExactly("was replaced by another file; reading that from its beginning");
    }

    @Test
    void stoppingLeavesOutWhatIsNotComplete() throws Exception {
        // Given
        write("first\nhalf");
        reader.start();
        awaitRead("first\n");

        // When
        file.stop();

        // Then
        reader.join();
        awaitRead("first\n");
        assertThat(notices).containsExactly("its last line has no end yet and was left out");
    }

    @Test
    void toInterruptTheReaderIsToStopIt() throws Exception {
        // Given
        write("first\n");
        reader.start();
        awaitRead("first\n");

        // When
        reader.interrupt();

        // Then
        reader.join();
        awaitRead("first\n");
    }

    @Test
    void aLineWithoutAnEndTakesNoMoreThanItsPartOfTheMemory() throws Exception {
        // Given
        String endless = "x".repeat(3 << 20);
        write("first\n" + endless);

        // When
        reader.start();

        // Then
        await("most of it", () -> !read.isEmpty() && read.get(0).length() > 2 << 20);
    }
}
