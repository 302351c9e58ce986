package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of {@code chaos} that say nothing sensible end it before anything is started. */
class ChaosOptionsTest {
    private final TypedCommands commands = new TypedCommands();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--brokers 2 | brokers must be 1 or 3, got 2",
                "--stop-all | --stop-all needs --upgrade-from",
            })
    void areRefused(String options, String message) {
        // When
        int code = commands.execute((Object[]) ("chaos --minutes 1 " + options).split(" ", -1));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(commands.err()).contains(message);
    }

    @Test
    void aFolderWithoutAnEarlierVersionIsRefused(@TempDir Path folder) {
        // When
        int code = commands.execute("chaos", "--minutes", 1, "--upgrade-from", folder);

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(commands.err())
                .contains("--upgrade-from must be the folder of an unpacked zip, or of a checkout", folder.toString());
    }
}
