package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import java.util.Locale;

/** The page of a {@link ModelReport}: a summary and a section for each question. It needs no other files. */
public final class ReportPage {
    private ReportPage() {}

    /** The page as HTML. */
    public static String of(ModelReport report) {
        return Page.of(
                "Wanderscope's classifier, measured",
                summary(report),
                AccuracySection.of(report),
                ConfusionSection.of(report),
                LengthSection.of(report),
                NoiseSection.of(report),
                ExponentSection.of(report),
                ReliabilitySection.of(report),
                ExponentErrorSection.of(report),
                ExponentDeviationSection.of(report),
                CoverageSection.of(report),
                SaliencySection.of(report));
    }

    private static String summary(ModelReport report) {
        return Page.paragraph(String.format(
                        Locale.ROOT,
                        "Of %,d simulated trajectories of 10 to 1000 points without noise the model"
                                + " identifies the right"
                                + " one of eight diffusion models in %.2f %%, and of those of 1000 points in"
                                + " %.2f %%. Over all"
                                + " five tests its confidence is off by %.2f %% on average, and its anomalous"
                                + " exponent by %.3f.",
                        report.trajectories(),
                        100 * report.noiseless().accuracy(),
                        100 * report.fixedLength().accuracy(),
                        100 * report.pooled().calibrationError(),
                        report.pooled().exponentError()))
                + Page.paragraph("Model " + report.model().name() + ", SHA-256 "
                        + report.model().sha256() + ". " + report.training()
                        + " All figures: seed " + report.seed() + ", "
                        + String.format(Locale.ROOT, "%,d", report.trajectories())
                        + " trajectories per test, simulated with the paper's protocol and not used for training; the"
                        + " standard error of an accuracy over a whole test is at most "
                        + percent(0.5 / Math.sqrt(report.trajectories())) + ". Noise s is the standard deviation of the"
                        + " localisation noise in units of the displacements' standard deviation, 1/SNR = s.");
    }
}
