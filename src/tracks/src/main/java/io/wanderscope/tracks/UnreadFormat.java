package io.wanderscope.tracks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Formats that people have beside their tracking files and that are not read: how their bytes begin, what they are
 * called, and what to do. The first whose signature fits counts.
 */
enum UnreadFormat {
    EXCEL("an Excel workbook", "save its sheet as CSV", "PK\\x03\\x04.*xl/"),
    OLD_EXCEL("an Excel workbook or another old Office document", "save its sheet as CSV", "\\xD0\\xCF\\x11\\xE0"),
    EXCEL_XML("an Excel workbook", "save its sheet as CSV", "\\s*<\\?xml.{0,200}<\\?mso-application"),
    OPEN_DOCUMENT("an OpenDocument file", "save its sheet as CSV", "PK\\x03\\x04.{0,100}application/vnd.oasis"),
    WORD("a Word document", "save the table in it as plain text or CSV", "PK\\x03\\x04.*word/"),
    NUMPY_ARCHIVE("an archive of NumPy arrays", Advice.PYTHON, "PK\\x03\\x04.{0,300}\\.npy"),
    NUMPY("a NumPy array", Advice.PYTHON, "\\x93NUMPY"),
    PICKLE("a Python pickle", Advice.PYTHON, "\\x80[\\x02-\\x05][\\x95}\\](c]"),
    ZIP("a zip archive", Advice.UNPACK, "PK(\\x03\\x04|\\x05\\x06)"),
    GZIP("a gzip file inside another", Advice.UNPACK, "\\x1F\\x8B"),
    BZIP2("a bzip2 file", Advice.UNPACK, "BZh[1-9]1AY"),
    XZ("an xz file", Advice.UNPACK, "\\xFD7zXZ"),
    ZSTANDARD("a Zstandard file", Advice.UNPACK, "\\x28\\xB5\\x2F\\xFD"),
    SEVEN_ZIP("a 7z archive", Advice.UNPACK, "7z\\xBC\\xAF"),
    RAR("a RAR archive", Advice.UNPACK, "Rar!\\x1A"),
    IMARIS(
            "an Imaris file",
            "export the statistics of its tracks as CSV, and give the table of positions",
            "\\x89HDF\\r\\n\\x1A\\n.*(DataSetInfo|ImarisDataSet)"),
    MATLAB_7_3("a MATLAB file of version 7.3", "save it in MATLAB with the option -v7", "MATLAB 7\\.3 MAT-file"),
    HDF5("an HDF5 file", "export its tracks as CSV", "\\x89HDF\\r\\n\\x1A\\n"),
    OCTAVE("a file of Octave", "save it with the option -v7", "(# Created by Octave|Octave-1-)"),
    TIFF("a TIFF image", Advice.IMAGE, "(II[*+]\\x00|MM\\x00[*+])"),
    PNG("a PNG image", Advice.IMAGE, "\\x89PNG"),
    JPEG("a JPEG image", Advice.IMAGE, "\\xFF\\xD8\\xFF"),
    GIF("a GIF image", Advice.IMAGE, "GIF8[79]a"),
    CZI("a Zeiss image", Advice.IMAGE, "ZISRAWFILE"),
    ND2("a Nikon image", Advice.IMAGE, "\\xDA\\xCE\\xBE\\x0A"),
    PDF("a PDF document", "give the table that it was made from", "%PDF-"),
    RTF("a document in rich text", "save the table in it as plain text or CSV", "\\{\\\\rtf"),
    SQLITE("an SQLite database", "export its table of positions as CSV", "SQLite format 3\\x00"),
    PARQUET("a Parquet file", "save it as CSV, in Python with pandas: read_parquet(…).to_csv(…)", "PAR1"),
    ARROW(
            "an Arrow or Feather file",
            "save it as CSV, in Python with pandas: read_feather(…).to_csv(…)",
            "(ARROW1|FEA1)"),
    R_DATA(
            "a file of R's data",
            "save it as CSV, in R with write.csv",
            "(RD[XAB][23]\\n|X\\n\\x00\\x00\\x00[\\x02\\x03])"),
    HTML("a web page", "save the table in it as CSV", "\\s*<(?i:!doctype\\s+html|html|head|body|table)\\b"),
    JSON("a JSON file", "save its tracks as CSV", "\\s*[{\\[]\\s*[\"{\\[\\]}0-9-]");

    private final String title;
    private final String advice;

    @SuppressWarnings("ImmutableEnumChecker") // a pattern is immutable
    private final Pattern signature;

    UnreadFormat(String title, String advice, String signature) {
        this.title = title;
        this.advice = advice;
        this.signature = Pattern.compile(signature, Pattern.DOTALL);
    }

    /** What is said of several formats. */
    private static final class Advice {
        static final String UNPACK = "unpack it and give the tracking files in it";
        static final String IMAGE = "give the tracks that were found in the images";
        static final String PYTHON = "save its table as CSV, in Python with numpy.savetxt or pandas";

        private Advice() {}
    }

    /** The format that begins with these bytes; empty if it is none of these. */
    static Optional<UnreadFormat> of(byte[] head) {
        // Latin-1 gives every byte a character of its own.
        String bytes = new String(head, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.signature.matcher(bytes).lookingAt())
                .findFirst();
    }

    /** What a folder is that someone gives instead of a file, and what to do. */
    static String problemOfFolder(Path folder) {
        if (Files.exists(folder.resolve(".zgroup")) || Files.exists(folder.resolve("zarr.json"))) {
            return "is a folder of the kind Zarr, such as GEFF, which is not read; open it in the program that made it"
                    + " and save its tracks as CSV or as TrackMate's XML";
        }
        return "is a directory; name a tracking file in it";
    }

    /** What is wrong with a file of this format, and what to do. */
    String problem() {
        return "is " + title + ", which is not read; " + advice;
    }
}
