using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.MLNet;

/// <summary>
/// The validation loss after each tree, from the outputs that ML.NET itself gives for each tree. ML.NET's own early stopping has
/// no patience and cannot be given one; trees only add up, so keeping the first ones of a finished training gives the very
/// model that stopping there would have given.
/// </summary>
internal sealed class BoostingCurve
{
    private const string Trees = nameof(Trees);
    private readonly IDataView? _outputs;
    private readonly IReadOnlyList<double> _treeWeights;
    private readonly double _bias;
    private readonly int _rows;
    private readonly double[] _losses;
    private readonly CancellationToken _cancellation;

    public BoostingCurve(
        MLContext context,
        LearnerInput input,
        TreeEnsembleModelParameters model,
        IReadOnlyList<double> treeWeights,
        double bias,
        Func<double, double, double>? loss,
        CancellationToken cancellation)
    {
        (_treeWeights, _bias, _rows, _cancellation) = (treeWeights, bias, input.Validation.Labels.Length, cancellation);
        _losses = new double[treeWeights.Count + 1];
        _outputs = treeWeights.Count > 0 ? Outputs(context, input, model, cancellation) : null;
        if (loss is null)
        {
            OfOrders(input.Validation);
            return;
        }

        var weights = 0.0;
        for (var row = 0; row < _rows; row++)
        {
            weights += input.Validation.Weight(row);
            _losses[0] += input.Validation.Weight(row) * loss(bias, input.Validation.Labels[row]);
        }

        if (_outputs is not null)
        {
            ScoreReader.Vectors(_outputs, Trees, (row, trees) =>
            {
                var raw = bias;
                for (var tree = 0; tree < trees.Length; tree++)
                {
                    raw += trees[tree] * treeWeights[tree];
                    _losses[tree + 1] += input.Validation.Weight(row) * loss(raw, input.Validation.Labels[row]);
                }
            }, cancellation);
        }

        _losses = Array.ConvertAll(_losses, l => l / weights);
    }

    /// <summary>One less NDCG with each number of trees: it is of queries, whose rows follow each other.</summary>
    private void OfOrders(LabelledRows rows)
    {
        _losses[0] = 1 - QueryRows.Ndcg(new double[_rows], rows);
        if (_outputs is null)
        {
            return;
        }

        var scores = new double[_losses.Length][];
        for (var trees = 0; trees < scores.Length; trees++)
        {
            scores[trees] = new double[rows.Queries!.Max()];
        }

        var (query, place, first) = (0, 0, 0);
        var total = 0.0;
        ScoreReader.Vectors(_outputs, Trees, (row, trees) =>
        {
            var raw = _bias;
            for (var tree = 0; tree < trees.Length; tree++)
            {
                raw += trees[tree] * _treeWeights[tree];
                scores[tree + 1][place] = raw;
            }

            if (++place < rows.Queries![query])
            {
                return;
            }

            var one = new LabelledRows(rows.Features, rows.Labels[first..(row + 1)], rows.Weights?[first..(row + 1)]) { Queries = [place] };
            if (QueryRows.WithOrder(one) > 0)
            {
                var weight = Enumerable.Range(0, place).Average(one.Weight);
                total += weight;
                for (var tree = 1; tree < _losses.Length; tree++)
                {
                    _losses[tree] += weight * (1 - QueryRows.Ndcg(scores[tree][..place], one with { Weights = null }));
                }
            }

            (query, place, first) = (query + 1, 0, row + 1);
        }, _cancellation);
        for (var tree = 1; tree < _losses.Length; tree++)
        {
            _losses[tree] /= total;
        }
    }

    private static IDataView Outputs(MLContext context, LearnerInput input, TreeEnsembleModelParameters model, CancellationToken cancellation)
    {
        var view = new FeatureView(input.Validation, NumberDataViewType.Single, cancellation);
        var options = new PretrainedTreeFeaturizationEstimator.Options
        {
            ModelParameters = model,
            InputColumnName = FeatureView.Features,
            TreesColumnName = Trees,
        };
        return context.Transforms.FeaturizeByPretrainTreeEnsemble(options).Fit(view).Transform(view);
    }

    /// <summary>The mean loss with the first trees.</summary>
    public double Loss(int trees) => _losses[trees];

    /// <summary>The greatest mean loss with so many trees or more.</summary>
    public double Worst(int trees) => _losses[trees..].Max();

    /// <summary>How many trees to keep: the best number before <paramref name="patience"/> trees bring nothing better; 0: all.</summary>
    public int BestLength(int patience)
    {
        var last = _treeWeights.Count;
        if (patience == 0 || last == 0)
        {
            return last;
        }

        var best = 1;
        for (var trees = 2; trees <= last && trees - best <= patience; trees++)
        {
            best = _losses[trees] < _losses[best] ? trees : best;
        }

        return best;
    }

    /// <summary>The validation rows' scores by the first trees.</summary>
    public double[] Scores(int trees)
    {
        var scores = new double[_rows];
        if (_outputs is null)
        {
            Array.Fill(scores, _bias);
            return scores;
        }

        ScoreReader.Vectors(_outputs, Trees, (row, outputs) =>
        {
            var raw = _bias;
            for (var tree = 0; tree < trees; tree++)
            {
                raw += outputs[tree] * _treeWeights[tree];
            }

            scores[row] = raw;
        }, _cancellation);
        return scores;
    }
}
