package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.cluster.ApplicationReset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that changes an application while all its instances are stopped; without {@code --yes} it only prints its plan. */
abstract class StoppedApplication implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, as for run.")
    private Path config;

    @Option(names = "--yes", description = "Do it; otherwise only print what would be done and exit with code 2.")
    private boolean yes;

    /** What the command will do. */
    abstract ApplicationReset plan(RunConfiguration configuration);

    @Override
    public Integer call() throws ConfigurationException {
        logging.showIfVerbose();
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        try (ApplicationReset plan = plan(configuration)) {
            return yes ? execute(plan) : show(plan);
        }
    }

    private int show(ApplicationReset plan) {
        PrintWriter print = spec.commandLine().getOut();
        plan.steps().forEach(step -> print.println("would " + step));
        print.println("nothing was changed; add --yes to do it");
        print.flush();
        return ExitCode.USAGE;
    }

    private int execute(ApplicationReset plan) {
        PrintWriter print = spec.commandLine().getOut();
        plan.execute(step -> {
            print.println("done: " + step);
            print.flush();
        });
        print.println(
                "on other machines where instances ran, delete " + plan.stateDirectory() + " before they start again");
        print.flush();
        return ExitCode.OK;
    }
}
