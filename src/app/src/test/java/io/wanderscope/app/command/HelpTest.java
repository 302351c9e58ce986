package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.tracks.TrackingFormat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<CommandLine> commands() {
        return Wanderscope.commandLine(Clocks.system(), new ThreadDeaths(code -> {}, code -> {}))
                .getSubcommands()
                .values()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesCanBePasted(CommandLine command) {
        // Given
        List<String> footer =
                Arrays.asList(command.getCommandSpec().usageMessage().footer());
        List<String> examples =
                footer.stream().filter(line -> line.startsWith("  ")).toList();

        // When
        List<String> help =
                command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().toList();

        // Then there are some, and each is one unbroken line
        assertThat(examples).isNotEmpty();
        assertThat(help).containsAll(examples);
    }

    @Test
    void classifyNamesTheFormatsThatAreRead() {
        // When
        String help = Classify.command(Clocks.system(), new ThreadDeaths(code -> {}, code -> {}))
                .getUsageMessage(CommandLine.Help.Ansi.OFF);

        // Then
        assertThat(help.replaceAll("\\s+", " ")).contains(TrackingFormat.descriptions());
    }

    @Test
    void completionIsAScriptOfBashThatKnowsTheOptions() {
        // Given
        TypedCommands typed = new TypedCommands();

        // When
        int exit = typed.execute("completion");

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_wanderscope")
                .contains("--pixel-size");
    }
}
