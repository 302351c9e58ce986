package io.wanderscope.trainer.study;

/**
 * Multinomial logistic regression: the probabilities of classes are the softmax of linear functions of features.
 *
 * @param weights for each class one after another, the weights of the features and the intercept
 * @param classes number of classes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoftmaxRegression(double[] weights, int classes) {
    /** That which takes all classes for equally probable. */
    static SoftmaxRegression uniform(int features, int classes) {
        return new SoftmaxRegression(new double[(features + 1) * classes], classes);
    }

    /** The probability of each class. */
    double[] probabilities(double[] features) {
        double[] scores = scores(weights, features, classes);
        double largest = scores[largest(scores)];
        double sum = 0;
        for (int each = 0; each < classes; each++) {
            scores[each] = Math.exp(scores[each] - largest);
            sum += scores[each];
        }
        for (int each = 0; each < classes; each++) {
            scores[each] /= sum;
        }
        return scores;
    }

    /** The most probable class of each track. */
    int[] answers(LabelledFeatures tracks) {
        int[] answers = new int[tracks.tracks()];
        for (int track = 0; track < answers.length; track++) {
            answers[track] = largest(scores(weights, tracks.features()[track], classes));
        }
        return answers;
    }

    /** Mean negative log-likelihood of the true classes. */
    double logLoss(LabelledFeatures tracks) {
        double sum = 0;
        for (int track = 0; track < tracks.tracks(); track++) {
            double own = probabilities(tracks.features()[track])[tracks.classes()[track]];
            sum -= Math.log(Math.max(Double.MIN_NORMAL, own));
        }
        return sum / tracks.tracks();
    }

    /** The linear function of each class. */
    static double[] scores(double[] weights, double[] features, int classes) {
        double[] scores = new double[classes];
        int index = 0;
        for (int each = 0; each < classes; each++) {
            double score = 0;
            for (double feature : features) {
                score += weights[index++] * feature;
            }
            scores[each] = score + weights[index++];
        }
        return scores;
    }

    private static int largest(double[] scores) {
        int largest = 0;
        for (int each = 1; each < scores.length; each++) {
            largest = scores[each] > scores[largest] ? each : largest;
        }
        return largest;
    }
}
