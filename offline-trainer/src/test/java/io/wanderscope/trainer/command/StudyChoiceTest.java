package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.trainer.study.Study;
import io.wanderscope.trainer.study.StudyResult;
import io.wanderscope.trainer.study.StudyRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyChoiceTest {
    private final StudyChoice choice =
            new StudyChoice(List.of(new Named("planted"), new Named("augmentation"), new Named("scales")), true);

    private record Named(String name) implements Study {
        @Override
        public String question() {
            return "";
        }

        @Override
        public int defaultTracks() {
            return 8;
        }

        @Override
        public boolean trainsNetworks() {
            return name.equals("augmentation");
        }

        @Override
        public StudyResult run(StudyRun run) {
            throw new UnsupportedOperationException();
        }
    }

    /** Augmentation takes so long that it has to be named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "scales; scales",
                "scales,planted; scales,planted",
                "all; planted,scales",
                "augmentation; augmentation",
                "all,augmentation; planted,scales,augmentation",
                "scales,all; scales,planted",
                "scales,scales; scales"
            })
    void choosesInTheOrderOfTheNamesAndEachOnce(String names, String expected) {
        // When
        List<Study> chosen = choice.of(names);

        // Then
        assertThat(String.join(",", chosen.stream().map(Study::name).toList())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale", "scales,", "Scales"})
    void namesTheStudiesWhenItDoesNotKnowOne(String names) {
        // When and then
        assertThatThrownBy(() -> choice.of(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("; the studies are planted, augmentation, scales");
    }

    @Test
    void allAreThoseThatTheCommandKnows() {
        // When
        List<Study> all = new StudyChoice(StudyCommand.known(), true).of(StudyChoice.ALL);

        // Then
        assertThat(all)
                .extracting(Study::name)
                .contains("planted", "erasing", "sanity", "statistics", "scales", "population")
                .doesNotContain("augmentation");
    }

    @Test
    void allAreThoseThatNeedNoTruthIfThereIsNone() {
        // When
        List<Study> all = new StudyChoice(StudyCommand.known(), false).of(StudyChoice.ALL);

        // Then
        assertThat(all).extracting(Study::name).containsExactly("erasing", "sanity", "statistics");
    }
}
