package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a {@link ModelReport}: a summary and the sections. It is self-contained, but links to the pages of studies. */
public final class ReportPage {
    /** Stands before the sections of studies, which are the last. */
    private static final String STUDIES = "<!-- studies -->\n";

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

    /**
     * A page with other sections of studies.
     *
     * @param page the page as HTML, with or without such sections
     * @param studies the sections that it shall have instead
     * @throws IllegalArgumentException if the page does not end as a page of ours
     */
    public static String withStudies(String page, List<Page.Section> studies) {
        int end = page.indexOf(page.contains(STUDIES) ? STUDIES : Page.END);
        if (end < 0) {
            throw new IllegalArgumentException("the page has no end and cannot be kept; evaluate the model again");
        }
        StringBuilder html = new StringBuilder(page.substring(0, end)).append(STUDIES);
        studies.forEach(section -> html.append(Page.section(section)));
        return html.append(Page.END).toString();
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
                        + report.model().studiedSha256()
                        + (report.model().hasFaithfulness() ? " (without the studies' figures)" : "") + ". "
                        + report.description()
                        + " All figures: seed " + report.seed() + ", "
                        + String.format(Locale.ROOT, "%,d", report.trajectories())
                        + " trajectories per test, simulated with the paper's protocol by an independent implementation, which"
                        + " shares no code with the simulator that training uses; the"
                        + " standard error of the accuracy of a whole test is at most "
                        + percent(0.5 / Math.sqrt(report.trajectories())) + ". Noise s is the standard deviation of the"
                        + " localisation noise in units of the displacements' s.d., 1/SNR = s.");
    }
}
