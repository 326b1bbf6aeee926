using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Pipeline.Automl;
using Ingot.Pipeline.Shared;
using Ingot.Training;

namespace Ingot.Pipeline.Challenge;

/// <summary>Challenge: prepared data and the tests in; the models out that the tests compare with.</summary>
internal static class ChallengeStage
{
    public static bool Run(StageContext context)
    {
        context = ChosenTrainers.In(context);
        var schema = context.ReadSchema();
        var tests = context.Spec.ComparisonTests;
        var timestamps = tests.OfType<StalenessTest>().Select(t => Found(() => RivalList.Timestamp(t, schema).Name, context)).OfType<string>();
        var columns = ModelTrainer.ColumnsOf(context.Spec, schema).Union(timestamps, StringComparer.Ordinal);
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), columns, context.Threads);
        var list = new RivalList(AsTheModel(context.Spec, training.Rows), schema, training);

        var trained = new List<TrainedRival>();
        for (var test = 0; test < tests.Count; test++)
        {
            var number = 0;
            foreach (var rival in Found(() => list.Of(tests[test]).ToList(), context) ?? [])
            {
                if (rival.Kind != RivalKind.SingleFeature || number == 0)
                {
                    context.Progress.Report($"{tests[test].Title}: {(rival.Kind == RivalKind.SingleFeature ? "each feature alone" : rival.Name)}");
                }

                var file = FormattableString.Invariant($"{tests[test].Kind}-{test + 1}-{++number}.onnx");
                if (Found(() => Train(rival, context, file), context) is not null)
                {
                    trained.Add(new TrainedRival(test, rival.Kind, rival.Name, file, ContentHash.OfFile(context.OutputFile(file)), rival.Training.Rows));
                }
            }
        }

        context.Write(ChallengeFiles.Rivals, RivalsFile.ToJson(trained));
        return true;
    }

    // A rival of fewer rows is fitted as the model is: on all of its rows, or without those that are held out. What it is worth, the reference rows tell, and its
    // decisions are compared at the model's threshold.
    private static ModelSpec AsTheModel(ModelSpec spec, int rows) =>
        spec with { Refit = RefitDecision.IsWanted(spec.Refit, rows) ? RefitMode.True : RefitMode.False, Folds = 0, ThresholdCosts = null, ThresholdTarget = null, PredictionInterval = null };

    private static TrainingOutcome Train(Rival rival, StageContext context, string file) => ModelMaker.Make(
        context, rival.Spec, rival.Schema, rival.Training, context.OutputFile(file), new ErrorsOnly(context.Diagnostics), new Quiet());

    /// <summary>What was asked for, or null with the reason reported: the other tests are looked at all the same.</summary>
    private static T? Found<T>(Func<T> find, StageContext context)
        where T : class
    {
        try
        {
            return find();
        }
        catch (IngotException e)
        {
            context.Diagnostics.Report(e.Diagnostic);
            return null;
        }
    }

    // A model of shuffled labels, of one feature or of a simpler trainer may be as poor as it is: that is what it is compared for.
    private sealed class ErrorsOnly(IDiagnosticSink sink) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                sink.Report(diagnostic);
            }
        }
    }

    // The iterations of each of many models are not what a person waits for.
    private sealed class Quiet : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
        }
    }
}
