using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingot.Monitoring.History;

namespace Ingot.Tests.Shared.Trials;

/// <summary>A server with a prediction log, under requests and labels.</summary>
/// <param name="place">Where.</param>
internal sealed partial class ServeTrial(TrialPlace place) : KillTrial(place)
{
    // So long a server takes requests that is not killed.
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(2.5);

    // A label that was taken is in a journal after so long, whatever happens.
    private static readonly TimeSpan Flush = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TimeSpan> _taken = new(StringComparer.Ordinal);
    private HashSet<string> _due = [];

    public override string Name => "serve";

    public override bool GoesOn => true;

    private string Log => Place.At("log");

    public override Task PrepareAsync()
    {
        TestPackage.Write(Place.Work, "1.0.0");
        return Task.CompletedTask;
    }

    public override async Task<TrialRun> RunAsync((KillKind Kind, TimeSpan After)? kill, TimeSpan patience)
    {
        if (!Directory.Exists(Log))
        {
            _due = [];
        }

        _taken.Clear();
        var watch = Stopwatch.StartNew();
        using var server = TrialProcess.Start(Commands()[0]);
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(() => AddressOf(server), watch, stop.Token);
        await (kill is var (_, after) ? Task.Delay(after) : WaitAsync(server, patience));
        var hit = !server.HasEnded;
        var how = kill?.Kind ?? KillKind.Terminate;
        var killed = watch.Elapsed;
        server.Kill(how);
        var faults = new List<string>();
        if (!await server.EndAsync(patience))
        {
            faults.Add("the server did not end: " + server.Output);
        }

        await stop.CancelAsync();
        faults.AddRange(await load);
        _due.UnionWith(_taken.Where(t => how == KillKind.Terminate || t.Value + Flush < killed).Select(t => t.Key));
        return new TrialRun(killed, hit, server.HasEnded ? server.ExitCode : -1, server.Output, faults);
    }

    public override void Forget() => _due = [];

    public override IEnumerable<string> FaultsAtEnd()
    {
        var history = new PredictionHistory(Log, TestPackage.Id);
        var kept = history.Joined(HistoryFilter.All, ["ingot_id", "ingot_label"]).Where(r => !r.IsDBNull(1)).Select(r => r.GetString(0)).ToHashSet(StringComparer.Ordinal);
        var lost = _due.Except(kept).Count();
        return
        [
            .. lost > 0 ? [FormattableString.Invariant($"{lost} of {_due.Count} labels are lost that were taken a second before")] : Array.Empty<string>(),
            .. history.Feedback(HistoryFilter.All).DuplicateLabels is > 0 and var twice ? [FormattableString.Invariant($"{twice} labels are there twice")] : Array.Empty<string>(),
            .. Directory.GetFiles(Log, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) != ".parquet").Select(f => "the log's folder has " + Path.GetRelativePath(Log, f)),
        ];
    }

    public override string? ContentOf(string name, string path) => name.StartsWith("log" + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : base.ContentOf(name, path);

    protected override IReadOnlyList<TrialCommand> Commands() =>
        [Place.Ingot("serve", "--package", TestPackage.Id + "@1.0.0", "--packages", Place.Work, "--urls", "http://127.0.0.1:0", "--log", Log)];

    private static async Task WaitAsync(TrialProcess server, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (AddressOf(server) is null && !server.HasEnded && watch.Elapsed < patience)
        {
            await Task.Delay(10);
        }

        await Task.Delay(Load);
    }

    private async Task<List<string>> LoadAsync(Func<Uri?> address, Stopwatch watch, CancellationToken stop)
    {
        var faults = new List<string>();
        using var client = new HttpClient();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if ((client.BaseAddress ??= address()) is null)
                {
                    await Task.Delay(10, stop);
                    continue;
                }

                using var answer = await PostAsync(client, "predict", """{"tenure": 3, "contract": "Two year"}""", stop);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    // One that is stopping takes no more.
                    await Task.Delay(10, stop);
                    continue;
                }

                using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
                var id = document.RootElement.GetProperty("id").GetString()!;
                using var label = await PostAsync(client, "feedback", $$"""{"id": "{{id}}", "label": "Yes"}""", stop);
                if (label.StatusCode == HttpStatusCode.Accepted)
                {
                    _taken[id] = watch.Elapsed;
                }
                else if (label.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    faults.Add($"{(int)label.StatusCode} to a label: {await label.Content.ReadAsStringAsync(stop)}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // It is gone, or going.
                await Task.Delay(10, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return faults;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string what, string json, CancellationToken stop)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri($"/models/{TestPackage.Id}/{what}", UriKind.Relative), content, stop);
    }

    private static Uri? AddressOf(TrialProcess server) => Listening().Match(server.Output) is { Success: true } match ? new Uri(match.Groups["address"].Value) : null;

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
