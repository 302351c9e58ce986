package io.wanderscope.trainer.limit;

import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits as a CSV file, so that a report can show them without computing them again. Shares are from 0 to 1, each
 * followed by its standard error; both cells are empty where something was not measured.
 */
public final class LimitFile {
    private static final List<String> SHARES = List.of(
            "noise_known",
            "noise_only",
            "noise_unknown",
            "unit_unknown",
            "network_told",
            "to_known_noise",
            "to_noise_only",
            "network_untold",
            "to_unknown_unit");
    private static final String HEADER = "points,noise,"
            + SHARES.stream().map(name -> name + "," + name + "_error").collect(Collectors.joining(","));
    private static final int FIRST_SHARE = 2;
    private static final String WRITE_IT = "write the file with offline-trainer/limit --out";

    private LimitFile() {}

    /** The content of the file. */
    public static String text(List<Limit> limits) {
        return Stream.concat(Stream.of(HEADER), limits.stream().map(LimitFile::row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Limit limit) {
        Limit.NetworkAccuracy network = limit.network();
        return limit.points() + "," + limit.noise() + cells(limit.noiseKnown()) + cells(limit.noiseOnly())
                + cells(limit.noiseUnknown())
                + cells(limit.unitUnknown())
                + cells(network == null ? null : network.told())
                + cells(network == null ? null : network.toKnownNoise())
                + cells(network == null ? null : network.toNoiseOnly())
                + cells(network == null ? null : network.untold())
                + cells(network == null ? null : network.toUnknownUnit());
    }

    private static String cells(@Nullable Share share) {
        return share == null ? ",," : "," + share.value() + "," + share.standardError();
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not a file of limits; the message names the line
     */
    public static List<Limit> read(Path file) throws IOException {
        List<String> lines = TextFile.lines(file, WRITE_IT);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(file + ": line 1 must be " + HEADER + "; " + WRITE_IT);
        }
        List<Limit> limits = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            limits.add(limit(file + ": line " + (line + 1), lines.get(line)));
        }
        return limits;
    }

    private static Limit limit(String where, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != FIRST_SHARE + 2 * SHARES.size()) {
            throw new IllegalArgumentException(
                    where + " must have " + (FIRST_SHARE + 2 * SHARES.size()) + " cells, got " + cells.length);
        }
        try {
            return new Limit(
                    Integer.parseInt(cells[0]),
                    Double.parseDouble(cells[1]),
                    required(cells, 0),
                    share(cells, 1),
                    share(cells, 2),
                    share(cells, 3),
                    cells[column(4)].isEmpty()
                            ? null
                            : new Limit.NetworkAccuracy(
                                    required(cells, 4),
                                    required(cells, 5),
                                    share(cells, 6),
                                    required(cells, 7),
                                    share(cells, 8)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + " must have a number in every cell that is not empty", e);
        }
    }

    private static Share required(String[] cells, int share) {
        return new Share(Double.parseDouble(cells[column(share)]), Double.parseDouble(cells[column(share) + 1]));
    }

    private static @Nullable Share share(String[] cells, int share) {
        return cells[column(share)].isEmpty() ? null : required(cells, share);
    }

    private static int column(int share) {
        return FIRST_SHARE + 2 * share;
    }
}
