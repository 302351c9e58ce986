package io.wanderscope.app.machine;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** The fonts of the machine. */
final class Fonts {
    private final Runnable use;

    /** The fonts that are loaded by drawing text. */
    Fonts(Runnable use) {
        this.use = use;
    }

    static Fonts system() {
        return new Fonts(() -> {
            Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("text");
            graphics.dispose();
        });
    }

    Optional<String> problem() {
        try {
            use.run();
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Java reports the same lack in many ways: no configuration, no font, no library that reads fonts.
            return Optional.of("Java finds no font for the text of the pictures (" + e.getMessage()
                    + "); install one, on Debian and Ubuntu with apt-get install fontconfig fonts-dejavu-core");
        }
    }
}
