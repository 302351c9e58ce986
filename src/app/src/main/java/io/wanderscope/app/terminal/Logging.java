package io.wanderscope.app.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * How much is logged, and where. By default the console shows Wanderscope's own warnings and nothing from Kafka
 * ({@code logback.xml}).
 */
public final class Logging {
    private static final String OWN = "io.wanderscope";
    private static final String CONSOLE = "CONSOLE";

    @Option(names = "--verbose", description = "Verbose logging, including Kafka's, and stack traces.")
    private boolean verbose;

    /** With {@code --verbose}, logs to the console, Kafka included; a command calls this first. */
    public void showIfVerbose() {
        if (verbose) {
            show(Level.INFO);
        }
    }

    /** Logs to the console what the operator of a service needs: Wanderscope's events, and Kafka's warnings. */
    public void showAsService() {
        showAsService(() -> true);
    }

    /** The same for a stream, without the warnings of its {@link FirstStart} until it has run. */
    public void showAsService(BooleanSupplier hasRun) {
        if (!verbose) {
            show(Level.WARN).ifPresent(console -> console.addFilter(new FirstStart(hasRun)));
        }
    }

    /** Shows both at the console, which has no filter then. */
    private static Optional<Appender<ILoggingEvent>> show(Level levelOfKafka) {
        Logger own = logger(OWN);
        Logger root = logger(Logger.ROOT_LOGGER_NAME);
        own.setLevel(Level.INFO);
        root.setLevel(levelOfKafka);
        Optional<Appender<ILoggingEvent>> found = Stream.of(own, root)
                .map(logger -> logger.getAppender(CONSOLE))
                .filter(Objects::nonNull)
                .findFirst();
        found.ifPresent(console -> {
            own.detachAppender(console);
            console.clearAllFilters();
            root.addAppender(console);
        });
        return found;
    }

    /** A log file, which is written until it is closed. */
    public record LogFile(Path path, Appender<ILoggingEvent> appender) implements AutoCloseable {
        @Override
        public void close() {
            logger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
            appender.stop();
        }
    }

    /** Also logs to a new file, Kafka included; the console stays as it is. */
    public static LogFile toFile(Path file) {
        FileAppender<ILoggingEvent> appender = appender(file);
        logger(OWN).setLevel(Level.INFO);
        Logger root = logger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        return new LogFile(file, appender);
    }

    private static FileAppender<ILoggingEvent> appender(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} level=%level thread=\"%thread\" logger=%logger %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setAppend(false);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
