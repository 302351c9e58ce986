package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultNamesTest {
    @Test
    void beginWithTheNameOfTheAcquisition() {
        // When
        ResultNames names = new ResultNames(List.of("cell"));

        // Then
        assertThat(names.all())
                .containsExactly(
                        "labels.csv",
                        "saliency.jsonl",
                        "population.csv",
                        "cell.png",
                        "cell-population.png",
                        "cell.summary.json");
    }

    @Test
    void ofLongNamesFitAFileSystemAndStayDifferent() {
        // Given names of as many bytes as a file's name may have, which differ at their ends
        List<String> acquisitions =
                Stream.of("1", "2").map(end -> "ä".repeat(125) + end).toList();

        // When
        ResultNames names = new ResultNames(acquisitions);

        // Then, while they are written, they are called .part
        assertThat(names.all())
                .doesNotHaveDuplicates()
                .allMatch(name -> (name + ".part").getBytes(StandardCharsets.UTF_8).length <= 255);
    }

    @Test
    void differAlsoWhereCapitalLettersMakeNoDifference() {
        // When
        ResultNames names = new ResultNames(List.of("Cell", "cell", "cell-2"));

        // Then
        assertThat(names.all().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(names.picture("cell")).isEqualTo("cell-2.png");
        assertThat(names.picture("cell-2")).isEqualTo("cell-2-2.png");
    }

    @ParameterizedTest
    @CsvSource({"cell, cell-population", "cell-population, cell"})
    void differAlsoWhereAnAcquisitionIsCalledLikeTheFigureOfAnother(String first, String second) {
        // When
        ResultNames names = new ResultNames(List.of(first, second));

        // Then
        assertThat(names.all()).doesNotHaveDuplicates().hasSize(3 + 2 * 3);
    }
}
