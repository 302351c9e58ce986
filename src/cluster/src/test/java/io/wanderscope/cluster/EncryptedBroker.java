package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker for tests that accepts TLS only, with a self-signed certificate. */
public final class EncryptedBroker {
    private static final String PASSWORD = "not-a-secret";

    private EncryptedBroker() {}

    /**
     * Starts a broker whose certificate, for 127.0.0.1, is in a key store.
     *
     * @param folder where the key store is created
     */
    public static EmbeddedBroker start(Path folder) throws Exception {
        Path keys = folder.resolve("broker.p12");
        generate(keys);
        return EmbeddedBroker.start(Map.of(
                "listener.security.protocol.map",
                "BROKER:SSL,CONTROLLER:PLAINTEXT",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                PASSWORD,
                // The broker is a client of its own listener.
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                PASSWORD));
    }

    /** Entries of a client's configuration, without its trust store. */
    public static List<String> client(EmbeddedBroker broker) {
        return List.of("bootstrap.servers=" + broker.bootstrapServers(), "security.protocol=SSL");
    }

    /** Entries that make a client trust the broker's certificate. */
    public static List<String> trust(Path folder) {
        return List.of(
                "ssl.truststore.type=PKCS12",
                "ssl.truststore.location=" + folder.resolve("broker.p12"),
                "ssl.truststore.password=" + PASSWORD);
    }

    private static void generate(Path keys) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }
}
