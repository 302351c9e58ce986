package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class LoggingTest {
    /** As {@code --verbose} logs. */
    private static LoggerContext verbose() throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Logging.class.getResource("/logback.xml"));
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.eclipse.jetty.util.HostPort", "org.eclipse.jetty.http.HttpParser"})
    void whatClientsSendAsTheirHostIsNeverLogged(String logger) throws Exception {
        // When
        LoggerContext context = verbose();

        // Then
        assertThat(context.getLogger(logger).isErrorEnabled()).isFalse();
    }

    @Test
    void otherWarningsOfTheServerAreLogged() throws Exception {
        // When
        LoggerContext context = verbose();

        // Then
        assertThat(context.getLogger("org.eclipse.jetty.server.Server").isWarnEnabled())
                .isTrue();
    }
}
