package io.wanderscope.app.machine;

/**
 * The encoding in which the system gives arguments and names of files.
 *
 * @param name of the encoding
 */
public record NameEncoding(String name) {
    /** What Java puts in place of bytes that the encoding does not have. */
    private static final char UNKNOWN = '\uFFFD';

    /** The encoding of this process. */
    public static NameEncoding ofProcess() {
        return new NameEncoding(System.getProperty("sun.jnu.encoding", "unknown"));
    }

    /** Whether an argument has reached the program whole. */
    public boolean couldRead(String argument) {
        return argument.indexOf(UNKNOWN) < 0;
    }

    /** Why an argument did not, and what to do. */
    public String problem(String argument) {
        String remedy = name.equals("UTF-8")
                ? "rename the file"
                : "set LC_ALL=C.UTF-8, or another locale of UTF-8 (locale -a lists them)";
        return "'" + argument + "' has bytes that mean nothing in the encoding of this locale, " + name + "; " + remedy;
    }
}
