using System.Diagnostics.Metrics;
using Ingot.Core.Monitoring;

namespace Ingot.Serving.Monitoring;

/// <summary>The last looks at production as gauges, by the names that <c>metrics.txt</c> of the stage Monitor has.</summary>
internal sealed class MonitorInstruments
{
    private readonly MonitorBoard _board;

    // A series that was exported once is exported on: what is no longer known is NaN, since exporters would repeat its last value for ever.
    private readonly Dictionary<(string Name, string Tags), KeyValuePair<string, object?>[]> _known = [];
    private readonly Lock _gate = new();

    public MonitorInstruments(Meter meter, MonitorBoard board)
    {
        _board = board;
        foreach (var name in MonitorGauges.Names)
        {
            meter.CreateObservableGauge(name.Replace('_', '.'), () => Observe(name, w => Gauges(w, name)), description: Description(name));
        }

        meter.CreateObservableGauge("ingot.monitor.measured", () => Observe("measured", w => w.Measured is { } time ? [(time.ToUnixTimeMilliseconds() / 1000.0, Tags(w))] : []), "s", "When production was last measured, in seconds since 1970.");
        meter.CreateObservableGauge("ingot.monitor.problem", () => Observe("problem", w => [(w.Problem is null ? 0 : 1, Tags(w))]), description: "1: the last look at production could not measure it; 0: it could.");
    }

    private static IEnumerable<(double, KeyValuePair<string, object?>[])> Gauges(MonitoredWindow window, string name) => window.Report is not { } report ? []
        : MonitorGauges.Of(report).Where(g => g.Name == name).Select(g => (g.Value, (KeyValuePair<string, object?>[])[.. g.Labels.Select(l => KeyValuePair.Create(l.Name, (object?)l.Value)), .. Tags(window)]));

    private static KeyValuePair<string, object?>[] Tags(MonitoredWindow window) => window.Channel is null
        ? [KeyValuePair.Create("package", (object?)window.Package)]
        : [KeyValuePair.Create("package", (object?)window.Package), KeyValuePair.Create("channel", (object?)window.Channel)];

    private List<Measurement<double>> Observe(string name, Func<MonitoredWindow, IEnumerable<(double Value, KeyValuePair<string, object?>[] Tags)>> values)
    {
        lock (_gate)
        {
            var now = _board.Windows.SelectMany(values).ToDictionary(v => (name, string.Join('\n', v.Tags.Select(t => $"{t.Key}={t.Value}"))), v => v);
            foreach (var (key, value) in now)
            {
                _known[key] = value.Tags;
            }

            return [.. _known.Where(k => k.Key.Name == name).Select(k => new Measurement<double>(now.TryGetValue(k.Key, out var value) ? value.Value : double.NaN, k.Value))];
        }
    }

    private static string Description(string name) => name switch
    {
        MonitorGauges.Value => "What was measured in the last window of production.",
        MonitorGauges.Low => "Lower end of its 95 % interval.",
        MonitorGauges.High => "Upper end of its 95 % interval.",
        MonitorGauges.Threshold => "The threshold that it has by itself.",
        MonitorGauges.Drifted => "1: the column drifted; 0: it did not, or it is not clear.",
        _ => "1: the monitor gate passed; 0: it failed.",
    };
}
