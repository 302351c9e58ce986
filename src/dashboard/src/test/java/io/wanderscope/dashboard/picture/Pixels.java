package io.wanderscope.dashboard.picture;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The pixels of a picture. */
public final class Pixels {
    static final int WHITE = 0xFFFFFF;
    /** Inside the frame of the field of view. */
    static final Rectangle PLOT = new Rectangle(50, 130, 1232, 1146);

    private Pixels() {}

    public static Rectangle whole(BufferedImage picture) {
        return new Rectangle(picture.getWidth(), picture.getHeight());
    }

    public static int[] pixels(BufferedImage picture, Rectangle part) {
        int[] pixels = picture.getRGB(part.x, part.y, part.width, part.height, null, 0, part.width);
        return Arrays.stream(pixels).map(pixel -> pixel & WHITE).toArray();
    }

    static long count(BufferedImage picture, Rectangle part, Color colour) {
        int wanted = colour.getRGB() & WHITE;
        return Arrays.stream(pixels(picture, part))
                .filter(pixel -> pixel == wanted)
                .count();
    }

    /** The colours inside the frame, except the paper's white. */
    static List<Color> drawn(BufferedImage picture) {
        return Arrays.stream(pixels(picture, PLOT))
                .filter(pixel -> pixel != WHITE)
                .mapToObj(Color::new)
                .toList();
    }

    /** The pixels inside the frame that are not white. */
    static BitSet shape(BufferedImage picture) {
        int[] pixels = pixels(picture, PLOT);
        return IntStream.range(0, pixels.length)
                .filter(pixel -> pixels[pixel] != WHITE)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** The smallest rectangle around what is drawn inside the frame, in pixels of the picture. */
    static Rectangle extent(BufferedImage picture) {
        Rectangle extent = new Rectangle(-1, -1);
        shape(picture).stream()
                .mapToObj(pixel -> new Rectangle(PLOT.x + pixel % PLOT.width, PLOT.y + pixel / PLOT.width, 1, 1))
                .forEach(extent::add);
        return extent;
    }

    static List<Integer> differingRows(BufferedImage one, BufferedImage other, Rectangle part) {
        return IntStream.range(part.y, part.y + part.height)
                .filter(y -> !Arrays.equals(
                        pixels(one, new Rectangle(part.x, y, part.width, 1)),
                        pixels(other, new Rectangle(part.x, y, part.width, 1))))
                .boxed()
                .toList();
    }
}
