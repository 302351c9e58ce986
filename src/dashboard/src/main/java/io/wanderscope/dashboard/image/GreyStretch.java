package io.wanderscope.dashboard.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Maps grey values of 8 or 16 bits to 8 bits, so that what an image shows uses the whole range. */
final class GreyStretch {
    /** Share of the pixels that may be darker than black, and of those that may be brighter than white. */
    private static final double CLIPPED = 0.001;

    private static final int VALUES = 1 << 16;
    private static final int WHITE = 255;

    private final int black;
    private final int white;

    private GreyStretch(int black, int white) {
        this.black = black;
        this.white = white;
    }

    /** An image of the first band of a raster. */
    static BufferedImage of(Raster raster) {
        int width = raster.getWidth();
        GreyStretch stretch = of(histogram(raster), (long) width * raster.getHeight());
        BufferedImage grey = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster target = grey.getRaster();
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                row[x] = stretch.grey(row[x]);
            }
            target.setSamples(0, y, width, 1, 0, row);
        }
        return grey;
    }

    private static int[] histogram(Raster raster) {
        int[] histogram = new int[VALUES];
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int value : row) {
                histogram[value]++;
            }
        }
        return histogram;
    }

    private static GreyStretch of(int[] histogram, long pixels) {
        long clipped = (long) (CLIPPED * pixels);
        int black = 0;
        for (long darker = histogram[0]; darker <= clipped; darker += histogram[black]) {
            black++;
        }
        int white = VALUES - 1;
        for (long brighter = histogram[white]; brighter <= clipped; brighter += histogram[white]) {
            white--;
        }
        return new GreyStretch(black, white);
    }

    /** A single grey value stays in the middle. */
    private int grey(int value) {
        if (white <= black) {
            return WHITE / 2;
        }
        long above = Math.max(0, Math.min((long) white, value) - black);
        return (int) ((above * WHITE + (white - black) / 2) / (white - black));
    }
}
