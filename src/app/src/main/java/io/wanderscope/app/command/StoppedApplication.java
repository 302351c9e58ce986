package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ApplicationReset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command upon an application whose instances are stopped: says what it would do, and does it when told so. */
abstract class StoppedApplication implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, as for run.")
    private Path config;

    @Option(names = "--yes", description = "Do it; without, only say what would be done and end with exit code 2.")
    private boolean yes;

    /** What is to be done. */
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
        print.println("nothing was changed; --yes does it");
        print.flush();
        return ExitCode.USAGE;
    }

    private int execute(ApplicationReset plan) {
        PrintWriter print = spec.commandLine().getOut();
        plan.execute(step -> {
            print.println("done: " + step);
            print.flush();
        });
        print.println("where instances ran on other machines, delete " + plan.stateDirectory()
                + " there before they start again");
        print.flush();
        return ExitCode.OK;
    }
}
