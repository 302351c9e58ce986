package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a {@link ModelReport}: a summary and the sections. It is self-contained. */
public final class ReportPage {
    private ReportPage() {}

    /** The page as HTML. */
    public static String of(ModelReport report) {
        List<Page.Section> sections = new ArrayList<>(List.of(
                TargetSection.of(report),
                AccuracySection.of(report),
                ConfusionSection.of(report),
                LengthSection.of(report),
                NoiseSection.of(report),
                ExponentSection.of(report),
                ReliabilitySection.of(report),
                CellSection.of(report),
                DepartureSection.of(report),
                GapSection.of(report),
                WrongNoiseSection.of(report),
                ShortTrackSection.of(report),
                ExponentErrorSection.of(report),
                ExponentUncertaintySection.of(report),
                CoverageSection.of(report),
                SaliencySection.of(report)));
        if (!report.limits().isEmpty()) {
            sections.add(LimitSection.of(report.limits()));
        }
        return Page.of("Evaluation of Wanderscope's classifier", summary(report), sections);
    }

    private static String summary(ModelReport report) {
        return Page.paragraph(String.format(
                        Locale.ROOT,
                        "Accuracy over eight diffusion models is %.2f %% (%,d simulated trajectories of 10 to 1000 points"
                                + " without noise) and %.2f %% at 1000 points. Over all five tests, the expected"
                                + " calibration error is %.2f %% and the mean absolute error of α is %.3f.",
                        100 * report.noiseless().accuracy(),
                        report.trajectories(),
                        100 * report.fixedLength().accuracy(),
                        100 * report.pooled().calibrationError(),
                        report.pooled().exponentError()))
                + Page.paragraph("Model " + report.model().name() + ", SHA-256 "
                        + report.model().sha256() + ". " + report.description()
                        + " All figures: seed " + report.seed() + ", "
                        + String.format(Locale.ROOT, "%,d", report.trajectories())
                        + " trajectories per test, simulated with the paper's protocol by an independent implementation, which"
                        + " shares no code with the simulator that training uses; the"
                        + " standard error of the accuracy of a whole test is at most "
                        + percent(0.5 / Math.sqrt(report.trajectories())) + ". Noise s is the standard deviation of the"
                        + " localisation noise in units of the displacements' s.d., 1/SNR = s.");
    }
}
