package io.wanderscope.dashboard;

import static io.wanderscope.dashboard.picture.Pixels.pixels;
import static io.wanderscope.dashboard.picture.Pixels.whole;
import static io.wanderscope.dashboard.picture.Trajectories.randomWalks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldOfViewPictureTest {
    @TempDir
    Path folder;

    @Test
    void writesAPngThatReadsBackAndLeavesNothingElse() throws IOException {
        // Given an older picture in its place
        Path png = folder.resolve("field.png");
        Files.writeString(png, "older");
        BufferedImage picture = draw(randomWalks(20));

        // When
        FieldOfViewPicture.write(png, picture);

        // Then
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(pixels(read, whole(read))).isEqualTo(pixels(picture, whole(picture)));
        assertThat(folder.toFile().list()).containsExactly("field.png");
    }

    @Test
    void refusesToWriteIntoAMissingFolder() {
        // Given
        Path png = folder.resolve("missing").resolve("field.png");

        // When, then
        assertThatIOException()
                .isThrownBy(() -> FieldOfViewPicture.write(png, draw(List.of())))
                .withMessageContaining("missing");
    }

    private static BufferedImage draw(List<DrawnTrajectory> trajectories) {
        return FieldOfViewPicture.draw("acquisition", "µm", trajectories, "stage4", TypicalDiffusion.UNKNOWN);
    }
}
