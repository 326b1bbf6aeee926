using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Retraining;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.Report;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Demo;

/// <summary>
/// A simulated year of one model by the real tools: it is trained, published and promoted, its customers' answers lie in a real prediction log, and each look at
/// them, each retraining and each return to the version before is a command that people use.
/// </summary>
public sealed class DemoYear
{
    private readonly DemoOptions _options;
    private readonly TextWriter _output;
    private readonly YearWorld _world;
    private readonly DemoPlace _place;
    private readonly DemoModel _model;
    private readonly Dictionary<string, BuiltModel> _answering = [];
    private readonly List<ServedWeek> _served = [];
    private readonly List<DemoLook> _looks = [];
    private readonly List<YearEvent> _events = [];
    private bool _isAlarmed;
    private int _releasedIn;

    private DemoYear(DemoOptions options, TextWriter output)
    {
        (_options, _output) = (options, output);
        _world = new YearWorld(options.Plan, CustomerSource.Read(Repository.Root));
        _place = new DemoPlace(options.Folder, options.Tools);
        _model = new DemoModel(_place);
    }

    /// <summary>Runs it.</summary>
    /// <param name="options">What.</param>
    /// <param name="output">Gets the story, line by line.</param>
    public static async Task<DemoResult> RunAsync(DemoOptions options, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var year = new DemoYear(options, output);
        try
        {
            return await year.RunAsync();
        }
        finally
        {
            year._answering.Values.ToList().ForEach(m => m.Dispose());
        }
    }

    private BuiltModel Serving => _answering.TryGetValue(_model.Serving, out var known) ? known : _answering[_model.Serving] = _model.Answering();

    private async Task<DemoResult> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        Begin();
        await using (var log = new DemoLog(_place.At("log")))
        {
            for (var week = 0; week < _world.Plan.Weeks; week++)
            {
                await LiveAsync(log, week);
            }
        }

