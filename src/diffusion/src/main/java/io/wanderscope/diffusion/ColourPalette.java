package io.wanderscope.diffusion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;

/**
 * The colours of classes and of saliency on white, as {@code 0xRRGGBB}. They are defined in {@code palette.properties},
 * which the dashboard's page shares.
 */
public final class ColourPalette {
    private static final String FILE = "palette.properties";
    private static final Properties COLOURS = read();
    private static final int[] SALIENCY = Arrays.stream(value("saliency").split(" "))
            .mapToInt(ColourPalette::rgb)
            .toArray();

    private ColourPalette() {}

    /** The colour of a class's lines and text, which stand out on white without an outline. */
    public static int line(DiffusionModel model) {
        return line(model.name());
    }

    /**
     * The colour that fills the markers and bars of what a track is called; some need an outline on white.
     *
     * @param name of a diffusion model, of a motion family outside the eight models, {@code UNFAMILIAR} or {@code
     *     UNDETERMINED}
     * @throws IllegalStateException for any other name
     */
    public static int marker(String name) {
        return rgb(value("marker." + name));
    }

    /**
     * The colour of the lines and text of what a track is called, which stand out on white without an outline.
     *
     * @param name as of {@link #marker(String)}
     * @throws IllegalStateException for any other name
     */
    public static int line(String name) {
        return rgb(value("line." + name));
    }

    /**
     * The colour of a saliency weight.
     *
     * @param weight from −1, the strongest evidence against the class, to 1, the strongest evidence for it; beyond, the
     *     colour of the nearer end
     */
    public static int saliency(double weight) {
        double position = (Math.max(-1, Math.min(1, weight)) + 1) / 2 * (SALIENCY.length - 1);
        int stop = Math.min((int) position, SALIENCY.length - 2);
        return mixed(SALIENCY[stop], SALIENCY[stop + 1], position - stop);
    }

    private static int mixed(int from, int to, double fraction) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int start = from >> shift & 0xFF;
            int end = to >> shift & 0xFF;
            mixed |= (int) Math.round(start + (end - start) * fraction) << shift;
        }
        return mixed;
    }

    private static int rgb(String colour) {
        return Integer.parseInt(colour.substring(1), 16);
    }

    private static String value(String key) {
        String value = COLOURS.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(FILE + " has no colour " + key);
        }
        return value;
    }

    private static Properties read() {
        try (InputStream file = ColourPalette.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the program was built without " + FILE);
            }
            Properties colours = new Properties();
            colours.load(file);
            return colours;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
