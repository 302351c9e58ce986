package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.ColourPalette;
import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;
import java.util.Locale;

/** The colours of the report. Those of classes and of saliency are shared with the dashboard and the pictures. */
final class Palette {
    static final String TEXT = "#1a1a1a";
    static final String QUIET = "#6b6b6b";
    static final String GRID = "#e4e2dd";
    static final String REFERENCE = "#9a978f";

    private static final List<String> LEVELS = List.of("#0b3c5d", "#2b7bba", "#d1731a", "#9c1c2e");

    private Palette() {}

    /** The colour of a class's lines and of its name. */
    static String of(DiffusionModel model) {
        return hex(ColourPalette.line(model));
    }

    /** The colour of the n-th of up to four levels, such as those of noise. */
    static String level(int index) {
        return LEVELS.get(index % LEVELS.size());
    }

    /** From white to deep blue, for a share from 0 to 1. */
    static String share(double share) {
        double depth = Math.sqrt(Math.max(0, Math.min(1, share)));
        return rgb(255 - depth * (255 - 0x0b), 255 - depth * (255 - 0x3c), 255 - depth * (255 - 0x5d));
    }

    /** From blue for −1, against the class, through grey to red for 1, for the class. */
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
