package io.wanderscope.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;

/** What draws the field: the graphics card, here one that the browser emulates, or the processor. */
@Tag("browser")
class DrawingsTest extends PageInBrowser {
    /**
     * Draws the paused view with a kind of drawing, and then answers with the mean of each block of 8 by 8 pixels and each
     * channel, from 0 to 255.
     */
    private static final String BLOCKS = """
            (async (scene, withCard) => {
              const { openDrawing } = await import('/page/view/drawing.js');
              const { width, height } = scene.viewport;
              const root = document.createElement('div');
              root.innerHTML = '<canvas id="paths"></canvas><canvas id="markers"></canvas>';
              const drawing = openDrawing(root, () => {}, withCard);
              drawing.prepare(page.field.ratio);
              do {
                drawing.draw(scene);
              } while (drawing.isBehind);
              const whole = new OffscreenCanvas(width, height).getContext('2d');
              whole.fillStyle = 'white';
              whole.fillRect(0, 0, width, height);
              drawing.copyTo(whole, scene);
              const blocks = new OffscreenCanvas(width >> 3, height >> 3).getContext('2d');
              blocks.imageSmoothingQuality = 'high';
              blocks.drawImage(whole.canvas, 0, 0, width >> 3, height >> 3);
              return [drawing.constructor.name, [...blocks.getImageData(0, 0, width >> 3, height >> 3).data]];
            })""";

    /** Compares both drawings of the same moment, with all paths opaque. */
    private static final String COMPARED = """
            (async () => {
              const viewport = Object.assign(Object.create(page.field.viewport), page.field.viewport);
              const appearance = { ...page.field.appearance, opacity: () => 1 }; // faint paths differ where they overlap
              const scene = { ...page.field.scene, viewport, appearance };
              const [[card, one], [processor, other]] = [await %1$s(scene, true), await %1$s(scene, false)];
              const differences = one.map((each, at) => Math.abs(each - other[at]));
              return {
                drawings: card + ' ' + processor,
                inked: one.filter((each) => each < 250).length,
                differing: differences.filter((each) => each > 60).length,
              };
            })()""".formatted(BLOCKS);

    /** Has the field drawn by the graphics card, which it is not where the card is emulated. */
    private static final String BY_CARD = """
            import('/page/view/drawing.js').then(({ openDrawing }) => {
              const { field } = page;
              const paths = document.getElementById('paths');
              paths.replaceWith(paths.cloneNode());
              field.drawWith(openDrawing(field.element, (drawing) => field.drawWith(drawing), true));
              return true;
            })""";

    /** The card is emulated, which takes seconds for a picture of a large window where the machine is busy. */
    private static final Dimension SMALL = new Dimension(640, 480);

    private static final String LOSE_CARD =
            "(page.field.drawing.gl.getExtension('WEBGL_lose_context').loseContext(), true)";

    private static final String DRAWING = "page.field.drawing.constructor.name";

    private static final String HAS_INK = """
            (() => {
              const { width, height } = page.field.viewport;
              const context = new OffscreenCanvas(width, height).getContext('2d');
              page.field.drawing.copyTo(context, page.field.scene);
              return context.getImageData(0, 0, width, height).data.some((each) => each > 0);
            })()""";

    @Test
    @SuppressWarnings("unchecked")
    void graphicsCardAndProcessorDrawTheSamePicture() {
        // Given
        await("particles", () -> drawn() > 5);
        select(anyLabelled());
        pauseWithSome(LABELLED);

        // When
        Map<String, Object> compared = (Map<String, Object>) ask(COMPARED);

        // Then
        assertThat(compared).containsEntry("drawings", "GlDrawing CanvasDrawing");
        assertThat((Long) compared.get("inked")).isGreaterThan(50);
        assertThat((Long) compared.get("differing")).isLessThanOrEqualTo((Long) compared.get("inked") / 20);
        assertThat(errors()).isEmpty();
    }

    @Test
    void theProcessorTakesOverFromALostGraphicsCard() {
        // Given
        browser.manage().window().setSize(SMALL);
        await("particles", () -> drawn() > 5);
        assertThat(holds(BY_CARD)).isTrue();
        await("paths on the graphics card", () -> holds("page.field.drawing.paths.chunks.length > 0"));
        assertThat(ask(DRAWING)).isEqualTo("GlDrawing");

        // When
        ask(LOSE_CARD);

        // Then
        await("the other drawing", () -> "CanvasDrawing".equals(ask(DRAWING)));
        await("its picture", () -> holds(HAS_INK));
    }
}
