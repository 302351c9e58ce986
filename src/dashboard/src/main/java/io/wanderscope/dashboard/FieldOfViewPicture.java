package io.wanderscope.dashboard;

import io.wanderscope.dashboard.picture.FieldOfViewPainter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A still picture of one acquisition: every trajectory in the field of view, its path coloured by saliency or, where it is
 * none of the eight diffusion models, by its kind of motion; its end marked with what it is; and a legend, which counts the tracks of each kind with their median diffusion coefficient, and the paths whose
 * saliency explains another class than their own.
 */
public final class FieldOfViewPicture {
    private FieldOfViewPicture() {}

    /**
     * Draws the picture, 1800 pixels wide and 1592 high. Both axes share one scale, and y points down as in the
     * camera's images. Each trajectory's weights are scaled to their largest magnitude. The same trajectories give the
     * same pixels on the same machine; on another one, fonts may differ.
     *
     * @param acquisition name of the acquisition, for the title
     * @param lengthUnit unit of the coordinates, for the scale bar
     * @param trajectories all trajectories of the acquisition; if there are none, the picture says so
     * @param stage name of the residual stage the weights belong to
     * @param diffusion for the legend
     */
    public static BufferedImage draw(
            String acquisition,
            String lengthUnit,
            List<DrawnTrajectory> trajectories,
            String stage,
            TypicalDiffusion diffusion) {
        return FieldOfViewPainter.paint(acquisition, lengthUnit, trajectories, stage, diffusion);
    }

    /**
     * Writes the picture as PNG, all or nothing: a reader never sees half a picture, and an earlier picture stays until
     * it is replaced.
     *
     * @throws IOException when the folder does not exist or cannot be written to
     */
    public static void write(Path png, BufferedImage picture) throws IOException {
        Path unfinished = png.resolveSibling(png.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                ImageIO.write(picture, "png", out);
            }
            Files.move(unfinished, png, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
