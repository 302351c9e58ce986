package io.wanderscope.trainer.likelihood;

/** The covariance matrix of the displacements along one axis, factored once and used for many trajectories. Immutable. */
interface Covariance {
    /** Natural logarithm of the determinant. */
    double logDeterminant();

    /** The quadratic form ΔᵀK⁻¹Δ of each axis, where K is this matrix and Δ are the displacements along the axis. */
    Axes quadraticForms(Displacements displacements);
}
