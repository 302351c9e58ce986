package io.wanderscope.dashboard.image;

import io.wanderscope.diffusion.LengthNames;
import io.wanderscope.ingest.RowDefaults;

/**
 * Where an image lies in the field of view, in the coordinates of the positions: x to the right, y downwards.
 *
 * @param x of the centre of the pixel at the top left, from −10¹² to 10¹²
 * @param y of the same
 * @param pixelSize length of a side of a pixel, from 10⁻⁹ to 10⁹
 * @param lengthUnit unit of these three by any of its {@link LengthNames}; it becomes its symbol, such as {@code um}
 */
public record ImagePlace(double x, double y, double pixelSize, String lengthUnit) {
    private static final double MAX_COORDINATE = 1e12;
    private static final double MIN_PIXEL_SIZE = 1e-9;
    private static final double MAX_PIXEL_SIZE = 1e9;

    /**
     * Checks the ranges and the unit.
     *
     * @throws IllegalArgumentException when a value is out of its range, or the unit is none that is known; the message names the parameter of the request
     */
    public ImagePlace {
        require("x", x, -MAX_COORDINATE, MAX_COORDINATE);
        require("y", y, -MAX_COORDINATE, MAX_COORDINATE);
        require("pixel_size", pixelSize, MIN_PIXEL_SIZE, MAX_PIXEL_SIZE);
        String given = lengthUnit;
        lengthUnit = LengthNames.symbol(given)
                .orElseThrow(() -> new IllegalArgumentException("length_unit " + RowDefaults.unknownUnit(given)));
    }

    private static void require(String name, double value, double least, double most) {
        // NaN is not within any range.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", got " + value);
        }
    }
}
