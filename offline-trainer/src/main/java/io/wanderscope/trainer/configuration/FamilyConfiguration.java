package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;
import static io.wanderscope.trainer.configuration.Requirements.requireRange;

/**
 * The training data outside the eight diffusion models, see {@code diffusion.OtherMotion}. A null component takes its default.
 * Lengths are in units of the s.d. of the displacements in free diffusion, times in frames.
 *
 * @param immobileShare share of the trajectories that show nothing but localisation noise, 0 to 1
 * @param confinedShare share of the trajectories in a harmonic trap or, as many, in a reflecting disc, 0 to 1
 * @param trapTimes relaxation times of the traps, 0.1 to 1000, log-uniform
 * @param discRadii radii of the discs, 0.1 to 1000, log-uniform
 * @param directedShare share of the trajectories with a drift, 0 to 1
 * @param driftSpeeds drift per frame, 0.01 to 100, log-uniform
 * @param turningShare share of the drifts whose direction turns, 0 to 1
 * @param maximumTurning largest angle by which a direction turns per frame, in radians, 0 to 1; uniform from 0
 * @param switchingShare share of the trajectories that switch between two diffusivities, 0 to 1
 * @param diffusivityRatios ratios of the two diffusivities, 1.5 to 1,000,000, log-uniform
 * @param bindingShare share of the switching trajectories whose slower state is immobile, 0 to 1
 * @param dwellTimes mean times in either state, 0.1 to 10,000, log-uniform but at most half the track
 * @param artefactShare share of the trajectories of a model with a coarse grid or, as many, with one wrong link, 0 to 1
 * @param artefactGrids spacings of the coarse grids, 0.1 to 100, uniform
 * @param wrongLinks distances of the wrong links, 1 to 1000, uniform
 */
public record FamilyConfiguration(
        Double immobileShare,
        Double confinedShare,
        Range trapTimes,
        Range discRadii,
        Double directedShare,
        Range driftSpeeds,
        Double turningShare,
        Double maximumTurning,
        Double switchingShare,
        Range diffusivityRatios,
        Double bindingShare,
        Range dwellTimes,
        Double artefactShare,
        Range artefactGrids,
        Range wrongLinks) {
    static final FamilyConfiguration DEFAULT = new FamilyConfiguration(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final String SECTION = "data.families.";

    /** Sets defaults and checks ranges. */
    public FamilyConfiguration {
        immobileShare = immobileShare == null ? 0.05 : immobileShare;
        confinedShare = confinedShare == null ? 0.06 : confinedShare;
        trapTimes = trapTimes == null ? new Range(1, 30) : trapTimes;
        discRadii = discRadii == null ? new Range(1, 8) : discRadii;
        directedShare = directedShare == null ? 0.06 : directedShare;
        driftSpeeds = driftSpeeds == null ? new Range(0.3, 3) : driftSpeeds;
        turningShare = turningShare == null ? 0.2 : turningShare;
        maximumTurning = maximumTurning == null ? 0.1 : maximumTurning;
        switchingShare = switchingShare == null ? 0.06 : switchingShare;
        diffusivityRatios = diffusivityRatios == null ? new Range(4, 100) : diffusivityRatios;
        bindingShare = bindingShare == null ? 0.33 : bindingShare;
        dwellTimes = dwellTimes == null ? new Range(5, 100) : dwellTimes;
        artefactShare = artefactShare == null ? 0.06 : artefactShare;
        artefactGrids = artefactGrids == null ? new Range(0.4, 3) : artefactGrids;
        wrongLinks = wrongLinks == null ? new Range(5, 30) : wrongLinks;
        requireRange(SECTION + "immobileShare", immobileShare, 1);
        requireRange(SECTION + "confinedShare", confinedShare, 1);
        requireRange(SECTION + "directedShare", directedShare, 1);
        requireRange(SECTION + "switchingShare", switchingShare, 1);
        requireRange(SECTION + "artefactShare", artefactShare, 1);
        double others = immobileShare + confinedShare + directedShare + switchingShare + artefactShare;
        require(
                others <= 1,
                SECTION
                        + "immobileShare, confinedShare, directedShare, switchingShare and artefactShare must add up to at"
                        + " most 1, since the eight models are the rest; they add up to " + others);
        trapTimes.requireWithin(SECTION + "trapTimes", 0.1, 1000);
        discRadii.requireWithin(SECTION + "discRadii", 0.1, 1000);
        driftSpeeds.requireWithin(SECTION + "driftSpeeds", 0.01, 100);
        requireRange(SECTION + "turningShare", turningShare, 1);
        requireRange(SECTION + "maximumTurning", maximumTurning, 1);
        diffusivityRatios.requireWithin(SECTION + "diffusivityRatios", 1.5, 1e6);
        requireRange(SECTION + "bindingShare", bindingShare, 1);
        dwellTimes.requireWithin(SECTION + "dwellTimes", 0.1, 10_000);
        artefactGrids.requireWithin(SECTION + "artefactGrids", 0.1, 100);
        wrongLinks.requireWithin(SECTION + "wrongLinks", 1, 1000);
    }
}
