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
                        "Of %,d simulated trajectories of 10 to 1000 points without noise the model names the right"
                                + " one of eight diffusion models in %.2f %%, of 1000 points in %.2f %%. Over all"
                                + " five tests its confidence is off by %.2f %% in the mean, and its anomalous"
                                + " exponent by %.3f.",
                        report.trajectories(),
                        100 * report.noiseless().accuracy(),
                        100 * report.fixedLength().accuracy(),
                        100 * report.pooled().calibrationError(),
                        report.pooled().exponentError()))
                + Page.paragraph("Model " + report.model().name() + ", SHA-256 "
                        + report.model().sha256() + ". " + report.training()
                        + " Every figure: seed " + report.seed() + ", "
                        + String.format(Locale.ROOT, "%,d", report.trajectories())
                        + " trajectories a test, simulated by the paper's protocol, none of them trained on; the"
                        + " standard error of an accuracy over a whole test is at most "
                        + percent(0.5 / Math.sqrt(report.trajectories())) + ". Noise s is the standard deviation of the"
                        + " localisation noise in units of the displacements' standard deviation, 1/SNR = s.");
    }
}
