using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>What tests are made with: the model, the reference rows, and what the model said of them.</summary>
/// <param name="Context">The stage's.</param>
/// <param name="Schema">The model's.</param>
/// <param name="Scorer">The ONNX file.</param>
/// <param name="Reference">The reference rows, with all columns.</param>
/// <param name="Predictions">What the model said of them.</param>
/// <param name="Slices">Finds parts of them.</param>
internal sealed record TestBench(
    StageContext Context, ModelSchema Schema, OnnxScorer Scorer, Table Reference, PredictionSet Predictions, SliceFinder Slices)
{
    /// <summary>What the project says.</summary>
    public ModelSpec Spec => Context.Spec;

    /// <summary>The feature of a name, as the schema has it.</summary>
    /// <exception cref="UndecidedException">There is none.</exception>
    public SchemaColumn Feature(string name)
    {
        if (Schema.Features.FirstOrDefault(c => c.Name == name) is { } feature)
        {
            return feature;
        }

        throw new UndecidedException(Schema.Columns.FirstOrDefault(c => c.Name == name) is { } column
            ? $"'{name}' is not a feature of the model: it has the role {column.Role}, so changing it changes nothing. Remove the test; a FairnessGate tells whether the model guesses it from others."
            : $"There is no column '{DiagnosticText.Shorten(name)}'{DiagnosticText.DidYouMean(name, Schema.Features.Select(c => c.Name))}; expected one of {DiagnosticText.List(Schema.Features.Select(c => c.Name))}.");
    }

    /// <summary>The rows that a test is about, in ascending order; at least one.</summary>
    /// <exception cref="UndecidedException">The condition is not SQL, or no row fulfils it.</exception>
    public int[] RowsWhere(string? condition, SourceLocation location)
    {
        if (condition is null)
        {
            return NotEmpty([.. Enumerable.Range(0, Reference.Rows)], "The reference data have no rows.");
        }

        var rows = Try(() => Slices.Matching(condition, "the test", location));
        return NotEmpty(rows, $"No reference row satisfies Where=\"{condition}\", so there is nothing to test. Correct the condition or give more reference rows.");
    }

    /// <summary>The rows of a slice, as a gate names it.</summary>
    /// <exception cref="UndecidedException">There is no such slice, or it has no rows.</exception>
    public int[] RowsOf(string slice, SourceLocation location)
    {
        var definition = Spec.Slices.FirstOrDefault(s => s.Name == slice && s.Where is not null) ?? new SliceSpec(slice, null, location);
        var found = Find(definition);
        return found.Count == 1
            ? NotEmpty(found[0].Rows, $"The slice '{slice}' has no rows in the reference data. Correct the slice or the data.")
            : throw new UndecidedException($"'{slice}' is {found.Count} slices, one for each value of the column. Write column=value.");
    }

    /// <summary>The rows of each value of a column.</summary>
    /// <exception cref="UndecidedException">There is no such column, or it has too many values.</exception>
    public IReadOnlyList<SliceRows> Groups(string column, SourceLocation location) =>
        Schema.Columns.Any(c => c.Name == column)
            ? Reference.Find(column) is { } values && SliceFinder.HasTooMany(values)
                ? throw new UndecidedException($"The column '{column}' has more than {SliceFinder.MaxValues} values, too many groups to compare. Add a column to the data that has fewer, such as ranges of its values, with the role Ignored if the model must not use it, and name that one.")
                : Find(new SliceSpec(column, null, location))
            : throw new UndecidedException($"There is no column '{DiagnosticText.Shorten(column)}'{DiagnosticText.DidYouMean(column, Schema.Columns.Select(c => c.Name))}; expected one of {DiagnosticText.List(Schema.Columns.Select(c => c.Name))}.");

    /// <summary>Scores some rows with one column replaced.</summary>
    public float[] Score(TableColumn replaced, int[] rows)
    {
        Context.Cancellation.ThrowIfCancellationRequested();
        var table = new Table([.. Reference.Columns.Select(c => c.Name == replaced.Name ? replaced : c)], Reference.Rows);
        return Scorer.Score(table, Schema, rows);
    }

    private IReadOnlyList<SliceRows> Find(SliceSpec slice) => Try(() => Slices.Find([slice], []));

    private static T Try<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (IngotException e) when (e.Diagnostic.Descriptor == EvaluateDiagnostics.InvalidSlice)
        {
            throw new UndecidedException(e.Diagnostic.Message);
        }
    }

    private static int[] NotEmpty(int[] rows, string why) => rows.Length > 0 ? rows : throw new UndecidedException(why);
}
