namespace Ingot.Core.Statistics;

/// <summary>
/// The correlation of two classifications (B. W. Matthews, Biochimica et Biophysica Acta 405, 1975) by the margins of their
/// table, which are exactly 0 where they are empty (differences of the cells would round); 0 where one is, as in scikit-learn.
/// Its error is that of the delta method.
/// </summary>
public static class MatthewsCorrelation
{
    /// <summary>The correlation with what each row adds to its error; NaN when there is no weight at all.</summary>
    /// <param name="predicted">Whether each row is predicted positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="weights">The weight of each row; one of weight 0 is not an observation.</param>
    public static InfluenceValues Influence(bool[] predicted, bool[] positive, double[] weights)
    {
        double all = 0, said = 0, positives = 0, hits = 0, counted = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i];
            all += w;
            said += predicted[i] ? w : 0;
            positives += positive[i] ? w : 0;
            hits += predicted[i] && positive[i] ? w : 0;
            counted += w > 0 ? 1 : 0;
        }

        var rows = new double[weights.Length];
        var scale = counted > 1 ? Math.Sqrt(counted / (counted - 1)) : double.NaN;
        var product = Math.Sqrt(said) * Math.Sqrt(all - said) * Math.Sqrt(positives) * Math.Sqrt(all - positives);
        if (!(product > 0))
        {
            // Nothing near an empty margin has a slope.
            Array.Fill(rows, 0 * scale);
            return new InfluenceValues(all > 0 ? 0 : double.NaN, rows);
        }

        var value = ((hits * all) - (said * positives)) / product;
        var byHits = all / product;
        var bySaid = -(positives / product) - (value * (all - (2 * said)) / (2 * said * (all - said)));
        var byTrue = -(said / product) - (value * (all - (2 * positives)) / (2 * positives * (all - positives)));
        var byAll = (hits / product) - (value / 2 * ((1 / (all - said)) + (1 / (all - positives))));
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = scale * weights[i]
                * (byAll + (predicted[i] ? bySaid : 0) + (positive[i] ? byTrue : 0) + (predicted[i] && positive[i] ? byHits : 0));
        }

        return new InfluenceValues(value, rows);
    }
}
