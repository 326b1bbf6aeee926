using System.Numerics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Features;

/// <summary>
/// Computes features of rows by the nodes that ship. Since what is done to a column depends on that column only, ONNX Runtime
/// sees each distinct category once, and its features are gathered for the rows; numbers and free text go through row by row.
/// </summary>
internal sealed class FeatureReader : IDisposable
{
    private const string Output = "features";

    private readonly Table _table;
    private readonly int _width;
    private readonly List<(FeatureStep Step, int Column)> _floats;
    private readonly List<(FeatureStep Step, int Column)> _doubles;
    private readonly List<(FeatureStep Step, int Column, StringColumn Strings, float[] Known)> _strings;
    private readonly List<(FeatureStep Step, int Column, BatchSession Session)> _texts;
    private readonly Dictionary<FeatureStep, float[][]> _folds = new(ReferenceEqualityComparer.Instance);
    private readonly BatchSession? _floatSession;
    private readonly BatchSession? _doubleSession;

    /// <summary>Prepares the reading of a table.</summary>
    /// <param name="plan">The features.</param>
    /// <param name="table">Has the columns.</param>
    /// <param name="threads">Threads that compute; 0: one per processor. The values do not depend on it.</param>
    public FeatureReader(FeaturePlan plan, Table table, int threads)
    {
        _table = table;
        var placed = plan.Placed;
        _width = plan.Names.Count;
        var numbers = placed.Where(p => p.Step.Column.Type != ColumnType.String).ToLookup(p => p.Step.IsDouble);
        (_floats, _doubles) = ([.. numbers[false]], [.. numbers[true]]);
        _floatSession = _floats.Count > 0 ? Session(_floats.Select(s => s.Step), _floats.Count, threads) : null;
        _doubleSession = _doubles.Count > 0 ? Session(_doubles.Select(s => s.Step), _doubles.Count, threads) : null;
        _texts = [.. placed.Where(p => p.Step.Text is not null).Select(p => (p.Step, p.Column, Session([p.Step], p.Step.Names.Count(), threads)))];
        _strings = [.. placed.Where(p => p.Step.Column.Type == ColumnType.String && p.Step.Text is null).Select(p => (p.Step, p.Column, (StringColumn)table[p.Step.Column.Name], Known(p.Step, (StringColumn)table[p.Step.Column.Name])))];
    }

    /// <summary>Computes the features of rows.</summary>
    /// <param name="rows">The rows, in this order; null: all.</param>
    /// <param name="target">Takes them row by row. Where it is of float32, doubles without cuts are rounded.</param>
    /// <param name="outOfFold">Whether they are training rows, of which a learner sees what was fitted on others.</param>
    public void Fill<T>(int[]? rows, T[] target, bool outOfFold = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Numbers<float, T>(_floatSession, _floats, rows, target, (_, value) => T.CreateTruncating(value));
        Numbers<double, T>(_doubleSession, _doubles, rows, target, (step, value) => step.Cuts is { } cuts ? T.CreateTruncating(cuts.Code(value)) : T.CreateTruncating(value));
        foreach (var (step, column, session) in _texts)
        {
            var width = step.Names.Count();
            session.Run<float>(_table, rows, [step.Column], Output, width, (start, read, values) =>
            {
                for (var row = 0; row < read; row++)
                {
                    var features = target.AsSpan(((start + row) * _width) + column, width);
                    for (var f = 0; f < width; f++)
                    {
                        features[f] = T.CreateTruncating(values[(row * width) + f]);
                    }
                }
            });
        }

        var count = rows?.Length ?? _table.Rows;
        foreach (var (step, column, strings, known) in _strings)
        {
            var folds = outOfFold && step.Table is { OutOfFold.Count: > 0 } table ? table.Folds : null;
            var tables = folds is null ? [known] : TablesOf(step, strings, known);
            var features = known.Length / (strings.Dictionary.Length + 1);
            for (var row = 0; row < count; row++)
            {
                var place = rows is null ? row : rows[row];
                var values = folds is null || folds[place] < 0 ? tables[^1] : tables[folds[place]];
                var from = (strings.Codes[place] + 1) * features;
                for (var f = 0; f < features; f++)
                {
                    target[(row * _width) + column + f] = T.CreateTruncating(values[from + f]);
                }
            }
        }
    }

    /// <summary>Of each column of free text the features that are not 0, row by row.</summary>
    public List<SparseRow[]> Texts(int[] rows) =>
    [
        .. _texts.Select(text =>
        {
            var (found, width) = (new SparseRow[rows.Length], text.Step.Names.Count());
            text.Session.Run<float>(_table, rows, [text.Step.Column], Output, width, (start, read, values) =>
            {
                for (var row = 0; row < read; row++)
                {
                    found[start + row] = SparseRow.Of(values.Slice(row * width, width));
                }
            });
            return found;
        }),
    ];

    /// <summary>What each fold's rows see of a step, and last what all others do.</summary>
    private float[][] TablesOf(FeatureStep step, StringColumn strings, float[] known)
    {
        if (!_folds.TryGetValue(step, out var tables))
        {
            _folds[step] = tables = [.. step.Table!.OutOfFold.Select(f => Known(step with { Table = f }, strings)), known];
        }

        return tables;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _floatSession?.Dispose();
        _doubleSession?.Dispose();
        _texts.ForEach(t => t.Session.Dispose());
    }

    private void Numbers<T, TTarget>(
        BatchSession? session, List<(FeatureStep Step, int Column)> steps, int[]? rows, TTarget[] target, Func<FeatureStep, T, TTarget> feature)
        where T : unmanaged
    {
        session?.Run<T>(_table, rows, [.. steps.SelectMany(s => s.Step.Inputs).DistinctBy(c => c.Name)], Output, steps.Count, (start, count, values) =>
        {
            // Column by column: what a column's codes are looked up in is more than a processor's cache holds of many columns.
            for (var i = 0; i < steps.Count; i++)
            {
                var (step, column) = steps[i];
                for (var row = 0; row < count; row++)
                {
                    target[((start + row) * _width) + column] = feature(step, values[(row * steps.Count) + i]);
                }
            }
        });
    }

    /// <summary>The features of the missing string, and then of each string of the dictionary.</summary>
    private static float[] Known(FeatureStep step, StringColumn strings)
    {
        var distinct = new StringColumn(strings.Name, [.. Enumerable.Range(-1, strings.Dictionary.Length + 1)], strings.Dictionary);
        var features = step.Names.Count();
        var known = new float[distinct.Rows * features];
        using var session = Session([step], features, threads: 1);
        session.Run<float>(
            new Table([distinct]), null, [step.Column], Output, features, (start, _, values) => values.CopyTo(known.AsSpan(start * features)));
        return known;
    }

    private static BatchSession Session(IEnumerable<FeatureStep> alike, int width, int threads)
    {
        var steps = alike.ToList();
        var graph = new OnnxGraph();
        graph.Output(FeatureGraph.AppendAlike(graph, steps), Output, steps[0].IsDouble ? ElementType.Double : ElementType.Float, width);
        if (steps.Exists(s => s.Text is not null))
        {
            graph.Width(width);
        }

        return new BatchSession(graph.ToArray(Output), threads);
    }
}
