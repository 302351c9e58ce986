package io.wanderscope.app.command;

import io.wanderscope.app.machine.NameEncoding;
import io.wanderscope.app.terminal.PrintableText;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The arguments of the program, of which the locale may have damaged some. */
final class Arguments {
    private final List<String> arguments;
    private final NameEncoding encoding;

    Arguments(String[] arguments, NameEncoding encoding) {
        this.arguments = List.of(arguments);
        this.encoding = encoding;
    }

    /** Runs a command line and returns its exit code. A file whose name is damaged is left out if there are others. */
    int execute(CommandLine line) {
        List<String> damaged =
                arguments.stream().filter(each -> !encoding.couldRead(each)).toList();
        damaged.forEach(each -> line.getErr().println(PrintableText.of("wanderscope: " + encoding.problem(each))));
        line.getErr().flush();
        if (damaged.isEmpty()) {
            return line.execute(arguments.toArray(String[]::new));
        }
        CommandLine classify = Objects.requireNonNull(line.getSubcommands().get("classify"));
        if (!arguments.get(0).equals(classify.getCommandName()) || !areFiles(damaged, classify)) {
            return CommandLine.ExitCode.USAGE;
        }
        String[] others = arguments.stream().filter(encoding::couldRead).toArray(String[]::new);
        return Math.max(CommandLine.ExitCode.SOFTWARE, line.execute(others));
    }

    /** Whether arguments are neither options nor their values. */
    private boolean areFiles(List<String> damaged, CommandLine command) {
        return damaged.stream().noneMatch(each -> each.startsWith("-") || takesValue(command, before(each)));
    }

    private String before(String argument) {
        return arguments.get(arguments.indexOf(argument) - 1);
    }

    private static boolean takesValue(CommandLine command, String argument) {
        OptionSpec option = command.getCommandSpec().findOption(argument);
        return option != null && option.arity().max() > 0;
    }
}
