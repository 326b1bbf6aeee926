using System.Net;
using Ingot.Core.Tables;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Observers;
using Ingot.Serving.Traffic;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>What was asked and answered is in the log, and late labels find it.</summary>
public sealed class PredictionLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-serving-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Predictions_are_logged_as_they_were_answered_and_labels_join_them()
    {
        string id;
        float probability;
        await using (var host = await StartAsync())
        {
            var answer = await host.AskAsync("/models/Contoso.Churn/predict", """[{"tenure": 3, "contract": "Two year"}, {"senior": true}]""");
            id = (string)answer["id"]!;
            probability = (float)answer["predictions"]![1]!["probability"]!;
            using var response = await host.PostAsync("/models/Contoso.Churn/feedback", $$"""[{"id": "{{id}}", "row": 1, "label": "Yes"}, {"id": "unknown", "row": null, "label": "No"}]""");
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            Assert.Equal("""{"accepted":2}""", await response.Content.ReadAsStringAsync());
            await host.StopAsync();
        }

        var history = new PredictionHistory(_folder, ServingHost.Id);
        var table = history.Table(HistoryFilter.All);
        Assert.Equal(2, table.Rows);
        Assert.Equal([id, id], Texts(table, "ingot_id"));
        Assert.Equal(["production", "production"], Texts(table, "ingot_channel"));
        Assert.Equal(["1.0.0", "1.0.0"], Texts(table, "ingot_version"));
        Assert.Equal(["ok", "ok"], Texts(table, "ingot_status"));
        Assert.Equal(["Two year", null], Texts(table, "contract"));
        Assert.Equal([3, double.NaN], ((NumberColumn)table["tenure"]).Values);
        Assert.Equal([-1, 1], ((BooleanColumn)table["senior"]).Values.Select(v => (int)v));
        Assert.Equal(probability, (float)((NumberColumn)table["probability"]).Values[1]);
        Assert.Equal([null, "Yes"], Texts(table, "ingot_label"));
        Assert.True(((NumberColumn)table["ingot_latency_us"]).Values[0] > 0);
        Assert.Equal(new FeedbackSummary(2, 1, 2, 0, 1), history.Feedback(HistoryFilter.All));
    }

    [Theory]
    [InlineData("""{"label": "Yes"}""", "id")]
    [InlineData("""{"id": "", "label": "Yes"}""", "id")]
    [InlineData("""{"id": "a"}""", "label")]
    [InlineData("""{"id": "a", "label": "yes"}""", "classes No, Yes")]
    [InlineData("""{"id": "a", "label": 1}""", "classes No, Yes")]
    [InlineData("""{"id": "a", "label": "Yes", "row": -1}""", "row")]
    [InlineData("""{"id": "a", "label": "Yes", "row": 1.5}""", "row")]
    [InlineData("""{"id": "a", "label": "Yes", "rows": 1}""", "rows")]
    [InlineData("""[]""", "no labels")]
    [InlineData("""[{"id": "a", "label": "Yes"}, 3]""", "Label 1")]
    [InlineData("""{"id": "\ud800", "label": "Yes"}""", "not valid")]
    [InlineData("""{"id": """, "not valid")]
    public async Task A_wrong_label_is_refused_and_none_of_the_request_is_kept(string body, string message)
    {
        await using (var host = await StartAsync())
        {
            var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, "/models/Contoso.Churn/feedback", body);
            Assert.Contains(message, (string)answer["error"]!, StringComparison.Ordinal);
        }

        Assert.Equal(0, new PredictionHistory(_folder, ServingHost.Id).Feedback(HistoryFilter.All).Labels);
    }

    [Fact]
    public async Task A_column_that_is_not_to_be_logged_and_that_no_model_has_is_told_once()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("2.0.0", schema: TestPackage.Schema with { Columns = [.. TestPackage.Schema.Columns.Where(c => c.Name != "senior")] });
        host.Promote("production", "1.0.0");
        var options = new PredictionLogOptions { Folder = _folder, DroppedColumns = ["Tenure", "senior"], HashedColumns = ["contract"], HashKey = new byte[16] };
        await host.RunAsync(services: s => s.AddIngotPredictionLog(options));
        List<string> Warnings() => [.. host.Log.Lines.Where(l => l.Contains("INGOT8008", StringComparison.Ordinal))];

        var first = Assert.Single(Warnings());
        Assert.Contains("'Tenure' is to be dropped", first, StringComparison.Ordinal);
        Assert.Contains("did you mean 'tenure'?", first, StringComparison.Ordinal);

        // The version that follows has no longer what was dropped: its new name, if it has one, is logged.
        host.Promote("production", "2.0.0");
        await host.RefreshAsync();
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync("/models/Contoso.Churn/predict", """[{"tenure": 3, "contract": "Two year"}]""");
        }

        await host.StopAsync();
        Assert.Equal(2, Warnings().Count);
        Assert.Contains("'senior' is to be dropped", Warnings()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_prediction_of_a_version_that_was_unloaded_before_it_could_be_logged_is_logged()
    {
        var gate = new Gate();
        await using (var host = new ServingHost())
        {
            host.Publish("1.0.0");
            host.Publish("1.1.0");
            host.Promote("production", "1.0.0");
            await host.RunAsync(services: s => s.AddSingleton<IPredictionObserver>(gate).AddIngotPredictionLog(new PredictionLogOptions { Folder = _folder }));
            await host.AskAsync("/models/Contoso.Churn/predict", "{}");
            host.Promote("production", "1.1.0");
            await host.RefreshAsync();
            Assert.DoesNotContain("1.0.0", host.Services.GetRequiredService<ModelRegistry>().Find("Contoso.Churn")!.All.Select(m => m.Model.Version));
            gate.Open();
            await host.StopAsync();
        }

        Assert.Equal(["1.0.0"], Texts(new PredictionHistory(_folder, ServingHost.Id).Table(HistoryFilter.All), "ingot_version"));
    }

    [Fact]
    public async Task Labels_of_unknown_models_and_of_a_server_without_a_log_are_not_found()
    {
        await using var logging = await StartAsync();
        await logging.RefusedAsync(HttpStatusCode.NotFound, "/models/Contoso.Other/feedback", """{"id": "a", "label": "Yes"}""");
        await using var silent = await ServingHost.StartAsync();
        var answer = await silent.RefusedAsync(HttpStatusCode.NotFound, "/models/Contoso.Churn/feedback", """{"id": "a", "label": "Yes"}""");
        Assert.Contains("--log", (string)answer["error"]!, StringComparison.Ordinal);
    }

    private Task<ServingHost> StartAsync() =>
        ServingHost.StartAsync(services: s => s.AddIngotPredictionLog(new PredictionLogOptions { Folder = _folder }));

    private static IEnumerable<string?> Texts(Table table, string column) => Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table[column])[r]);

    /// <summary>Holds up what comes after it until it is opened.</summary>
    private sealed class Gate : IPredictionObserver
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _opened.SetResult();

        public async ValueTask ObserveAsync(PredictionEvent prediction, CancellationToken cancellation) => await _opened.Task.WaitAsync(cancellation);
    }
}
