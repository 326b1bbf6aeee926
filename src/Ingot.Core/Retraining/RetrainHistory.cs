using System.Security.Cryptography;
using System.Text;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Retraining;

/// <summary>A folder in which every retraining leaves its report. Names are the end of the window and the report's hash: two machines never write the same file to different ends.</summary>
public static class RetrainHistory
{
    private const string Ending = ".retrain.json";
    private const long MostBytes = 16 * 1024 * 1024;

    /// <summary>The name of a report's file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="json">The same as JSON.</param>
    public static string NameOf(RetrainReport report, string json) => FormattableString.Invariant(
        $"{report.Model}-{report.Collected.Before.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..8]}{Ending}");

    /// <summary>The reports of a model that are there, the oldest window first. One that cannot be read is reported and left out.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="sink">Takes what cannot be read.</param>
    public static IReadOnlyList<RetrainReport> Read(string? folder, string model, IDiagnosticSink sink)
    {
        var found = new List<RetrainReport>();
        string[] files = folder is not null && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, $"{model}-*{Ending}").Order(StringComparer.Ordinal)] : [];
        foreach (var file in files)
        {
            try
            {
                if (new FileInfo(file).Length > MostBytes)
                {
                    throw new IngotException(RetrainDiagnostics.DamagedHistory.At(new SourceLocation(file), $"It has more than {MostBytes} bytes."));
                }

                var report = RetrainReportFile.Read(file);
                if (report.Model == model)
                {
                    found.Add(report);
                }
            }
            catch (IngotException e)
            {
                sink.Report(RetrainDiagnostics.DamagedHistory.At(
                    new SourceLocation(file), $"This report of an earlier retraining is left out: {e.Diagnostic.Message} When the model was trained last may be wrong because of that; restore the file, or delete it."));
            }
        }

        return [.. found.OrderBy(r => r.Collected.Before)];
    }
}
