package io.wanderscope.tracks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random tracks, and a table of them in a random dialect. */
final class RandomTable {
    private static final List<String> IDS = List.of(
            "1",
            "2",
            "17",
            "007",
            "1000000",
            "A",
            "cell 3",
            "ä-7",
            "x,y;z",
            "say \"hi\"",
            "a|b",
            "n/a 4",
            "-2",
            "a\tb");
    private static final List<String> TRACK_NAMES = List.of(
            "track",
            "TRACK_ID",
            "Track ID",
            "TrackID",
            "track.id",
            "Track n°",
            "traj_idx",
            "Trajectory",
            "particle",
            "tracklet id",
            "label",
            "id",
            "#Track");
    private static final List<String> FRAME_NAMES =
            List.of("frame", "FRAME", "Frame", "frame_idx", "t", "Time", "frame no.", "POSITION_T", "timepoint");
    private static final List<String> COORDINATE_NAMES = List.of(
            "x", "X", "POSITION_X", "Position X", "x [µm]", "x_um", "X (micron)", "xum", "pos_x", "Location_Center_X");
    private static final List<String> MISSING =
            List.of("", "NA", "NaN", "nan", "null", "None", "-", "?", "<NA>", "N/A");
    private static final List<String> UNLINKED = List.of("", "NA", "None", "null", "<NA>", "nan", "-1", "-1.0");
    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", " ", "   ");
    private static final List<String> COMMENTS = List.of("# exported, \"today", "% a; b", "// by hand\t");
    private static final HexFormat HEX = HexFormat.of();

    private final Random random;
    private final Map<String, List<TrackedPosition>> positionsOfTrack = new LinkedHashMap<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final String separator;
    private final boolean hasDecimalComma;
    private final boolean quotesAll;
    private long unlinked;

    RandomTable(long seed) {
        this.random = new Random(seed);
        this.separator = any(SEPARATORS);
        this.hasDecimalComma = random.nextBoolean();
        this.quotesAll = random.nextInt(4) == 0;
    }

    /** The tracks that the table holds, once {@link #content} has been called. */
    List<Track> tracks() {
        List<Track> tracks = new ArrayList<>();
        positionsOfTrack.forEach((id, positions) -> tracks.add(new Track(id, positions)));
        return tracks;
    }

    /** Number of rows without a track, once {@link #content} has been called. */
    long unlinked() {
        return unlinked;
    }

    /** The bytes of the table. */
    byte[] content() {
        List<List<String>> columns = new ArrayList<>(List.of(
                List.of("track", any(TRACK_NAMES)),
                List.of("frame", any(FRAME_NAMES)),
                List.of("x", any(COORDINATE_NAMES)),
                List.of("y", any(COORDINATE_NAMES).replace('x', 'y').replace('X', 'Y')),
                List.of("other", "Intensity"),
                List.of("other", "note (1)")));
        Collections.shuffle(columns, random);
        boolean hasIndex = random.nextInt(3) == 0;
        if (hasIndex) {
            columns.add(0, List.of("index", ""));
        }
        boolean isHeaderShort = hasIndex && random.nextBoolean();
        fill(columns.stream().map(column -> column.get(0)).toList());
        List<String> header = columns.stream()
                .map(column -> column.get(1))
                .skip(isHeaderShort ? 1 : 0)
                .toList();
        boolean endsRows = !isHeaderShort && !separator.isBlank() && random.nextInt(4) == 0;
        return encoded(text(header, endsRows));
    }

    private void fill(List<String> columns) {
        List<String> ids = new ArrayList<>(IDS);
        Collections.shuffle(ids, random);
        for (String id : ids.subList(0, 1 + random.nextInt(4))) {
            for (long frame : frames()) {
                rows.add(row(columns, id, frame));
                if (random.nextInt(5) == 0) {
                    rows.add(row(columns, any(UNLINKED), frame));
                    unlinked++;
                }
            }
        }
    }

    /** Frames of which two follow each other, so that their step is one. */
    private Set<Long> frames() {
        long first = random.nextInt(2000) - 100L;
        Set<Long> frames = new TreeSet<>(List.of(first, first + 1));
        for (int index = random.nextInt(20); index > 0; index--) {
            frames.add(first + random.nextInt(30));
        }
        return frames;
    }

    private List<String> row(List<String> columns, String id, long frame) {
        double x = coordinate();
        double y = coordinate();
        if (!UNLINKED.contains(id)) {
            positionsOfTrack
                    .computeIfAbsent(id, track -> new ArrayList<>())
                    .add(new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty()));
        }
        return columns.stream()
                .map(column -> switch (column) {
                    case "track" -> spelt(id);
                    case "frame" -> random.nextInt(3) == 0 ? number(frame + ".0") : String.valueOf(frame);
                    case "x" -> number(x);
                    case "y" -> number(y);
                    case "index" -> String.valueOf(rows.size());
                    default -> any(List.of("7", "fine", "12", "a b"));
                })
                .toList();
    }

    /** The same spelling of a track in every row. */
    private static String spelt(String id) {
        return switch (id) {
            case "17" -> "17.0";
            case "2" -> "2.000000e+00";
            case "1000000" -> "1e+06";
            default -> id;
        };
    }

    private double coordinate() {
        return random.nextInt(8) == 0 ? Double.NaN : Math.rint(random.nextGaussian() * 1e6) / 1e3;
    }

    private String number(double value) {
        return Double.isNaN(value) ? any(MISSING) : number(String.valueOf(value));
    }

    private String number(String text) {
        return hasDecimalComma ? text.replace('.', ',') : text;
    }

    private String text(List<String> header, boolean endsRows) {
        String lineEnd = any(List.of("\n", "\r\n", "\r"));
        List<String> lines = new ArrayList<>();
        if (separator.length() == 1 && !separator.equals(" ") && random.nextInt(5) == 0) {
            lines.add("sep=" + separator);
        }
        addNoise(lines);
        lines.add(line(header) + (endsRows && random.nextBoolean() ? separator : ""));
        for (List<String> row : rows) {
            addNoise(lines);
            lines.add(line(row) + (endsRows ? separator : ""));
        }
        return String.join(lineEnd, lines) + (random.nextBoolean() ? lineEnd : "");
    }

    private void addNoise(List<String> lines) {
        if (random.nextInt(10) == 0) {
            lines.add(any(COMMENTS));
        }
        if (random.nextInt(10) == 0) {
            lines.add("");
        }
    }

    private String line(List<String> fields) {
        return String.join(separator, fields.stream().map(this::quoted).toList());
    }

    private String quoted(String field) {
        boolean needsQuotes = quotesAll
                || field.contains(separator.substring(0, 1))
                || field.contains("\"")
                || field.contains("\t")
                || field.startsWith("#")
                || (separator.isBlank() && (field.isEmpty() || field.contains(" ")));
        return needsQuotes ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    private byte[] encoded(String text) {
        return switch (random.nextInt(7)) {
            case 0 -> bytes("EFBBBF", text, StandardCharsets.UTF_8);
            case 1 -> bytes("FFFE", text, StandardCharsets.UTF_16LE);
            case 2 -> bytes("FEFF", text, StandardCharsets.UTF_16BE);
            case 3 -> bytes("", text, StandardCharsets.UTF_16LE);
            case 4 -> bytes("", text, StandardCharsets.UTF_16BE);
            case 5 -> bytes("", text, StandardCharsets.ISO_8859_1);
            default -> bytes("", text, StandardCharsets.UTF_8);
        };
    }

    private static byte[] bytes(String mark, String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEX.parseHex(mark));
        bytes.writeBytes(text.getBytes(charset));
        return bytes.toByteArray();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
