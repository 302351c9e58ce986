package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.machine.NameEncoding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments as Java gives them under a locale of ASCII. */
class ArgumentsTest {
    private static final NameEncoding ASCII = new NameEncoding("ANSI_X3.4-1968");
    private static final String DAMAGED = "Zelle \uFFFD\uFFFD.csv";

    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    @Test
    void filesWithDamagedNamesAreNamedAndTheOthersStillRead() {
        // Given
        String missing = folder.resolve("missing.csv").toString();
        String[] arguments = {
            "classify", missing, DAMAGED, "--out", folder.resolve("out").toString()
        };

        // When
        int exit = new Arguments(arguments, ASCII).execute(typed.line());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err().lines())
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo("wanderscope: '" + DAMAGED + "' has bytes that mean nothing in the encoding of this locale,"
                        + " ANSI_X3.4-1968; set LC_ALL=C.UTF-8, or another locale of UTF-8 (locale -a lists them)");
        assertThat(typed.err().lines().skip(1)).anyMatch(each -> each.contains(missing));
    }

    @Test
    void anOptionWithADamagedValueIsWrongUsage() {
        // Given
        String[] arguments = {"classify", "cell.csv", "--out", DAMAGED};

        // When
        int exit = new Arguments(arguments, ASCII).execute(typed.line());

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).contains(DAMAGED, "LC_ALL").hasLineCount(1);
    }

    @Test
    void controlCharactersOfADamagedNameDoNotReachTheTerminal() {
        // Given
        String[] arguments = {"demo", "--replay", "\u001b[31m\n" + DAMAGED};

        // When
        new Arguments(arguments, ASCII).execute(typed.line());

        // Then
        assertThat(typed.err())
                .contains(" [31m " + DAMAGED)
                .doesNotContain("\u001b")
                .hasLineCount(1);
    }

    @Test
    void aNameThatIsNoUtf8HasToBeChanged() {
        // Given
        String[] arguments = {"demo", "--replay", DAMAGED};

        // When
        int exit = new Arguments(arguments, new NameEncoding("UTF-8")).execute(typed.line());

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).contains(DAMAGED, "rename the file").hasLineCount(1);
    }
}
