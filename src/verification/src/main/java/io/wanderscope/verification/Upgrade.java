package io.wanderscope.verification;

/**
 * Instances of an earlier version that are replaced by this one during a chaos run.
 *
 * @param earlier what the instances run at first
 * @param rolling whether one is replaced after the other, so that both versions run in one group between; if not, all are
 *     stopped before the first one starts again
 */
public record Upgrade(InstanceProgram earlier, boolean rolling) {}
