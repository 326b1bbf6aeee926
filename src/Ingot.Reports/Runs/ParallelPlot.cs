using System.Xml.Linq;
using Ingot.Core.Runs;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Runs;

/// <summary>Parallel coordinates: a line a run, through its parameters to its metric; the best quarter is drawn last and in colour.</summary>
internal static class ParallelPlot
{
    private const double Width = 1000;
    private const double Height = 340;
    private const double Top = 46;
    private const double Bottom = 34;
    private const double Side = 70;
    private const int MostLines = 400;
    private const int MostWords = 12;

    /// <summary>Draws them; null where fewer than two runs or no parameters differ.</summary>
    public static XElement? Draw(string id, string metric, IReadOnlyList<RunColumn> parameters, IReadOnlyList<Run> runs)
    {
        var shown = runs.Where(r => r.Find(metric) is { } m && double.IsFinite(m.Value)).Take(MostLines).ToList();
        if (parameters.Count == 0 || shown.Count < 2)
        {
            return null;
        }

        Axis[] axes = [.. parameters.Select(p => Axis.Of(p, shown)), Axis.Of(metric, shown)];
        double X(int axis) => Side + ((Width - (2 * Side)) * axis / (axes.Length - 1));
        static double Y(double share) => Height - Bottom - ((Height - Top - Bottom) * share);
        var byGoodness = shown.OrderBy(r => RunColumn.Goodness(r.Find(metric)!)).ToList();
        var quarter = Math.Max(1, shown.Count / 4);
        var lines = byGoodness.Select((r, i) => new XElement(
            "path",
            new XAttribute("d", Path(axes.Select((a, n) => (X: X(n), Share: a.ShareOf(r))).Where(p => p.Share is not null).Select(p => (p.X, Y(p.Share!.Value))))),
            new XAttribute("fill", "none"),
            new XAttribute("class", i >= shown.Count - quarter ? "s-accent" : "s-faint"),
            new XAttribute("stroke-width", i == shown.Count - 1 ? "3" : "1.2"),
            new XAttribute("stroke-opacity", i >= shown.Count - quarter ? "0.85" : "0.4"),
            new XElement("title", $"{r.Id}: {PlainText.Short(metric, 40)} {MetricText.Number(r.Find(metric)!.Value)}")));
        var title = $"Parameters and {PlainText.Short(metric, 40)}";
        var svg = new XElement(
            "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            lines,
            axes.SelectMany((a, n) => a.Draw(X(n), Y, n == axes.Length - 1)));
        var figure = Figure(title, svg, new object[] { Key("accent", "the best quarter, the best run thickest"), Key("faint", "the others"), shown.Count < runs.Count ? Text($"{shown.Count} of {runs.Count} runs: the others have no value, or are too many.") : string.Empty });
        figure.SetAttributeValue("class", "wide");
        return figure;
    }

    // Over an axis of which a run has no value its line goes on.
    private static string Path(IEnumerable<(double X, double Y)> points) => string.Concat(points.Select((p, i) => FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{p.X:0.#} {p.Y:0.#}")));

    /// <summary>An upright axis: numbers, on a logarithmic scale where they span more than two powers of ten, or words one above the other.</summary>
    private sealed class Axis
    {
        private readonly string _name;
        private readonly Func<Run, string?> _of;
        private readonly List<string> _words = [];
        private readonly double _low;
        private readonly double _high;
        private readonly bool _isLog;

        private Axis(string name, IReadOnlyList<Run> runs, Func<Run, string?> of, bool isNumeric)
        {
            (_name, _of) = (name, of);
            var values = runs.Select(of).OfType<string>().ToList();
            if (!isNumeric)
            {
                _words = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                return;
            }

            var numbers = values.Select(v => RunColumn.Number(v)!.Value).DefaultIfEmpty(0).ToList();
            (_low, _high) = (numbers.Min(), numbers.Max());
            _isLog = _low > 0 && _high / _low > 100;
        }

        public static Axis Of(RunColumn column, IReadOnlyList<Run> runs) => new(column.Name, runs, r => r.Parameters.GetValueOrDefault(column.Name), column.IsNumeric);

        public static Axis Of(string metric, IReadOnlyList<Run> runs) => new(metric, runs, r => r.Find(metric)?.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), isNumeric: true);

        public double? ShareOf(Run run) => _of(run) is not { } value ? null
            : _words.Count > 0 ? Place(_words.IndexOf(value))
            : RunColumn.Number(value) is { } number ? Share(number) : null;

        public IEnumerable<XElement> Draw(double x, Func<double, double> y, bool isLast)
        {
            yield return new XElement("line", At("x1", x), At("x2", x), At("y1", y(0)), At("y2", y(1)), new XAttribute("class", "s-muted"), new XAttribute("stroke-width", "1"));
            yield return Label(x, 18, "middle", _name, "f-ink");
            foreach (var (share, text) in Ticks())
            {
                yield return Label(x + (isLast ? 8 : -8), y(share) + 4, isLast ? "start" : "end", text, "f-muted");
            }
        }

        private IEnumerable<(double Share, string Text)> Ticks() => _words.Count > 0
            ? _words.Take(MostWords).Select((w, i) => (Place(i), w))
            : _low == _high ? [(0.5, PlotStyle.Number(_low))]
            : [(0, PlotStyle.Number(_low)), (0.5, PlotStyle.Number(_isLog ? Math.Sqrt(_low * _high) : (_low + _high) / 2)), (1, PlotStyle.Number(_high))];

        private double Place(int word) => _words.Count == 1 ? 0.5 : word / (_words.Count - 1.0);

        private double Share(double number) => _low == _high ? 0.5 : _isLog ? Math.Log(number / _low) / Math.Log(_high / _low) : (number - _low) / (_high - _low);

        private static XElement Label(double x, double y, string anchor, string text, string colour) =>
            new("text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), new XAttribute("font-size", "12"), new XAttribute("class", $"{colour} halo"), PlainText.Short(text, 22));

        private static XAttribute At(string name, double value) => new(name, FormattableString.Invariant($"{value:0.#}"));
    }
}