        var result = new DemoResult(new YearResult(_world.Plan, [.. _served.Select(s => s.Auc)], [.. _served.Select(s => s.Model.Version)], _events), _looks, Unwatched());
        YearPicture.Write(result, _place.Root);
        Tell(null, FormattableString.Invariant($"{_looks.Count} looks, {result.Year.Count(YearEventKind.Alarm)} with an alarm; trained again {result.Year.Count(YearEventKind.Retrained)} times, promoted {result.Year.Count(YearEventKind.Promoted)} times, taken back {result.Year.Count(YearEventKind.RolledBack)} times."));
        Tell(null, FormattableString.Invariant($"Mean AUC of the year {result.Year.Auc.Average():0.000}; of the first release alone {result.Unwatched.Average():0.000}. {watch.Elapsed.TotalMinutes:0.0} minutes. The picture: {_place.At("year.svg")}; every command and what it said: {_place.At("demo.log")}"));
        return result;
    }

    private void Begin()
    {
        Tell(null, $"A year of Churn in {_place.Root}: the model is trained, its gates decide, and it is packed, published and promoted.");
        _place.DotNet("new", "tool-manifest").Expect(0);
        _place.DotNet("tool", "install", "Ingot.Tool", "--version", DemoPlace.Version).Expect(0);
        _model.Create(_world);
        _model.Release("The first one");
        _model.DateChannel(_world.Plan.Start);
    }

    private async Task LiveAsync(DemoLog log, int week)
    {
        var now = _world.Plan.StartOf(week + 1);
        ToldChange(week);
        if (week == _world.Plan.BadReleaseWeek)
        {
            _model.ReleaseFromTheFuture(_world.Plan.Seed);
            _model.DateChannel(_world.Plan.StartOf(week));
            Happened(week, YearEventKind.BadRelease, FormattableString.Invariant($"{_model.Serving} passes its gates with an AUC of {Serving.Auc:0.000} and is promoted. Its data were taken after the fact"));
            _releasedIn = week;
        }

        _served.Add(ServedWeek.Of(_world.Week(week), Serving));
        await log.AddAsync(_served[^1], now);
        if (week == 0 && _options.HttpRequests > 0)
        {
            var same = await DemoServer.AskAsync(_place, _served[0], _options.HttpRequests);
            Tell(week, $"dotnet ingot serve was asked about {_options.HttpRequests} customers of the first day: {same} answers are those in the log.");
        }

        if (_isAlarmed || week - _releasedIn < 2 || (week + 1) % _options.LooksEvery == 0)
        {
            Look(week, now);
        }
    }

    private void ToldChange(int week)
    {
        if (week == _world.Plan.DriftWeek)
        {
            Tell(week, $"[prices rise by {_world.Plan.PriceRise:P0}; nobody tells the model]");
        }

        if (week == _world.Plan.ConceptWeek)
        {
            Tell(week, "[contracts can be cancelled at any time: the same customers now mean something else; nobody tells the model]");
        }
    }

    private void Look(int week, DateTimeOffset now)
    {
        var serving = _model.Serving;
        _place.Ingot(
            "monitor", "models/Churn", "-c", "Release", "--log", "log", "--reference", _place.At("served", serving), "--model-version", serving,
            "--days", "28", "--to", Text(now), "--chunk", "week", "-p", $"Version={_model.Version}").Expect(0, 1);
        var report = MonitorReportFile.Read(_place.At("models", "Churn", "obj", "Release", "ingot", "monitor", "monitor.json"));
        var failed = report.Verdicts.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        _looks.Add(DemoLook.Of(week, report.Measurements, report.Verdicts));
        _isAlarmed = failed.Count > 0;
        if (!_isAlarmed)
        {
            return;
        }

        Happened(week, YearEventKind.Alarm, string.Join(" ", failed.Select(v => v.Message.Split(" (95 %")[0] + ".")));
        if (!RollBack(week, now, serving))
        {
            Retrain(week, now, serving);
        }
    }

    private bool RollBack(int week, DateTimeOffset now, string serving)
    {
        if (_served[0].Model.Version == serving)
        {
            return false;
        }

        var said = _place.Ingot(
            "rollback", DemoModel.Package, "--on", "production", "--if-worse", "--project", "models/Churn", "--log", "log", "--until", Text(now), "--feed", "feed").Expect(0, 1);
        if (_model.Serving == serving)
        {
            return false;
        }

        _model.DateChannel(now);
        Happened(week, YearEventKind.RolledBack, said.Output.Trim().Split('\n')[0]);
        return true;
    }

    private void Retrain(int week, DateTimeOffset now, string serving)
    {
        var file = _place.At("models", "Churn", "obj", "Release", "ingot", "retrain", "retrain.json");
        _place.Ingot(
            "retrain", "models/Churn", "--log", "log", "--days", "28", "--to", Text(now), "--channel", "production", "--promote", "production", "--feed", "feed").Expect(0, 1);

        // What lies there is of this window only when the triggers asked for it.
        if (!File.Exists(file) || RetrainReportFile.Read(file) is not { } report || report.Collected.Before != now)
        {
            return;
        }

        Happened(week, YearEventKind.Retrained, report.Conclusion);
        if (_model.Serving != serving)
        {
            _model.DateChannel(now);
            _ = Serving;
            _releasedIn = week;
            Happened(week, YearEventKind.Promoted, $"{_model.Serving} serves instead of {serving}");
        }
    }

    // What the first release would have said all the year.
    private List<double> Unwatched() => [.. _served.Select(s => ServedWeek.Of(s.World, _served[0].Model).Auc)];

    private void Happened(int week, YearEventKind kind, string text)
    {
        _events.Add(new YearEvent(week, kind, text));
        Tell(week, $"{kind switch { YearEventKind.Alarm => "alarm", YearEventKind.Retrained => "trained again", YearEventKind.Promoted => "promoted", YearEventKind.RolledBack => "taken back", _ => "release" }}: {text}");
    }

    private void Tell(int? week, string text) => _output.WriteLine(week is { } number ? FormattableString.Invariant($"week {number + 1,2}  {_world.Plan.StartOf(number + 1):yyyy-MM-dd}  {text}") : text);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
