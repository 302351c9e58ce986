package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;
import java.util.Locale;

/** The colours of the report. Those of classes are the palette of Okabe and Ito, as in the pictures of classify. */
final class Palette {
    static final String TEXT = "#1a1a1a";
    static final String QUIET = "#6b6b6b";
    static final String GRID = "#e4e2dd";
    static final String REFERENCE = "#9a978f";

    private static final List<String> LEVELS = List.of("#0b3c5d", "#2b7bba", "#d1731a", "#9c1c2e");
    private static final int[][] SALIENCY = {
        {0x08, 0x30, 0x6B}, {0x2B, 0x7B, 0xBA}, {0xC9, 0xC6, 0xC0}, {0xE8, 0x60, 0x3C}, {0x8E, 0x0B, 0x1E}
    };

    private Palette() {}

    static String of(DiffusionModel model) {
        return switch (model) {
            case ATTM -> "#e69f00";
            case CTRW -> "#56b4e9";
            case SUB_FBM -> "#009e73";
            // Darker than the palette's yellow, which a line on white would not show.
            case SUB_SBM -> "#b8a800";
            case SUPER_FBM -> "#0072b2";
            case LEVY_WALK -> "#d55e00";
            case SUPER_SBM -> "#cc79a7";
            case BROWNIAN -> "#000000";
        };
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
        double place = (Math.max(-1, Math.min(1, weight)) + 1) / 2 * (SALIENCY.length - 1);
        int stop = Math.min((int) place, SALIENCY.length - 2);
        double part = place - stop;
        int[] from = SALIENCY[stop];
        int[] to = SALIENCY[stop + 1];
        return rgb(
                from[0] + part * (to[0] - from[0]),
                from[1] + part * (to[1] - from[1]),
                from[2] + part * (to[2] - from[2]));
    }

    private static String rgb(double red, double green, double blue) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(red), Math.round(green), Math.round(blue));
    }
}
