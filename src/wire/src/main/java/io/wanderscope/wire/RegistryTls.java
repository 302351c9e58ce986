package io.wanderscope.wire;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** TLS to the registry, configured by the keys that Kafka's clients have for TLS to the brokers, with a prefix. */
final class RegistryTls {
    private static final String PREFIX = "schema.registry.";

    /** Keys of the trust store and of the client's own certificate, for those registries that want one. */
    static final Set<String> KEYS = Stream.of(
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    SslConfigs.SSL_KEY_PASSWORD_CONFIG)
            .map(PREFIX::concat)
            .collect(Collectors.toUnmodifiableSet());

    /** Where the trust store is. */
    static final String TRUST_STORE = PREFIX + SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG;

    private RegistryTls() {}

    /**
     * The JDK's default, or what the settings of the registry's client say.
     *
     * @throws IllegalArgumentException when a store cannot be used; the message names the keys that were given
     */
    static SSLContext context(Map<String, String> client) {
        Map<String, String> given = new TreeMap<>(client);
        given.keySet().retainAll(KEYS);
        return given.isEmpty() ? ofTheJdk() : configured(given);
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("the JDK's trust store cannot be used: " + rootCause(e), e);
        }
    }

    private static SSLContext configured(Map<String, String> given) {
        Map<String, String> kafkas = given.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().substring(PREFIX.length()), Map.Entry::getValue));
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new ConfigDef().withClientSslSupport().parse(kafkas));
            return factory.sslContext();
        } catch (KafkaException e) {
            throw new IllegalArgumentException(
                    String.join(", ", given.keySet()) + " cannot be used: " + rootCause(e), e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
