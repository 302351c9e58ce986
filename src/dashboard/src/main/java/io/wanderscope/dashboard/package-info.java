/**
 * What a person looks at: pictures of trajectories coloured by class and saliency.
 *
 * <p>What is not here: deciding anything about a trajectory; this package only shows what the topics say.
 */
package io.wanderscope.dashboard;
