using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;
using Ingot.Training.Answers;

namespace Ingot.Training;

/// <summary>Looks at what was learned, on the validation rows, for trainings that went wrong without an error.</summary>
internal sealed class LearnedCheck(ModelSpec spec, ModelSchema schema, LearnerInput input, LearnerResult result, IDiagnosticSink sink)
{
    // By so few rows of a class (of two), or in all, the best iteration is chosen by chance.
    private const int FewRowsOfClass = 5;
    private const int FewRows = 10;

    // A loss that doubles after its best, and beyond what says nothing, is no fluctuation.
    private const double Explosion = 2;
    private readonly double[] _predictions = result.Model.Predict(result.ValidationScores);
    private readonly ILearner _learner = LearnerCatalog.Choose(spec.Trainer, schema.Task);

    private int Rows => input.Validation.Labels.Length;

    private bool HasEarlyStopping => _learner.Parameters.Any(p => p.Name == TrainerParameter.EarlyStopping) && input.Values.Whole(TrainerParameter.EarlyStopping) > 0;

    /// <summary>Reports what is doubtful.</summary>
    /// <exception cref="IngotException">INGOT2012: predictions, or their loss, are no numbers.</exception>
    public void Run()
    {
        FinitePredictions.Require(spec.Trainer, _learner, input, result, _predictions);
        if (string.Equals(spec.Trainer.Name, ConstantLearner.TrainerName, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (schema.Task == ModelTask.Ranking)
        {
            CompareWithAnyOrder();
            return;
        }

        if (schema.Task.IsUnsupervised())
        {
            CheckScores();
            return;
        }

        var constant = ConstantLoss();
        CompareWithConstant(constant);
        CheckExplosion(constant);
        CheckClasses();
        CheckEarlyStopping();
    }

    private void CheckScores()
    {
        if (result.Clusters is not null)
        {
            // Equal distances are no fault: each row may be one of few different ones.
            return;
        }

        if (Rows > 1 && Array.TrueForAll(_predictions, p => (float)p == (float)_predictions[0]))
        {
            sink.Report(TrainDiagnostics.TellsNothing.At(
                spec.Trainer.Location,
                $"All {DiagnosticText.Count(Rows, "validation row")} have the same score, {_predictions[0]:G4}: the model tells no row from another. Look whether the features have different values (their roles and types in the schema), or give the trainer more Trees or a greater SampleSize."));
        }
    }

    private void CompareWithConstant(double constant)
    {
        var loss = result.Loss?.Of(_predictions, input.Validation) ?? ValidationLoss.Of(result.Model.Link, _predictions, input.Validation);
        if (!double.IsNaN(loss) && loss >= constant * (1 - 1e-9))
        {
            var (name, known) = result.Loss is { } own ? (own.Name, own.ConstantName) : schema.Task == ModelTask.Regression ? ("root mean squared error", "the mean label") : ("log loss", "the shares of the classes");
            sink.Report(TrainDiagnostics.NoBetterThanConstant.At(
                spec.Trainer.Location,
                $"On {DiagnosticText.Count(Rows, "validation row")} the model is no better than one that says {known} of the training rows for every row: its {name} is {InMetric(loss):G4}, and {InMetric(constant):G4} with that one. Look whether the features tell anything of the label (their roles and types in the schema), add rows{TrainerAdvice.Otherwise(_learner, _predictions.Chunk(result.Model.Outputs).All(p => p.SequenceEqual(_predictions.Take(p.Length))))}."));
        }
    }

    private void CompareWithAnyOrder()
    {
        var (own, any) = (QueryRows.Ndcg(_predictions, input.Validation), QueryRows.Ndcg(new double[Rows], input.Validation));
        var counted = QueryRows.WithOrder(input.Validation);
        if (own <= any * (1 + 1e-9))
        {
            sink.Report(TrainDiagnostics.NoBetterThanConstant.At(
                spec.Trainer.Location,
                $"On {DiagnosticText.Count(counted, "validation query", "validation queries")} the model puts rows in no better order than chance does: its {QueryRows.Metric} is {own:G4}, and {any:G4} of any order on average. Look whether the features tell anything of the rows of a query (what is the same for all of them cannot), add queries{TrainerAdvice.Otherwise(_learner, _predictions.Distinct().Count() == 1)}."));
        }

        if (HasEarlyStopping && counted < FewRows)
        {
            sink.Report(TrainDiagnostics.FewValidationRows.At(
                spec.Trainer.Location,
                $"How many iterations are kept ({result.Iterations:N0} here) was decided by {DiagnosticText.Count(counted, "validation query", "validation queries")} of two rows or more with a grade of 1 or more, which is little more than chance. Add queries, raise ModelValidationFraction, or set EarlyStopping=\"0\" and the Iterations yourself."));
        }
    }

    private void CheckExplosion(double constant)
    {
        // The losses of counts can be below zero.
        if (result.Value > 0 && result.Worst > Explosion * result.Value && result.Worst > InMetric(constant))
        {
            sink.Report(TrainDiagnostics.LossExploded.At(
                spec.Trainer.Location,
                $"While {spec.Trainer.Name} trained, {result.Metric} on the validation rows rose from {result.Value:G4}, after the {DiagnosticText.Count(result.Iterations, "iteration")} that {DiagnosticText.Agree(result.Iterations, "is", "are")} kept, to {result.Worst:G4}, worse than {InMetric(constant):G4} of a model that says the same of every row: the training diverges, and what was kept may have begun to. Give the trainer {TrainerAdvice.Calmer(_learner)}."));
        }
    }

    private void CheckClasses()
    {
        // A threshold that is chosen later says itself when it leaves a class out.
        if (schema.Classes.Count == 0 || ThresholdChoice.IsWanted(spec))
        {
            return;
        }

        var (rows, predicted) = (new int[schema.Classes.Count], new int[schema.Classes.Count]);
        for (var row = 0; row < Rows; row++)
        {
            rows[(int)input.Validation.Labels[row]]++;
            predicted[Predicted(Prediction(row))]++;
        }

        var never = Enumerable.Range(0, rows.Length).Where(c => predicted[c] == 0 && rows[c] > 0).ToList();
        if (never.Count > 0)
        {
            List<string> ways = [$"add rows of {DiagnosticText.Agree(never.Count, "it", "them")}"];
            if (!string.Equals(TrainerValues.Text(spec.Trainer, LearnerCatalog.ClassWeights), "Balanced", StringComparison.OrdinalIgnoreCase))
            {
                ways.Add("give the trainer ClassWeights=\"Balanced\"");
            }

            if (schema.Task == ModelTask.BinaryClassification)
            {
                ways.Add(FormattableString.Invariant(
                    $"set a {(never[0] == 1 ? "lower" : "higher")} ModelClassificationThreshold than {spec.ClassificationThreshold}"));
            }

            sink.Report(TrainDiagnostics.ClassNeverPredicted.At(
                spec.Trainer.Location,
                $"Of {DiagnosticText.Count(Rows, "validation row")} none is predicted as {DiagnosticText.List(never.Select(c => $"'{DiagnosticText.Shorten(schema.Classes[c])}' ({DiagnosticText.Count(rows[c], "row")})"))}. If the model is to find {DiagnosticText.Agree(never.Count, "this class", "these classes")}, {string.Join(", or ", ways)}."));
        }
    }

    private void CheckEarlyStopping()
    {
        if (!HasEarlyStopping)
        {
            return;
        }

        var least = schema.Task == ModelTask.BinaryClassification
            ? schema.Classes.Select((name, index) => (Name: name, Rows: input.Validation.Labels.Count(l => l == index))).MinBy(c => c.Rows)
            : (Name: string.Empty, Rows: int.MaxValue);
        if (Rows < FewRows || least.Rows < FewRowsOfClass)
        {
            var few = least.Rows < FewRowsOfClass
                ? $"{DiagnosticText.Count(least.Rows, "validation row")} of class '{DiagnosticText.Shorten(least.Name)}'"
                : DiagnosticText.Count(Rows, "validation row");
            sink.Report(TrainDiagnostics.FewValidationRows.At(
                spec.Trainer.Location,
                $"How many iterations are kept ({result.Iterations:N0} here) was decided by {few}, which is little more than chance. Add training rows, raise ModelValidationFraction, or set EarlyStopping=\"0\" and the Iterations yourself."));
        }
    }

    /// <summary>The loss of a model that says of every row what is known of the training rows' labels.</summary>
    private double ConstantLoss()
    {
        if (result.Loss is { } own)
        {
            return own.OfConstant(own.BestConstant(input.Training), input.Validation);
        }

        var scores = ConstantLearner.Scores(input);
        var same = result.Model with
        {
            LinkSlope = 1,
            LinkOffset = 0,
            Link = result.Model.Link switch
            {
                OutputLink.Exponential => OutputLink.Identity,
                OutputLink.Share when result.Model.Outputs == 1 => OutputLink.Sigmoid,
                OutputLink.OneVersusAll or OutputLink.Share => OutputLink.Softmax,
                var link => link,
            },
        };
        return ValidationLoss.Of(same.Link, same.Predict([.. Enumerable.Repeat(scores, Rows).SelectMany(s => s)]), input.Validation);
    }

    private double InMetric(double loss) => schema.Task == ModelTask.Regression && result.Loss is null ? Math.Sqrt(loss) : loss;

    private ReadOnlySpan<double> Prediction(int row) => _predictions.AsSpan(row * result.Model.Outputs, result.Model.Outputs);

    private int Predicted(ReadOnlySpan<double> prediction)
    {
        if (prediction.Length == 1)
        {
            return prediction[0] >= spec.ClassificationThreshold ? 1 : 0;
        }

        var best = 0;
        for (var c = 1; c < prediction.Length; c++)
        {
            best = prediction[c] > prediction[best] ? c : best;
        }

        return best;
    }
}
