using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Requests;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Logging;

/// <summary>
/// Warns of columns that are not to be logged and that no loaded model has: of misspelt ones when the server has started, and of those
/// that a new version gives another name when its first prediction is logged.
/// </summary>
internal sealed class RedactionCheck(PredictionLogOptions options, ModelRegistry registry, ILogger<RedactionCheck> logger) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Compares the columns with the models that are loaded now; says each only once as long as it is in none.</summary>
    public void Check()
    {
        lock (_gate)
        {
            var schemas = registry.Models.Values.SelectMany(r => r.All).Select(m => m.Model.Schema).ToList();
            var unknown = schemas.Count == 0 ? [] : options.UnknownColumns(schemas);
            var told = _told;
            _told = [.. unknown];
            foreach (var column in unknown.Where(c => !told.Contains(c)))
            {
                var names = schemas.SelectMany(s => s.Columns).Select(c => c.Name).Distinct(StringComparer.Ordinal).ToList();
                logger.Report(MonitorDiagnostics.UnknownLogColumn.At(
                    SourceLocation.None,
                    $"Column '{column}' is to be {(options.HashedColumns.Contains(column, StringComparer.Ordinal) ? "hashed in" : "dropped from")} the prediction log, but no model that is loaded has it{NearestName.Hint(column, names)}; the columns are {NearestName.Some(names)}. If another name was meant, that column is logged as it is: correct the name, and delete what was logged."));
            }
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Check();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
