package io.wanderscope.app.cluster;

/** The image of Kafka in the version of the client. */
public final class KafkaImage {
    private KafkaImage() {}

    /** Name and tag of the image. */
    public static String name() {
        String version = System.getProperty("kafka.version");
        if (version == null) {
            throw new IllegalStateException(
                    "the version of Kafka's image is unknown: run by Maven, or set -Dkafka.version");
        }
        return "apache/kafka:" + version;
    }
}
