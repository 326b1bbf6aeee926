namespace Ingot.Core.Curves;

/// <summary>The weights of what is and what is predicted positive at one threshold.</summary>
internal readonly record struct Counts(double TruePositives, double FalsePositives, double Positives, double Negatives)
{
    public static Counts At(ClassScores rows, double threshold)
    {
        double tp = 0, fp = 0, positives = 0, negatives = 0;
        for (var i = 0; i < rows.Rows; i++)
        {
            var (weight, predicted) = (rows.Weights[i], rows.Scores[i] >= threshold);
            if (rows.Positive[i])
            {
                positives += weight;
                tp += predicted ? weight : 0;
            }
            else
            {
                negatives += weight;
                fp += predicted ? weight : 0;
            }
        }

        return new Counts(tp, fp, positives, negatives);
    }
}
