package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.streaming.StreamSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ClassificationOptionsTest {
    @Command
    private static final class AnyCommand {
        @Mixin
        private ClassificationOptions options;
    }

    private static StreamSettings settings(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.settings();
    }

    @Test
    void withoutOptionsTheSettingsAreTheDefaults() {
        // When
        StreamSettings settings = settings();

        // Then
        assertThat(settings).isEqualTo(StreamSettings.defaults());
    }

    @Test
    void whatIsKnownAboutTheExperimentReachesTheSettings() {
        // When
        StreamSettings settings = settings(
                "--minimum-confidence=0.7", "--priors=BROWNIAN=0.5", "--localisation-noise=0.03", "--exposure=0.8");

        // Then
        assertThat(settings.minimumConfidence()).isEqualTo(0.7);
        assertThat(settings.classPriors()).isEqualTo(ClassPriors.parse("BROWNIAN=0.5"));
        assertThat(settings.imaging()).isEqualTo(ImagingConditions.of(0.03, 0.8));
    }

    @Test
    void theMinimumOfPointsReachesTheSettings() {
        // When
        StreamSettings settings = settings("--min-points=7");

        // Then
        assertThat(settings.minimumPoints()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-3", "1001"})
    void refusesAMinimumOfPointsThatNoModelAccepts(String points) {
        // When
        assertThatThrownBy(() -> settings("--min-points=" + points))
                // Then
                .isInstanceOf(ParameterException.class)
                .hasMessage("--min-points must be from 2 to 1000, got " + points);
    }

    @Test
    void refusesAMinimumOfPointsBelowThatOfTheModel() {
        // Given
        ModelDescription model = new ModelDescription(
                "small", "0".repeat(64), List.of(), 5, 1000, Optional.empty(), Faithfulness.UNKNOWN, Optional.empty());

        // When
        assertThatThrownBy(() -> parsed("--min-points=4").options.requireAcceptedBy(model))
                // Then
                .isInstanceOf(ParameterException.class)
                .hasMessage("--min-points must be 5 or more with the model small, got 4");
    }

    @Test
    void theHelpNamesEqualPriors() {
        // When
        String help = new CommandLine(new AnyCommand()).getUsageMessage(CommandLine.Help.Ansi.OFF);

        // Then
        assertThat(help).contains("--priors=equal|CLASS=PROBABILITY,...").contains("default: equal");
    }

    private static AnyCommand parsed(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command;
    }

    @Test
    void localisationNoiseNeedsPositionsOfOneUnit() {
        // Given
        ClassificationOptions options = parsed("--localisation-noise=0.03").options;

        // When
        assertThatThrownBy(() -> options.requireOneUnit(List.of("µm", "px", "µm")))
                // Then
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "--localisation-noise needs files whose positions have the same unit, got px and µm; classify"
                                + " the files of each unit by themselves");
    }

    @Test
    void unitsMayDifferWithoutLocalisationNoiseAndBeTheSameWithIt() {
        // Given
        ClassificationOptions without = parsed().options;
        ClassificationOptions with = parsed("--localisation-noise=0.03").options;

        // When
        assertThatCode(() -> {
                    without.requireOneUnit(List.of("µm", "px"));
                    with.requireOneUnit(List.of("px", "px"));
                })
                // Then
                .doesNotThrowAnyException();
    }
}
