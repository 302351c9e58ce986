package io.wanderscope.app.command;

import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.streaming.Clocks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** Runs commands as typed, in this process and with the shipped model, and records their output. */
final class TypedCommands {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    TypedCommands() {
        System.setProperty(
                "wanderscope.home",
                ShippedModelFile.path().getParent().resolveSibling("").toString());
    }

    /** Runs a command and returns its exit code. */
    int execute(Object... arguments) {
        return line().execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    /** The command line, with its output collected here. */
    CommandLine line() {
        return Wanderscope.commandLine(Clocks.system(), new ThreadDeaths(code -> {}, code -> {}))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    /** Standard output so far. */
    String out() {
        return out.toString();
    }

    /** Standard error so far. */
    String err() {
        return err.toString();
    }
}
