using System.Globalization;
using Ingot.Clients;
using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Pipeline;

/// <summary>Prepare: data in; clean, validated tables, their profile and the typed client's source out.</summary>
internal static class PrepareStage
{
    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        if (DataPreparation.Run(spec, context.Output, context.Diagnostics, context.Progress, context.Threads, context.Cancellation) is not { } prepared)
        {
            return false;
        }

        StageFiles.WriteText(context.OutputFile(StageFiles.Schema), SchemaFile.ToJson(prepared.Schema));

        var rootNamespace = context.Document.Get("RootNamespace") ?? spec.PackageId;
        var languageVersion = int.TryParse(
            context.Document.Get("LangVersionMajor"), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 14;
        var client = ClientSource.Generate(prepared.Schema, spec.Name, rootNamespace, languageVersion);
        StageFiles.WriteText(context.OutputFile($"{spec.Name}Client.g.cs"), client);

        context.Progress.Report(
            FormattableString.Invariant($"{prepared.TrainingRows:N0} training rows, {prepared.ReferenceRows:N0} reference rows"));
        return true;
    }
}
