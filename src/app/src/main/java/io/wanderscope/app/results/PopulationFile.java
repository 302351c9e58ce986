package io.wanderscope.app.results;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * population.csv: what each acquisition consists of, a row for each quantity, with its 90 % interval and the number of tracks it
 * rests on. docs/populations.md describes it.
 */
public final class PopulationFile {
    /** Its name. */
    public static final String NAME = "population.csv";

    /** Standard deviations to either side of a Gaussian estimate that hold 90 %. */
    private static final double NORMAL_90 = 1.645;

    private static final double LARGEST_EXPONENT = 2;

    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final List<String> COLUMNS =
            List.of("acquisition", "quantity", "name", "value", "low", "high", "tracks");

    private final CSVPrinter rows;

    private PopulationFile(CSVPrinter rows) {
        this.rows = rows;
    }

    /**
     * Writes the file, all or nothing.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(Path file, List<AcquisitionPopulation> populations) {
        GrowingFile.write(file, text(populations));
    }

    /** Its text. Visible to tests. */
    static String text(List<AcquisitionPopulation> populations) {
        StringWriter text = new StringWriter();
        try (CSVPrinter rows = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            rows.printRecord(COLUMNS);
            PopulationFile file = new PopulationFile(rows);
            for (AcquisitionPopulation each : populations) {
                file.add(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void add(AcquisitionPopulation population) throws IOException {
        long tracks = population.getTracks();
        boolean isInSeconds = population.getTimeUnit() == TimeUnit.S;
        String unit = population.getLengthUnit() + "^2/" + (isInSeconds ? "s" : "frame");
        row(population, "unit", unit, null, null, null, tracks);
        List<DiffusiveState> states = population.getStates();
        boolean hasIntervals = states.size() > 1; // the share of a single one is 1, whatever the tracks are
        for (DiffusiveState state : states) {
            String d = plain(state.getDiffusionCoefficient());
            Double low = hasIntervals ? state.getLow() : null;
            Double high = hasIntervals ? state.getHigh() : null;
            row(population, "state", d, state.getFraction(), low, high, tracks);
        }
        for (ClassFraction of : population.getClasses()) {
            String model = of.getModel().name();
            long classified = population.getClassifiedTracks();
            row(population, "class", model, of.getFraction(), of.getLow(), of.getHigh(), classified);
        }
        for (FamilyFraction of : population.getFamilies()) {
            String family = of.getFamily().name();
            long classified = population.getClassifiedTracks();
            row(population, "family", family, of.getFraction(), of.getLow(), of.getHigh(), classified);
        }
        addExponent(population);
        if (population.getLocalisationError() != null) {
            Double error = population.getLocalisationError();
            row(population, "localisation_error", population.getLengthUnit(), error, null, null, tracks);
        }
        for (Occupation bin : population.getOccupation()) {
            String d = plain(bin.getDiffusionCoefficient());
            row(population, "occupation", d, bin.getFraction(), bin.getLow(), bin.getHigh(), tracks);
        }
    }

    private void addExponent(AcquisitionPopulation population) throws IOException {
        Double alpha = population.getAlpha();
        Double sd = population.getAlphaSd();
        if (alpha != null && sd != null) {
            double low = Math.max(0, alpha - NORMAL_90 * sd);
            double high = Math.min(LARGEST_EXPONENT, alpha + NORMAL_90 * sd);
            row(population, "alpha", "", alpha, low, high, population.getAlphaTracks());
        }
    }

    private void row(
            AcquisitionPopulation population,
            String quantity,
            String name,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            long tracks)
            throws IOException {
        rows.printRecord(
                population.getAcquisition(), quantity, name, rounded(value), rounded(low), rounded(high), tracks);
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : new BigDecimal(value).round(SIX_DIGITS).doubleValue();
    }

    /** Without an exponent, so that names compare as people write them. */
    private static String plain(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
}
