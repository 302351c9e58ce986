package io.wanderscope.inference;

/** The fake keeps the contract that the real classifiers keep; else tests against it would prove nothing. */
class FakeTrajectoryClassifierTest extends TrajectoryClassifierContractTest {
    @Override
    protected TrajectoryClassifier open() {
        return FakeTrajectoryClassifier.create();
    }
}
