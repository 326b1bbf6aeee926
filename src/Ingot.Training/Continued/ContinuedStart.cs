using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Continued;
using Ingot.Onnx.Learned;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Continued;

/// <summary>The start of a training that continues from a release.</summary>
internal static class ContinuedStart
{
    /// <summary>Judges the release, and asks it of all training rows.</summary>
    /// <exception cref="IngotException">INGOT2095, INGOT2097.</exception>
    public static StartScores Of(ReleasedModel model, ModelSpec spec, ModelSchema schema, ILearner learner, Table data, int threads, CancellationToken cancellation)
    {
        ContinueRules.Require(spec, learner);
        var release = spec.Continued!;
        ReleasedStart start;
        try
        {
            start = ReleasedStart.Read(model.Onnx, model.Schema, new ReleasedPart(release.Package, release.Version!, model.OnnxSha256, 0));
        }
        catch (InvalidDataException e)
        {
            throw ContinueRules.Unfit(spec, $"its model {e.Message}. Name another release, or remove ModelContinueFrom.");
        }

        ContinueRules.Require(spec, schema, start, model.Schema);
        var link = LightGbmObjective.Of(spec.Trainer, schema.Task, schema.Classes.Count).Link;
        return link != OutputLink.Exponential || start.IsExponential
            ? StartScores.Of(start, link, spec, schema, data, threads, cancellation)
            : throw ContinueRules.Unfit(spec, $"its model predicts numbers as they are, and the objective of the trainer learns their logarithms. Choose the objective that the release was trained with.");
    }

    /// <summary>What the report says of it.</summary>
    /// <param name="start">The release.</param>
    /// <param name="chosen">The model that did not learn from the validation rows: its metric is compared.</param>
    /// <param name="final">The model that ships.</param>
    public static ContinuedReport Report(StartScores start, FittedModel chosen, FittedModel final)
    {
        var (result, rows) = (chosen.Result, chosen.Input.Validation);
        var said = result.Model.Predict(rows.Start!);
        var loss = result.Loss is { } own ? own.Of(said, rows) : ValidationLoss.Of(result.Model.Link, said, rows);
        return new ContinuedReport(
            start.Released.Releases, ((TreeModel)final.Result.Model).Trees.Count(t => t.Nodes.Count > 0), chosen.Input.Task == ModelTask.Regression && result.Loss is null ? Math.Sqrt(loss) : loss);
    }
}
