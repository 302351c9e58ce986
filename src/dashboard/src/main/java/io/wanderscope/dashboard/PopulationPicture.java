package io.wanderscope.dashboard;

import io.wanderscope.dashboard.picture.PopulationPainter;
import io.wanderscope.schema.AcquisitionPopulation;
import java.awt.image.BufferedImage;

/**
 * A figure of what one acquisition consists of: the occupation over the diffusion coefficient with its 90 % band and its states, the
 * fractions of classes and of other motion with their intervals, and how many tracks each rests on.
 */
public final class PopulationPicture {
    private PopulationPicture() {}

    /**
     * Draws the figure, 1800 pixels wide and 1000 high. The same population gives the same pixels on the same machine; on another
     * one, fonts may differ. {@link FieldOfViewPicture#write} writes it.
     *
     * @param acquisition name of the acquisition, for the title
     */
    public static BufferedImage draw(String acquisition, AcquisitionPopulation population) {
        return PopulationPainter.paint(acquisition, population);
    }
}
