package io.wanderscope.wire;

/** Failures of a registry, which only this package can make. */
public final class RegistryFailures {
    private RegistryFailures() {}

    public static SchemaRegistryException notAnswering() {
        return new SchemaRegistryException("the registry does not answer");
    }
}
