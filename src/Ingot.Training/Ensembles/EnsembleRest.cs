using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Training.Answers;
using Ingot.Training.Splits;

namespace Ingot.Training.Ensembles;

/// <summary>
/// What an ensemble says of rows that nothing of it was fitted to: its calibration, threshold and intervals rest on that. Members have learned from none of them; and where the weights were chosen by the
/// validation rows, these are left out.
/// </summary>
internal sealed class EnsembleRest
{
    // As AnswerOutputs keeps the log odds of the mean finite.
    private const double Least = 1e-7;

    private readonly bool _isWeighed;
    private readonly int[] _held;
    private readonly IReadOnlyList<RowSplit> _folds = [];
    private readonly List<MemberProbe> _members = [];

    /// <summary>Finds the rows.</summary>
    /// <param name="spec">What the project asks for.</param>
    /// <param name="division">Divides the rows.</param>
    /// <param name="ensemble">How the members become one.</param>
    /// <param name="rows">The number of training rows.</param>
    /// <param name="held">The validation rows.</param>
    public EnsembleRest(ModelSpec spec, RowDivision division, EnsembleSpec ensemble, int rows, int[] held)
    {
        (_isWeighed, _held) = (ensemble.Kind == EnsembleKind.Stack, held);
        if (AnswerFit.IsWanted(spec) && (_isWeighed || RefitDecision.IsWanted(spec.Refit, rows)))
        {
            Folds = AnswerFit.Folds;
            _folds = division.Folds(Folds);
        }
    }

    /// <summary>How many folds each member is asked about; 0: the validation rows are enough, or nothing is wanted.</summary>
    public int Folds { get; }

    /// <summary>Takes what a member said.</summary>
    public void Add(MemberProbe member) => _members.Add(member);

    /// <summary>What the ensemble says of the rows.</summary>
    /// <param name="weights">The members' weights.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="joint">The file of the ensemble, without answers.</param>
    /// <param name="data">The training data.</param>
    /// <param name="threads">As <see cref="Scoring.BatchSession"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    public HeldOutScores Scores(double[] weights, ModelSchema schema, byte[] joint, Table data, int threads, CancellationToken cancellation)
    {
        if (Folds == 0)
        {
            return new HeldOutScores(_held, HeldOutScores.Of(joint, model: null, schema, data, _held, threads, cancellation), HeldOutScores.Validation);
        }

        var (width, left) = (schema.Task == ModelTask.MulticlassClassification ? schema.Classes.Count : 1, _isWeighed ? _held.ToHashSet() : []);
        var parts = new List<(int[], double[])>();
        for (var fold = 0; fold < _folds.Count; fold++)
        {
            var (rows, said) = (_folds[fold].HeldOut, EnsembleTrainer.Mean([.. _members.Select(m => EnsembleTrainer.Doubles(m.OutOfFold[fold]))], weights));
            int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => !left.Contains(rows[i]))];
            parts.Add((Array.ConvertAll(kept, i => rows[i]), [.. kept.SelectMany(i => new ArraySegment<double>(said, i * width, width)).Select(s => schema.Task == ModelTask.BinaryClassification ? LogOdds(s) : s)]));
        }

        return HeldOutScores.Join(parts, _isWeighed ? HeldOutScores.OutOfFoldAndWeights(Folds) : HeldOutScores.OutOfFold(Folds));
    }

    private static double LogOdds(double probability)
    {
        var inside = Math.Clamp(probability, Least, 1 - Least);
        return (float)Math.Log(inside / (1 - inside));
    }
}
