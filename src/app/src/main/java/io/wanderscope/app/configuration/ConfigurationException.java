package io.wanderscope.app.configuration;

import java.util.List;

/**
 * A configuration cannot be used. Each problem is one sentence that names the key and says what would be right; the message has them
 * all, each on a line of its own.
 */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
    }

    ConfigurationException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
