package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    private static final SettingGroup GROUP = new SettingGroup();
    private static final Setting<Integer> COUNT =
            GROUP.define("count", SettingType.wholeNumber(1, 9), 5, "How many there are.");
    private static final Setting<Integer> MOST =
            GROUP.define("most", SettingType.wholeNumber(0), 7, "How many may be.");
    private static final Setting<Double> SHARE = GROUP.define("share", SettingType.number(0, 1), 0.5, "A share.");
    private static final Setting<Duration> PAUSE = GROUP.define(
            "pause.ms",
            SettingType.milliseconds(Duration.ofMillis(1), Duration.ofSeconds(1)),
            Duration.ofMillis(10),
            "A pause.");
    private static final Setting<Duration> PAST =
            GROUP.define("past.ms", SettingType.milliseconds(Duration.ZERO), Duration.ofMillis(10), "The past.");
    private static final Setting<Boolean> FLAG = GROUP.define("flag", SettingType.flag(), false, "A flag.");
    private static final Setting<Colour> COLOUR =
            GROUP.define("colour", SettingType.choice(Colour.class), Colour.GREEN, "A colour.");
    private static final Setting<Optional<Integer>> LIMIT =
            GROUP.defineOptional("limit", SettingType.wholeNumber(1, 9), "none", "A limit.");

    private static final Setting<Double> WIDTH = GROUP.define("width", SettingType.number(0), 2.5, "A width.");
    private static final Setting<ClassPriors> PRIORS =
            GROUP.define("priors", SettingType.priors(), ClassPriors.EQUAL, "equal", "How frequent classes are.");

    @Test
    void hasItsDefaultWhereAConfigurationSaysNothing() {
        // When
        SettingValues values = SettingValues.parse(Map.of("another", "1"), GROUP.all());

        // Then
        assertThat(values).isEqualTo(SettingValues.defaults());
        assertThat(values.get(COUNT)).isEqualTo(5);
        assertThat(values.get(COLOUR)).isEqualTo(Colour.GREEN);
        assertThat(values.get(LIMIT)).isEmpty();
    }

    @Test
    void hasTheValueThatAConfigurationGivesIt() {
        // When
        SettingValues values = SettingValues.parse(
                Map.of(
                        "count", "9",
                        "share", "1",
                        "pause.ms", "1000",
                        "flag", "true",
                        "colour", "Blue",
                        "limit", "1",
                        "width", "1e3",
                        "priors", "ctrw=0.5"),
                GROUP.all());

        // Then
        assertThat(values.get(COUNT)).isEqualTo(9);
        assertThat(values.get(SHARE)).isEqualTo(1);
        assertThat(values.get(PAUSE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(values.get(FLAG)).isTrue();
        assertThat(values.get(COLOUR)).isEqualTo(Colour.BLUE);
        assertThat(values.get(LIMIT)).contains(1);
        assertThat(values.get(WIDTH)).isEqualTo(1e3);
        assertThat(values.get(PRIORS).probability(DiffusionModel.CTRW)).isEqualTo(0.5);
    }

    @Test
    void isTheSameWhetherItsDefaultIsGivenOrNot() {
        // Given, When
        SettingValues given = SettingValues.defaults().with(COUNT, 6).with(COUNT, 5);

        // Then
        assertThat(given).isEqualTo(SettingValues.defaults()).hasSameHashCodeAs(SettingValues.defaults());
    }

    @Test
    void keepsTheValuesOfSomeSettingsOnly() {
        // Given
        SettingValues values = SettingValues.defaults().with(COUNT, 6).with(FLAG, true);

        // When
        SettingValues kept = values.only(List.of(COUNT));

        // Then
        assertThat(kept).isEqualTo(SettingValues.defaults().with(COUNT, 6)).hasToString("{count=6}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count | many | count must be a whole number, got 'many'",
                "count | 0 | count must be from 1 to 9, got 0",
                "count | 10 | count must be from 1 to 9, got 10",
                "most | -1 | most must be 0 or more, got -1",
                "share | half | share must be a number, got 'half'",
                "share | 1.5 | share must be from 0 to 1, got 1.5",
                "share | NaN | share must be from 0 to 1, got NaN",
                "pause.ms | 1.5 | pause.ms must be a whole number, got '1.5'",
                "pause.ms | 1001 | pause.ms must be from 1 to 1000 milliseconds, got 1001",
                "past.ms | -1 | past.ms must be 0 or more milliseconds, got -1",
                "flag | TRUE | flag must be true or false, got 'TRUE'",
                "colour | grey | colour must be red, green or blue, got 'grey'",
                "limit | 0 | limit must be from 1 to 9, got 0",
                "width | -0.1 | width must be 0 or more, got -0.1",
                "width | Infinity | width must be 0 or more, got Infinity",
                "width | NaN | width must be 0 or more, got NaN",
                "priors | CTRW=2 | priors must give each class a probability above 0 and below 1, got CTRW=2.0",
            })
    void rejectsAnInvalidValue(String key, String text, String problem) {
        // When, Then
        assertThatThrownBy(() -> SettingValues.parse(Map.of(key, text), GROUP.all()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void checksItsRangeInAProgramToo() {
        // When, Then
        assertThatThrownBy(() -> SettingValues.defaults().with(COUNT, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be from 1 to 9, got 10");
    }

    @Test
    void rejectsADefaultOutOfItsRange() {
        // When, Then
        assertThatThrownBy(() -> new SettingGroup().define("count", SettingType.wholeNumber(1, 9), 10, "Too many."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be from 1 to 9, got 10");
    }

    @Test
    void saysForTheDocumentationWhatItIs() {
        // Given, When, Then
        assertThat(GROUP.all())
                .extracting(setting ->
                        setting.type().name() + ", " + setting.type().range() + ", " + setting.documentedDefault())
                .containsExactly(
                        "whole number, 1 to 9, `5`",
                        "whole number, 0 or more, `7`",
                        "number, 0 to 1, `0.5`",
                        "ms, 1 to 1000, `10`",
                        "ms, 0 or more, `10`",
                        "choice, `true`, `false`, `false`",
                        "choice, `red`, `green`, `blue`, `green`",
                        "whole number, 1 to 9, none",
                        "number, 0 or more, `2.5`",
                        "priors, `equal`, or classes with their probabilities, such as `BROWNIAN=0.5,SUB_FBM=0.2`, equal");
        assertThat(List.of(MOST, PAST)).extracting(Setting::toString).containsExactly("most", "past.ms");
    }
}
