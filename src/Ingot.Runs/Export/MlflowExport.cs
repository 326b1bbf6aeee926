using System.Net.Http.Headers;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;

namespace Ingot.Runs.Export;

/// <summary>
/// Puts runs into a tracking server of MLflow, by its REST API 2.0: its layout of files is deprecated. An experiment a model; each run has a tag <c>ingot.id</c>, by which a
/// second export finds it and writes only what people say of it.
/// </summary>
/// <param name="client">Sends requests.</param>
/// <param name="address">The server's address, such as <c>http://localhost:5000</c>.</param>
/// <param name="credentials">Who asks; null: nobody in particular.</param>
public sealed class MlflowExport(HttpClient client, Uri address, AuthenticationHeaderValue? credentials)
{
    private const string IdTag = "ingot.id";
    private const string NoteTag = "mlflow.note.content";

    // Of one call of runs/log-batch.
    private const int MostParameters = 100;
    private const int MostMetrics = 1000;
    private const int MostTagValue = 5000;

    private readonly MlflowServer _server = new(client, address, credentials);
    private readonly Dictionary<string, string> _experiments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Exports runs, parents before their parts.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="experiment">The experiment of all of them; null: each has that of its model's name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many are new there, and how many were there.</returns>
    /// <exception cref="IngotException">INGOT9206: the server refuses.</exception>
    public async Task<(int Added, int Known)> ExportAsync(IReadOnlyCollection<Run> runs, string? experiment, CancellationToken cancellation)
    {
        var (added, known) = (0, 0);
        try
        {
            foreach (var run in runs.OrderBy(r => r.Parent is not null).ThenBy(r => r.Id, StringComparer.Ordinal))
            {
                var experimentId = await ExperimentAsync(experiment ?? run.Model, cancellation);
                if (await FindAsync(experimentId, run.Id, cancellation) is { } there)
                {
                    known++;
                    await SayAsync(there, run, cancellation);
                }
                else
                {
                    await AddAsync(experimentId, run, cancellation);
                    added++;
                }
            }
        }
        catch (IngotException e)
        {
            throw _server.Refused($"{e.Diagnostic.Message} {DiagnosticText.Count(added, "run was", "runs were")} exported before.", e);
        }

        return (added, known);
    }

    private async Task<string> ExperimentAsync(string name, CancellationToken cancellation)
    {
        if (!_experiments.TryGetValue(name, out var id))
        {
            var found = await _server.TryGetAsync($"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}", cancellation);
            id = found is { } known ? Text(Member(known, "experiment"), "experiment_id") : Text(await _server.PostAsync("experiments/create", new { Name = name }, cancellation), "experiment_id");
            _experiments[name] = id;
        }

        return id;
    }

    private async Task<string?> FindAsync(string experimentId, string id, CancellationToken cancellation)
    {
        var answer = await _server.PostAsync("runs/search", new { ExperimentIds = new[] { experimentId }, Filter = $"tags.`{IdTag}` = '{id}'", MaxResults = 1 }, cancellation);
        if (!answer.TryGetProperty("runs", out var runs) || runs.ValueKind != JsonValueKind.Array || runs.GetArrayLength() == 0)
        {
            return null;
        }

        return _known[id] = Text(Member(runs[0], "info"), "run_id");
    }

    private async Task AddAsync(string experimentId, Run run, CancellationToken cancellation)
    {
        var tags = new List<object> { Tag(IdTag, run.Id), Tag("ingot.kind", run.Kind.ToString()), Tag("mlflow.source.type", "PROJECT") };
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                tags.Add(Tag(key, value));
            }
        }

        Add("mlflow.source.name", run.Project);
        Add("mlflow.source.git.commit", run.Commit?.Hash);
        Add("ingot.clean", run.Commit is { } commit ? (commit.IsClean ? "true" : "false") : null);
        Add("ingot.data_sha256", run.Hashes.Data);
        Add("ingot.reference_sha256", run.Hashes.Reference);
        Add("ingot.schema_sha256", run.Hashes.Schema);
        Add("ingot.model_sha256", run.Hashes.Model);
        Add("ingot.version", run.Environment?.Tool);
        Add("ingot.fault", run.Fault);
        Add("mlflow.parentRunId", run.Parent is { } parent ? _known.GetValueOrDefault(parent) ?? await FindAsync(experimentId, parent, cancellation) : null);

        var created = await _server.PostAsync("runs/create", new { ExperimentId = experimentId, RunName = run.Id, StartTime = run.Started.ToUnixTimeMilliseconds(), Tags = tags }, cancellation);
        var runId = Text(Member(Member(created, "run"), "info"), "run_id");
        _known[run.Id] = runId;
        var time = (run.Ended ?? run.Started).ToUnixTimeMilliseconds();
        foreach (var some in MlflowNames.Distinct(run.Parameters, p => p.Key).Chunk(MostParameters))
        {
            await _server.PostAsync("runs/log-batch", new { RunId = runId, Params = some.Select(p => new { Key = p.Name, p.Thing.Value }) }, cancellation);
        }

        // MLflow has no intervals: their ends are metrics too. What is undefined has no number.
        var values = run.Metrics.SelectMany(m => new (string Name, double Value)[] { (RunCsv.NameOf(m), m.Value), ($"{RunCsv.NameOf(m)}.low", m.Low), ($"{RunCsv.NameOf(m)}.high", m.High) }).Where(m => double.IsFinite(m.Value));
        foreach (var some in MlflowNames.Distinct(values, m => m.Name).Chunk(MostMetrics))
        {
            await _server.PostAsync("runs/log-batch", new { RunId = runId, Metrics = some.Select(m => new { Key = m.Name, m.Thing.Value, Timestamp = time, Step = 0 }) }, cancellation);
        }

        await SayAsync(runId, run, cancellation);
        await _server.PostAsync("runs/update", run.State == RunState.Running ? new { RunId = runId, Status = MlflowNames.Of(run.State) } : new { RunId = runId, Status = MlflowNames.Of(run.State), EndTime = time }, cancellation);
    }

    // What people say may have changed since.
    private async Task SayAsync(string runId, Run run, CancellationToken cancellation)
    {
        foreach (var (key, value) in new[] { (NoteTag, run.Notes), ("ingot.tags", string.Join(", ", run.Tags)) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                await _server.PostAsync("runs/set-tag", new { RunId = runId, Key = key, Value = Cut(value) }, cancellation);
            }
        }
    }

    private static object Tag(string key, string value) => new { Key = key, Value = Cut(value) };

    private static string Cut(string value) => value.Length > MostTagValue ? value[..MostTagValue] : value;

    private JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : throw _server.Refused($"The server's answer has no '{name}'. Look whether the address is that of MLflow.");

    private string Text(JsonElement element, string name) => Member(element, name).GetString() ?? throw _server.Refused($"The server's answer has no text '{name}'. Look whether the address is that of MLflow.");
}
