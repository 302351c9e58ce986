package io.wanderscope.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of the page, which are kept in memory. */
final class Page {
    /** Every file below the folder {@code page} of the resources, as a test ensures. */
    static final List<String> FILES = List.of(
            "index.html",
            "icon.svg",
            "main.js",
            "style/data.css",
            "style/detail.css",
            "style/field.css",
            "style/narrow.css",
            "style/page.css",
            "style/past.css",
            "style/print.css",
            "style/side.css",
            "style/views.css",
            "controls/acquisitionChoice.js",
            "controls/acquisitionList.js",
            "controls/alerts.js",
            "controls/answer.js",
            "controls/connection.js",
            "controls/endedTracks.js",
            "controls/fieldImage.js",
            "controls/glance.js",
            "controls/keys.js",
            "controls/linkedViews.js",
            "controls/liveStatus.js",
            "controls/page.js",
            "controls/panels.js",
            "controls/planeBrush.js",
            "controls/pointer.js",
            "controls/regionDrawing.js",
            "controls/rejections.js",
            "controls/themeChoice.js",
            "controls/timeline.js",
            "controls/trackInspector.js",
            "view/acquisitionList.js",
            "view/banner.js",
            "view/canvasDrawing.js",
            "view/cells.js",
            "view/chart.js",
            "view/counts.js",
            "view/diffusion.js",
            "view/download.js",
            "view/drawing.js",
            "view/elements.js",
            "view/endedList.js",
            "view/explanation.js",
            "view/field.js",
            "view/glanceBox.js",
            "view/glChunk.js",
            "view/glDrawing.js",
            "view/glMarkers.js",
            "view/glPaths.js",
            "view/glProgram.js",
            "view/glShaders.js",
            "view/imageControls.js",
            "view/imageLayer.js",
            "view/legend.js",
            "view/marker.js",
            "view/markerLayer.js",
            "view/pathLayer.js",
            "view/occlusion.js",
            "view/picture.js",
            "view/linking.js",
            "view/msdDrawing.js",
            "view/pieces.js",
            "view/pixels.js",
            "view/planeDrawing.js",
            "view/population.js",
            "view/printed.js",
            "view/regionOverlay.js",
            "view/revisionCharts.js",
            "view/saliencyKey.js",
            "view/scene.js",
            "view/sizes.js",
            "view/stamps.js",
            "view/status.js",
            "view/strip.js",
            "view/svgContext.js",
            "view/theme.js",
            "view/timeline.js",
            "view/trackDetail.js",
            "view/triggerList.js",
            "view/tracing.js",
            "view/viewsPanel.js",
            "view/viewsPicture.js",
            "view/visibleMarkers.js",
            "model/acquisitions.js",
            "model/alerts.js",
            "model/colours.js",
            "model/compared.js",
            "model/counts.js",
            "model/csv.js",
            "model/delay.js",
            "model/diffusion.js",
            "model/diffusionCells.js",
            "model/displayOptions.js",
            "model/faithfulness.js",
            "model/fieldImage.js",
            "model/glance.js",
            "model/labels.js",
            "model/moment.js",
            "model/msd.js",
            "model/msdCurves.js",
            "model/occlusion.js",
            "model/pace.js",
            "model/palette.js",
            "model/plane.js",
            "model/playback.js",
            "model/linking.js",
            "model/raster.js",
            "model/population.js",
            "model/populationWords.js",
            "model/result.js",
            "model/region.js",
            "model/rejected.js",
            "model/saliency.js",
            "model/selection.js",
            "model/selectionCsv.js",
            "model/selectionSummary.js",
            "model/selectionWords.js",
            "model/shapes.js",
            "model/text.js",
            "model/ticks.js",
            "model/track.js",
            "model/trackTable.js",
            "model/trajectories.js",
            "model/trajectory.js",
            "model/triggers.js",
            "model/viewport.js");

    private static final String FOLDER = "/io/wanderscope/dashboard/page/";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    /** An endpoint for each file: {@code /} for the page itself, {@code /page/FILE} for the others. */
    static Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (String file : FILES) {
            Answer answer = answer(file);
            String path = file.equals("index.html") ? "/" : "/page/" + file;
            endpoints.put(path, (rest, query) -> {
                if (!rest.isEmpty()) {
                    throw ProblemException.notFound("there is nothing at " + path + rest);
                }
                return answer;
            });
        }
        return endpoints;
    }

    private static Answer answer(String file) {
        String contentType = Objects.requireNonNull(CONTENT_TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
        return Answer.file(contentType, "no-cache", bytes(file));
    }

    private static byte[] bytes(String file) {
        try (InputStream resource = Page.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new IllegalStateException("the program was built without its page " + file);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
