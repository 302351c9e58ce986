package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsNamesLeftAndNumbersRight() {
        // When
        String table = TextTable.of(
                List.of("", "tracks", "used"), List.of(List.of("one", "7", "12345"), List.of("three", "-", "1")));

        // Then
        assertThat(table).isEqualTo("""
                       tracks   used
                one         7  12345
                three       -      1
                """);
    }

    @Test
    void columnsThatDoNotFitFollowInABlockOfTheirOwn() {
        // Given
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(Collections.nCopies(8, "a long heading"));
        List<String> row = new ArrayList<>(List.of("name"));
        row.addAll(Collections.nCopies(8, "1"));

        // When
        String table = TextTable.of(header, List.of(row));

        // Then
        assertThat(table.lines()).hasSize(5).allMatch(line -> line.length() <= TextTable.MAXIMUM_WIDTH);
        assertThat(table.lines().filter(line -> line.startsWith("name"))).hasSize(2);
    }

    @Test
    void longNamesLoseTheirMiddle() {
        // When
        String table =
                TextTable.of(List.of("", "n"), List.of(List.of("2021-04-05 a recording of a mutant, number 1", "1")));

        // Then
        assertThat(table).contains("2021-04-0…a mutant, number 1");
    }

    @Test
    void namesStayWholeWhereTwoOfThemWouldBecomeEqual() {
        // Given
        List<String> names = List.of("2021-04-05 wild type, recorded again", "2021-04-05 mutants a, recorded again");

        // When
        String table = TextTable.of(
                List.of("", "n"),
                names.stream()
                        .map(name -> List.of(name.replace(",", " in this very long name,"), "1"))
                        .toList());

        // Then
        assertThat(table).contains("wild type in this very long name").contains("mutants a in this very long name");
    }

    @Test
    void namesHaveNoControlCharacters() {
        // When
        String table = TextTable.of(List.of("", "n"), List.of(List.of("a\n\u001b[31mb", "1")));

        // Then
        assertThat(table.lines()).hasSize(2).last().asString().startsWith("a  [31mb");
    }
}
