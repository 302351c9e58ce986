package io.wanderscope.trainer.report.figure;

import io.wanderscope.diffusion.ColourPalette;
import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;
import java.util.Locale;

/** The colours of the report. It shares the colours of classes and saliency with the dashboard and the pictures. */
public final class Palette {
    static final String TEXT = "#1a1a1a";
    static final String MUTED = "#6b6b6b";
    static final String GRID = "#e4e2dd";
    static final String REFERENCE = "#9a978f";

    private static final List<String> LEVELS = List.of("#0b3c5d", "#2b7bba", "#d1731a", "#9c1c2e");

    /** Distinct to colour-blind readers, too (Okabe and Ito, jfly.uni-koeln.de/color, 2008; the last is wine of Paul Tol's "muted"). */
    private static final List<String> SERIES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#1a1a1a", "#882255");

    /** Number of different colours of series. */
    static final int SERIES_COLOURS = SERIES.size();

    private Palette() {}

    /** The colour of a class, for lines and text. */
    public static String of(DiffusionModel model) {
        return hex(ColourPalette.line(model));
    }

    /** The colour of a noise level, counted from 0; four different ones. */
    public static String level(int index) {
        return LEVELS.get(index % LEVELS.size());
    }

    /** The colour of a series in a chart, counted from 0; eight different ones. */
    public static String series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    /** The colour of a share: from white at 0 to dark blue at 1. */
    static String share(double share) {
        double depth = Math.sqrt(Math.max(0, Math.min(1, share)));
        return rgb(255 - depth * (255 - 0x0b), 255 - depth * (255 - 0x3c), 255 - depth * (255 - 0x5d));
    }

    /** The colour of a saliency: blue at −1, evidence against the class; grey at 0; red at 1, evidence for it. */
    static String saliency(double weight) {
        return hex(ColourPalette.saliency(weight));
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    private static String rgb(double red, double green, double blue) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(red), Math.round(green), Math.round(blue));
    }
}
