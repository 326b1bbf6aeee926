using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Training;

namespace Ingot.Pipeline.Shared;

/// <summary><c>report.json</c>: what Train left behind about itself.</summary>
internal static class ReportFile
{
    // The stage's output is hashed: from the beginning it has escaped what is not ASCII, and named what is not a number (without
    // validation rows there is no parity to measure).
    private static readonly JsonSerializerOptions Format = JsonFormat.With(o =>
    {
        o.Encoder = JavaScriptEncoder.Default;
        o.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        o.Converters.Clear();
    });

    public static string ToJson(TrainingReport report) => JsonSerializer.Serialize(report, Format);

    /// <exception cref="IngotException">INGOT9003: the stage has not run. INGOT9006: the file is damaged.</exception>
    public static TrainingReport Read(StageContext context) => Read(context.Input(TrainFiles.Report));

    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static TrainingReport Read(string path) => JsonFormat.Read<TrainingReport>(path, Format);
}
