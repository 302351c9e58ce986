package io.wanderscope.wire;

/** Failures of a registry, whose constructors only this package can call. */
public final class RegistryFailures {
    private RegistryFailures() {}

    public static SchemaRegistryException notAnswering() {
        return new SchemaRegistryException("the registry does not answer");
    }
}
