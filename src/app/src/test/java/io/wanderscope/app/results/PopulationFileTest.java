package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.AcquisitionPopulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The file does not depend on the locale. */
@ExtendWith(ForeignLocale.class)
class PopulationFileTest {
    @TempDir
    Path folder;

    @Test
    void hasARowForEachQuantityWithItsIntervalAndItsTracks() throws IOException {
        // Given
        Path file = folder.resolve(PopulationFile.NAME);

        // When
        PopulationFile.write(file, List.of(PopulationRecords.whole("cell, 1"), PopulationRecords.of("cell 2", 3)));

        // Then
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "acquisition,quantity,name,value,low,high,tracks",
                        "\"cell, 1\",unit,um^2/s,,,,100",
                        "\"cell, 1\",state,0.01,0.25,0.125,0.5,100",
                        "\"cell, 1\",state,4,0.75,0.5,0.875,100",
                        "\"cell, 1\",class,BROWNIAN,0.5,0.25,0.75,40",
                        "\"cell, 1\",family,DIFFUSION_MODEL,0.5,0.25,0.75,40",
                        "\"cell, 1\",alpha,,0.9,0.7355,1.0645,80",
                        "\"cell, 1\",localisation_error,um,0.03,,,100",
                        "\"cell, 1\",occupation,0.0000123457,0.25,0.125,0.5,100",
                        "\"cell, 1\",occupation,4,0.75,0.5,0.875,100",
                        "cell 2,unit,um^2/s,,,,3");
    }

    @Test
    void theIntervalOfTheExponentStaysBetweenItsBounds() {
        // Given
        AcquisitionPopulation.Builder unsure = PopulationRecords.builder("cell", 40)
                .setAlpha(0.9)
                .setAlphaSd(1.0)
                .setAlphaTracks(40);

        // When
        String text = PopulationFile.text(List.of(unsure.build()));

        // Then
        assertThat(text.lines()).contains("cell,alpha,,0.9,0.0,2.0,40");
    }

    @Test
    void ofAnAssumedFrameIntervalHasFrames() {
        // When
        String text = PopulationFile.text(List.of(FoundPopulations.inFrames(PopulationRecords.whole("cell"))));

        // Then, with 20 ms a frame
        assertThat(text.lines())
                .contains("cell,unit,um^2/frame,,,,100")
                .contains("cell,state,0.0002,0.25,0.125,0.5,100")
                .contains("cell,occupation,0.08,0.75,0.5,0.875,100")
                .contains("cell,alpha,,0.9,0.7355,1.0645,80")
                .contains("cell,localisation_error,um,0.03,,,100");
    }
}
