using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Monitoring.Predictions;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Demo;

/// <summary>The prediction log of the year: what the model answers, and the labels when they come, each at its own time.</summary>
internal sealed class DemoLog : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly PredictionLog _log;
    private readonly List<(DateTimeOffset At, FeedbackEntry Label)> _open = [];

    public DemoLog(string folder) => _log = new PredictionLog(new PredictionLogOptions { Folder = folder }, _time);

    /// <summary>Logs a week's answers, and the labels that have come by its end.</summary>
    public async Task AddAsync(ServedWeek week, DateTimeOffset now)
    {
        var (world, schema) = (week.World, ((BuiltModel)week.Model).Schema);
        var log = _log.Open(DemoModel.Package, week.Model.Version, schema);
        for (var row = 0; row < world.Rows; row++)
        {
            var (at, id) = (row, FormattableString.Invariant($"{world.Week:00}-{row:0000}"));
            _time.Now = world.At[row];
            Require(log.TryAdd(new PredictionEntry
            {
                Id = id,
                Timestamp = world.At[row],
                Latency = TimeSpan.FromMicroseconds(900 + (row % 200)),
                Channel = "production",
                Rows = 1,
                Inputs = [.. schema.Features.Select(f => Value(f, world.Customers[f.Name], at))],
                Outputs =
                [
                    new LoggedValues(OutputNames.PredictedLabel, new[] { schema.Classes[week.Scores[row] >= 0.5f ? 1 : 0] }),
                    new LoggedValues(OutputNames.Score, new[] { MathF.Log(week.Scores[row] / (1 - week.Scores[row])) }),
                    new LoggedValues(OutputNames.Probability, new[] { week.Scores[row] }),
                ],
            }));
            if (world.KnownAt[row] is { } known)
            {
                _open.Add((known, new FeedbackEntry { Id = id, Label = schema.Classes[world.Left[row] ? 1 : 0] }));
            }
        }

        // A label belongs to its row, whichever version answered.
        foreach (var (at, label) in _open.Where(l => l.At < now).OrderBy(l => l.At).ToList())
        {
            _time.Now = at;
            Require(log.TryAdd(label));
        }

        _open.RemoveAll(l => l.At < now);
        _time.Now = now;
        await _log.RollAsync();
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private static void Require(bool isTaken)
    {
        if (!isTaken)
        {
            throw new InvalidOperationException("The prediction log dropped a row.");
        }
    }

    private static LoggedValues Value(SchemaColumn feature, TableColumn column, int row) => new(feature.Name, column switch
    {
        NumberColumn numbers when feature.DataType == TensorDataType.Float64 => new[] { numbers.Values[row] },
        NumberColumn numbers => new[] { (float)numbers.Values[row] },
        StringColumn texts => new[] { texts[row] },
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    });
}
