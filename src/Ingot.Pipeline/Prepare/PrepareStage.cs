using Ingot.Artifacts.Stages;
using Ingot.Clients;
using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Pipeline.Prepare;

/// <summary>Prepare: data in; clean, validated tables, their profile and the typed client's source out.</summary>
internal static class PrepareStage
{
    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var files = new PreparedFiles(
            context.OutputFile(PrepareFiles.Training), context.OutputFile(PrepareFiles.Reference), context.OutputFile(PrepareFiles.Profile));
        if (DataPreparation.Run(spec, files, context.Diagnostics, context.Progress, context.Threads, context.Cancellation) is not { } prepared)
        {
            return false;
        }

        context.Write(PrepareFiles.Schema, SchemaFile.ToJson(prepared.Schema));
        context.Write(PrepareFiles.Columns, ColumnTable.Of(prepared.Schema, prepared.Profile.Training, prepared.Examples));

        var client = ClientSource.Generate(prepared.Schema, spec.Name, spec.Namespace, spec.LanguageVersion, spec.Reasons, spec.PredictionInterval is not null && prepared.Schema.Task == ModelTask.Regression);
        context.Write(PrepareFiles.Client, client);

        context.Progress.Report(
            FormattableString.Invariant($"{prepared.TrainingRows:N0} training rows, {prepared.ReferenceRows:N0} reference rows"));
        return true;
    }
}
