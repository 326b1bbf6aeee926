using System.Net;
using System.Net.Http.Headers;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Export;

namespace Ingot.Runs.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly FakeMlflow _server = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task MLflow_has_what_a_run_has()
    {
        var run = RunSamples.Full();
        Assert.Equal((1, 0), await Export(run));

        var there = Assert.Single(_server.Runs).Value;
        Assert.Equal(["Churn"], _server.Experiments);
        Assert.Equal((run.Id, run.Started.ToUnixTimeMilliseconds(), run.Ended!.Value.ToUnixTimeMilliseconds(), "FINISHED"), (there.Name, there.Start, there.End!.Value, there.Status));
        Assert.Equal(["0.05", "LightGbm", "'; DROP TABLE runs; --"], new[] { "LearningRate", "Trainer", "_rger" }.Select(k => there.Parameters[k]));
        Assert.Equal((0.84, 0.82, 0.86, 0.74, 0.41), (there.Metrics["AUC"], there.Metrics["AUC.low"], there.Metrics["AUC.high"], there.Metrics["AUC/contract_Two year"], there.Metrics["LogLoss"]));
        Assert.DoesNotContain("Undefined", there.Metrics.Keys);
        Assert.Equal(("first", "baseline, for Ann", "0123456789abcdef", "false", "m"), (there.Tags["mlflow.note.content"], there.Tags["ingot.tags"], there.Tags["mlflow.source.git.commit"], there.Tags["ingot.clean"], there.Tags["ingot.model_sha256"]));
    }

    [Fact]
    public async Task A_second_export_adds_what_is_missing_and_brings_notes_up_to_date()
    {
        var search = RunSamples.Full() with { Kind = RunKind.Search };
        var trials = Enumerable.Range(1, 3).Select(i => RunSamples.Small(i, 0.5, parent: search.Id)).ToList();
        Assert.Equal((2, 0), await Export([trials[0], search]));
        Assert.Equal((2, 2), await Export([.. trials, search with { Notes = "second" }]));

        Assert.Equal(4, _server.Runs.Count);
        var parent = _server.Runs.Single(r => r.Value.Name == search.Id);
        Assert.Equal("second", parent.Value.Tags["mlflow.note.content"]);
        Assert.All(_server.Runs.Where(r => r.Key != parent.Key), r => Assert.Equal(parent.Key, r.Value.Tags["mlflow.parentRunId"]));
    }

    [Fact]
    public async Task Names_that_become_one_stay_two_and_batches_have_their_limits()
    {
        var run = RunSamples.Small(1, 0.5) with
        {
            Parameters = Enumerable.Range(0, 250).ToDictionary(i => FormattableString.Invariant($"p{i:000}"), i => "x").Append(new("a=b", "1")).Append(new("a:b", "2")).Append(new("../..", "3")).ToDictionary(StringComparer.Ordinal),
            Metrics = [.. Enumerable.Range(0, 1500).Select(i => new RunMetric { Name = FormattableString.Invariant($"m{i}"), Value = i })],
            State = RunState.Killed,
        };
        await Export(run);
        var there = Assert.Single(_server.Runs).Value;
        Assert.Equal((253, 1500, "KILLED"), (there.Parameters.Count, there.Metrics.Count, there.Status));
        Assert.Equal(["1", "2"], new[] { there.Parameters["a_b"], there.Parameters["a_b_2"] }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_refusal_says_how_far_it_came_and_no_secret()
    {
        _server.RefusesWith = HttpStatusCode.Forbidden;
        var e = await Assert.ThrowsAsync<IngotException>(() => Export(RunSamples.Full()));
        Assert.Equal("INGOT9206", e.Diagnostic.Code);
        Assert.Contains("403 Forbidden", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("0 runs were exported before.", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.Diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Equal("Bearer hunter2", _server.Authorization);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        _server.Dispose();
        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<IngotException>(() => Export(RunSamples.Full()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_a_column_for_each_parameter_and_metric()
    {
        var csv = RunCsv.Of([RunSamples.Full(), RunSamples.Small(1, 0.25) with { Notes = "say \"no\",\nthen" }]).Split('\n');
        Assert.StartsWith("id,kind,state,model,", csv[0], StringComparison.Ordinal);
        Assert.EndsWith("param.LearningRate,param.Trainer,param.Ärger,metric.AUC,metric.AUC/contract=Two year,metric.LogLoss,metric.Undefined", csv[0], StringComparison.Ordinal);
        Assert.EndsWith(",baseline for Ann,first,0.05,LightGbm,'; DROP TABLE runs; --,0.84,0.74,0.41,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"say \"\"no\"\",", csv[2], StringComparison.Ordinal);
        Assert.Equal("then\",,,,0.25,,0.75,", csv[3]);
    }

    private Task<(int Added, int Known)> Export(params Run[] runs) => new MlflowExport(_client, _server.Address, new AuthenticationHeaderValue("Bearer", "hunter2")).ExportAsync(runs, null, CancellationToken.None);
}
