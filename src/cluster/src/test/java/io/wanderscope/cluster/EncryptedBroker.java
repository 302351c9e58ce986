package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker that speaks TLS only, with a certificate that it signed itself, for tests. */
public final class EncryptedBroker {
    private static final String PASSWORD = "not-a-secret";

    private EncryptedBroker() {}

    /**
     * A broker whose certificate, for 127.0.0.1, lies in a key store.
     *
     * @param folder where the key store is made
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
                // To the broker itself, which is a client of its own listener.
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                PASSWORD));
    }

    /** Entries of a client's configuration, without what it trusts. */
    public static List<String> client(EmbeddedBroker broker) {
        return List.of("bootstrap.servers=" + broker.bootstrapServers(), "security.protocol=SSL");
    }

    /** Entries by which a client trusts the certificate of the broker. */
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
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
