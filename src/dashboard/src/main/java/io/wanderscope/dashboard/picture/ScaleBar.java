package io.wanderscope.dashboard.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A bar of a round length, labelled with the length and its unit. */
final class ScaleBar {
    private ScaleBar() {}

    /** Draws the bar to the right of pixel {@code x}, vertically centred on {@code y}. */
    static void draw(
            Graphics2D graphics,
            FieldOfView fieldOfView,
            String lengthUnit,
            double x,
            double y,
            double thickness,
            Typeface typeface) {
        double length = fieldOfView.scaleBarLength();
        double pixels = length * fieldOfView.pixelsPerUnit();
        typeface.use(graphics);
        graphics.fill(new Rectangle2D.Double(x, y - thickness / 2, pixels, thickness));
        double baseline = y + graphics.getFontMetrics().getAscent() * 0.38;
        graphics.drawString(text(length) + " " + lengthUnit, (float) (x + pixels + thickness + 4), (float) baseline);
    }

    private static String text(double length) {
        BigDecimal digit = new BigDecimal(length).round(new MathContext(1, RoundingMode.HALF_UP));
        boolean plain = length > 0.9e-3 && length < 0.9e6;
        return plain ? digit.stripTrailingZeros().toPlainString() : String.valueOf(digit.doubleValue());
    }
}
