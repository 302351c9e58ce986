package io.wanderscope.trainer.report.figure;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.report.figure.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A figure with a simulated trajectory of each class, coloured by saliency at each residual stage. */
public final class SaliencyGallery {
    /** Points of each trajectory. */
    public static final int POINTS = 200;
    /** Standard deviation of the localisation noise, in units of the displacements' s.d. */
    public static final double NOISE = 0.1;

    private static final double LEFT = 150;
    private static final double TOP = 30;
    private static final double PANEL = 138;
    private static final double MARGIN = 10;
    private static final int COLOURS = 21;
    private static final int MAX_DRAWS = 50;

    private final TrajectoryClassifier classifier;
    private final TrajectorySimulator simulator;

    private SaliencyGallery(TrajectoryClassifier classifier, long seed) {
        this.classifier = classifier;
        this.simulator = TrajectorySimulator.withSeed(Seeds.derive(seed, 4));
    }

    private record Example(double exponent, Trajectory path, Classification classification) {}

    /**
     * Draws the figure as SVG.
     *
     * @param seed seed of the simulations
     * @param description text for screen readers
     */
    public static String draw(TrajectoryClassifier classifier, long seed, String description) {
        return new SaliencyGallery(classifier, seed).draw(description);
    }

    private String draw(String description) {
        List<ResidualStage> stages = classifier.model().stages();
        DiffusionModel[] models = DiffusionModel.values();
        Svg svg = new Svg(LEFT + PANEL * stages.size() + MARGIN, TOP + PANEL * models.length + 4 * MARGIN, description);
        for (int stage = 0; stage < stages.size(); stage++) {
            String name = stages.get(stage).name() + ": " + stages.get(stage).receptiveField() + " points";
            svg.label(LEFT + (stage + 0.5) * PANEL, TOP - 12, Anchor.MIDDLE, Palette.TEXT, name);
        }
        svg.label(8, TOP - 12, Anchor.START, Palette.TEXT, "receptive field");
        drawColourBar(svg, TOP + PANEL * models.length + MARGIN);
        for (DiffusionModel model : models) {
            drawRow(svg, model, example(model), TOP + model.classIndex() * PANEL);
        }
        return svg.end();
    }

    private static void drawColourBar(Svg svg, double top) {
        double left = LEFT + PANEL;
        double width = 2 * PANEL / COLOURS;
        for (int colour = 0; colour < COLOURS; colour++) {
            svg.rectangle(
                    left + colour * width, top, width + 0.5, 10, Palette.saliency(2.0 * colour / (COLOURS - 1) - 1));
        }
        svg.label(left - 8, top + 10, Anchor.END, Palette.MUTED, "evidence against the class");
        svg.label(left + 2 * PANEL + 8, top + 10, Anchor.START, Palette.MUTED, "evidence for the class");
    }

    /** The first of up to MAX_DRAWS draws that is classified correctly, otherwise the last; none is hand-picked. */
    private Example example(DiffusionModel model) {
        Example example = drawExample(model);
        for (int draw = 1; draw < MAX_DRAWS && example.classification().mostProbable() != model; draw++) {
            example = drawExample(model);
        }
        return example;
    }

    private Example drawExample(DiffusionModel model) {
        double exponent = simulator.drawExponent(model);
        Trajectory path = simulator.withLocalisationNoise(simulator.simulate(model, exponent, POINTS), NOISE);
        return new Example(
                exponent,
                path,
                classifier.classify(List.of(ObservedTrajectory.complete(path))).get(0));
    }

    private static void drawRow(Svg svg, DiffusionModel model, Example example, double top) {
        Classification classification = example.classification();
        List<String> lines = List.of(
                String.format(Locale.ROOT, "α %.2f", example.exponent()),
                String.format(
                        Locale.ROOT,
                        "label %s %.0f %%",
                        classification.mostProbable(),
                        Math.floor(100 * classification.confidence())),
                String.format(Locale.ROOT, "α %.2f ± %.2f", classification.alpha(), classification.alphaSd()));
        svg.label(8, top + PANEL / 2 - 28, Anchor.START, Palette.of(model), model.name());
        for (int line = 0; line < lines.size(); line++) {
            svg.label(8, top + PANEL / 2 - 8 + 18 * line, Anchor.START, Palette.MUTED, lines.get(line));
        }
        for (int stage = 0; stage < classification.stages(); stage++) {
            drawPath(svg, example.path(), classification.saliency(stage), LEFT + stage * PANEL, top);
        }
    }

    /** Draws one SVG path per colour instead of one per step, since there are few colours. */
    private static void drawPath(Svg svg, Trajectory path, float[] weights, double left, double top) {
        double[] bounds = bounds(path);
        double scale = (PANEL - 2 * MARGIN) / Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]);
        double shiftX = left + PANEL / 2 - scale * (bounds[0] + bounds[2]) / 2;
        double shiftY = top + PANEL / 2 - scale * (bounds[1] + bounds[3]) / 2;
        TreeMap<Integer, StringBuilder> byColour = new TreeMap<>();
        double largest = largest(weights);
        for (int point = 1; point < path.size(); point++) {
            int colour = (int) Math.round((weights[point] / largest + 1) / 2 * (COLOURS - 1));
            StringBuilder commands = byColour.computeIfAbsent(colour, each -> new StringBuilder());
            commands.append('M').append(Svg.number(shiftX + scale * path.x(point - 1)));
            commands.append(' ').append(Svg.number(shiftY + scale * path.y(point - 1)));
            commands.append('L').append(Svg.number(shiftX + scale * path.x(point)));
            commands.append(' ').append(Svg.number(shiftY + scale * path.y(point)));
        }
        byColour.forEach((colour, commands) -> svg.path(
                commands.toString(),
                "fill:none;stroke-width:1.3;stroke-linecap:round;stroke:"
                        + Palette.saliency(2.0 * colour / (COLOURS - 1) - 1)));
    }

    private static double largest(float[] weights) {
        double largest = Float.MIN_NORMAL;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    private static double[] bounds(Trajectory path) {
        double[] bounds = {path.x(0), path.y(0), path.x(0), path.y(0)};
        for (int point = 1; point < path.size(); point++) {
            bounds[0] = Math.min(bounds[0], path.x(point));
            bounds[1] = Math.min(bounds[1], path.y(point));
            bounds[2] = Math.max(bounds[2], path.x(point));
            bounds[3] = Math.max(bounds[3], path.y(point));
        }
        return bounds;
    }
}
