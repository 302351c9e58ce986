package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {
    static Stream<List<Object>> reasons() {
        return Stream.of(
                List.of(new NoSuchFileException("/f"), "no such file or folder"),
                List.of(new FileNotFoundException(), "no such file or folder"),
                List.of(new AccessDeniedException("/f"), "permission denied"),
                List.of(new FileAlreadyExistsException("/f"), "a file has this name"),
                List.of(new NotDirectoryException("/f"), "not a folder"),
                List.of(new DirectoryNotEmptyException("/f"), "the folder is not empty"),
                List.of(new MalformedInputException(1), "the text is not in UTF-8"),
                List.of(new FileSystemException("/f", null, "Too many open files"), "Too many open files"),
                List.of(new IOException("Is a directory"), "Is a directory"),
                List.of(new IOException(), "the system gives no reason"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void isInWordsAndNeverTheNameOfAClass(List<Object> reason) {
        // When
        String words = IoReason.of((IOException) reason.get(0));

        // Then
        assertThat(words).isEqualTo(reason.get(1));
    }
}
