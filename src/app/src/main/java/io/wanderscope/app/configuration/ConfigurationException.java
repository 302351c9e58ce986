package io.wanderscope.app.configuration;

/** A configuration cannot be used. The message is one sentence that names the key and says what would be right. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
