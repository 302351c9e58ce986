package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcquisitionNamesTest {
    @ParameterizedTest
    @CsvSource({
        "saspt_u2os_region0.quot.csv, saspt_u2os_region0",
        "extrack_example.trackmate-tracks.xml, extrack_example",
        "CELL.XML, CELL",
        "tracksegnet_cell14.mdf, tracksegnet_cell14",
        "day 1/cell.v2.csv, cell.v2",
        "cell, cell",
        "notes.quot, notes",
        "cell.quot.csv.gz, cell",
        "tracks.mat, tracks",
        "Results.xls, Results",
        "movie.trc, movie",
        "-, standard-input",
        ".csv, .csv",
    })
    void areFileNamesWithoutTheEndingsOfTheirFormat(String file, String expected) {
        // When
        List<String> names = AcquisitionNames.of(List.of(Path.of(file)));

        // Then
        assertThat(names).containsExactly(expected);
    }

    @Test
    void areNumberedWhereTheyWouldBeEqual() {
        // Given
        List<Path> files = Stream.of("a/cell.csv", "b/cell.xml", "cell-2.csv", "c/cell.csv")
                .map(Path::of)
                .toList();

        // When
        List<String> names = AcquisitionNames.of(files);

        // Then
        assertThat(names).containsExactly("cell", "cell-2", "cell-2-2", "cell-3");
    }
}
