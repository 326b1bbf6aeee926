using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Features;

/// <summary>The featurisation: fitted on training data, written as a graph, and computed by that graph only.</summary>
public sealed class FeaturePlan
{
    private const int MaxOneHot = 32;

    private FeaturePlan(IReadOnlyList<FeatureStep> steps)
    {
        Steps = steps;
        Names = [.. steps.SelectMany(s => s.Names)];
        var placed = new List<(FeatureStep, int)>();
        var column = 0;
        foreach (var step in steps)
        {
            placed.Add((step, column));
            column += step.Names.Count();
        }

        Placed = placed;
    }

    /// <summary>Name of each feature, such as <c>tenure</c> or <c>cut=Ideal</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each feature the name of the column that it is from.</summary>
    public IReadOnlyList<string> Columns => [.. Steps.SelectMany(s => s.Names.Select(_ => s.Column.Name))];

    /// <summary>Indexes of the features that are indexes of categories.</summary>
    public IReadOnlyList<int> Categorical => [.. Placed.Where(p => p.Step.Column.Type == ColumnType.String && p.Step is { OneHot: false, Text: null, Table: null }).Select(p => p.Column)];

    /// <summary>For each feature the source column's wish: +1, -1 or 0 (only numbers can have one).</summary>
    public IReadOnlyList<int> Monotone => [.. Steps.SelectMany(s => s.Names.Select(_ => s.Monotone))];

    /// <summary>Whether a column is free text, so that nearly all features of a row are 0.</summary>
    public bool IsSparse => Steps.Any(s => s.Text is not null);

    /// <summary>What was made of each column, in words.</summary>
    public IReadOnlyList<FeatureNote> Notes => [.. Steps.Select(FeatureWords.Of)];

    internal IReadOnlyList<FeatureStep> Steps { get; }

    /// <summary>Each step with the index of its first feature.</summary>
    internal IReadOnlyList<(FeatureStep Step, int Column)> Placed { get; }

    /// <summary>Fits the featurisation.</summary>
    /// <param name="training">Has the training rows.</param>
    /// <param name="schema">Names the features.</param>
    /// <param name="columns">What the project says about columns.</param>
    /// <param name="style">What the learner wants.</param>
    /// <param name="rows">The rows to fit on; null: all.</param>
    /// <param name="threads">How many columns are fitted at once; 0: one per processor. The plan does not depend on it.</param>
    /// <param name="computed">Features that are computed from columns; null: none. One whose columns the schema does not have is left out.</param>
    /// <param name="labels">The labels; null: there are none, and no column is encoded by them.</param>
    /// <exception cref="IngotException">
    /// INGOT2010: a column is to keep missing values that the learner cannot take, or its constant is none of its type, or a text has no such value. INGOT2011: a
    /// column that is not a number is to be monotone.
    /// </exception>
    public static FeaturePlan Fit(
        Table training, ModelSchema schema, IReadOnlyList<ColumnSpec> columns, FeatureStyle style, int[]? rows = null, int threads = 0, IReadOnlyList<FeatureSpec>? computed = null,
        FitLabels? labels = null)
    {
        var fitted = rows ?? [.. Enumerable.Range(0, training.Rows)];
        var features = schema.Features.ToList();
        var steps = new FeatureStep[features.Count];
        void FitOne(int i) => steps[i] = Fit(training[features[i].Name], fitted, features[i], columns.FirstOrDefault(c => c.Name == features[i].Name), style, threads, labels);
        try
        {
            Parallel.For(0, steps.Length, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount }, FitOne);
        }
        catch (AggregateException e) when (e.InnerException is IngotException)
        {
            // Of several columns that cannot be fitted the first one is told, whichever thread was the first.
            for (var i = 0; i < steps.Length; i++)
            {
                FitOne(i);
            }

            throw;
        }

        return new FeaturePlan([
            .. steps,
            .. ComputedFeature.Of([.. features.SelectMany(f => DerivedFeatures.Of(f, columns.FirstOrDefault(c => c.Name == f.Name))), .. computed ?? []], schema).Select(c => Fit(c.Values(training, threads), fitted, c.Column, null, style, threads, null) with { Computed = c }),
        ]);
    }

    /// <summary>The matrix that a learner sees, computed by ONNX Runtime from the graph that is shipped.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows of the matrix, in this order; null: all.</param>
    /// <param name="threads">Threads that compute it; 0: one per processor. The values do not depend on it.</param>
    /// <param name="location">Where the trainer stands, for diagnostics.</param>
    /// <param name="outOfFold">As of <see cref="FeatureRows"/>.</param>
    /// <exception cref="IngotException">INGOT2006: the matrix would have more values than an array can hold.</exception>
    public FeatureMatrix Transform(Table table, int[]? rows = null, int threads = 0, SourceLocation location = default, bool outOfFold = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        var count = rows?.Length ?? table.Rows;
        if ((long)count * Names.Count > Array.MaxLength)
        {
            throw new IngotException(TrainDiagnostics.TooLarge.At(
                location,
                $"{count:N0} rows of {Names.Count:N0} features make {(long)count * Names.Count:N0} values; at most {Array.MaxLength:N0} fit into one matrix. Give columns that the model does not need the role Ignored, leave rows out with ModelFilter, or choose the trainer LightGbm, which needs no matrix."));
        }

        var matrix = new FeatureMatrix(count, Names, new float[count * Names.Count]);
        using var reader = new FeatureReader(this, table, threads);
        reader.Fill(rows, matrix.Values, outOfFold);
        return matrix;
    }

    /// <summary>As <see cref="Transform"/>, with the values that are not 0 only; of plans that are <see cref="IsSparse"/>.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows, in this order.</param>
    /// <param name="threads">Threads that compute it; 0: one per processor. The values do not depend on it.</param>
    /// <param name="location">Where the trainer stands, for diagnostics.</param>
    /// <param name="outOfFold">As of <see cref="FeatureRows"/>.</param>
    /// <exception cref="IngotException">INGOT2006: there are more values than an array can hold.</exception>
    public SparseFeatures TransformSparse(Table table, int[] rows, int threads, SourceLocation location, bool outOfFold = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new SparseReader(this, table, threads).Read(rows, outOfFold) ?? throw new IngotException(TrainDiagnostics.TooLarge.At(
            location,
            $"{rows.Length:N0} rows of {Names.Count:N0} features have more values that are not 0 than fit into memory. Leave rows out with ModelFilter, or give the columns of text fewer terms (MaxTerms)."));
    }

    /// <summary>Some of the steps, as a plan of their own.</summary>
    internal FeaturePlan Only(Func<FeatureStep, bool> which) => new([.. Steps.Where(which)]);

    /// <summary>Trees that were learned from <see cref="Transform"/>, with thresholds of the values where the matrix has codes.</summary>
    public TreeModel Decode(TreeModel learned)
    {
        var cuts = Steps.SelectMany(s => s.Names.Select(_ => s.Cuts)).ToList();
        return cuts.TrueForAll(c => c is null) ? learned : learned with
        {
            Trees = [.. learned.Trees.Select(t => t with
            {
                Nodes = [.. t.Nodes.Select(n => cuts[n.Feature] is { } c ? n with { Threshold = c.Threshold(n.Threshold) } : n)],
            })],
        };
    }

    private static FeatureStep Fit(TableColumn values, int[] rows, SchemaColumn column, ColumnSpec? said, FeatureStyle style, int threads, FitLabels? labels)
    {
        if (column.IsText && values is StringColumn free)
        {
            TextFill.CheckFree(column, said);
            return new FeatureStep(column, false, null, [], false, 0, 1, 0) { Text = TextFit.Of(column, free, rows, said?.Text ?? new TextSpec { MinRows = said?.MinRows }, style, threads) };
        }

        var missing = said?.Missing ?? MissingValues.Auto;
        if (missing == MissingValues.Keep && style != FeatureStyle.NativeTrees)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMissing.At(
                said!.Location, $"Column '{column.Name}' has Missing=\"Keep\", but this trainer cannot take missing values. {(column.Type == ColumnType.String ? "Leave Missing out, which makes a missing text none of the categories; or choose MostFrequent or Constant" : "Choose Median, Mean, MostFrequent or Constant")}, or the trainer LightGbm."));
        }

        if (said is { Monotone: not 0 } && column.Type != ColumnType.Number)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                said.Location, $"Column '{column.Name}' of type {column.Type} has the metadata Monotone, but only numbers have an order that a model can keep. Remove it."));
        }

        if (values is StringColumn texts)
        {
            TextFill.Check(texts, column, said);
        }

        var keep = missing is MissingValues.Keep or MissingValues.DropRow || (missing == MissingValues.Auto && style == FeatureStyle.NativeTrees);
        var step = new FeatureStep(column, column.HasPresenceInput, null, [], false, 0, 1, said?.Monotone ?? 0);
        if (values is StringColumn strings)
        {
            return FitStrings(strings, rows, step, keep, missing, said, style, labels);
        }

        var isFilled = !keep || style != FeatureStyle.NativeTrees;
        if (said?.Transform is { } transform)
        {
            return TransformFit.Of(step, (NumberColumn)values, rows, isFilled, said, transform, style);
        }

        if (!isFilled)
        {
            return column.DataType is TensorDataType.Float64 or TensorDataType.Int64 ? Native(step, values, rows) : step;
        }

        var numbers = ColumnStatistics.Of(values, rows);
        double? fill = isFilled ? numbers.Fill(missing, missing == MissingValues.Constant ? FillConstant.Read(said!, column.Type) : null) : null;
        if (style != FeatureStyle.Linear)
        {
            var isDouble = column.DataType == TensorDataType.Float64 || (column.DataType == TensorDataType.Int64 && numbers.FoldsInFloat32);
            return step with { Fill = fill, IsDouble = isDouble, Cuts = isDouble && (style == FeatureStyle.DenseTrees || numbers.AreBeyond(fill)) ? numbers.Cuts(fill) : null };
        }

        var (offset, scale) = numbers.Standardisation(fill ?? 0);
        return step with { Fill = fill, Offset = offset, Scale = scale };
    }

    /// <summary>Numbers and dates as they are, for a learner that takes doubles.</summary>
    private static FeatureStep Native(FeatureStep step, TableColumn values, int[] rows)
    {
        var (isRounded, isBeyond) = ColumnStatistics.Look(values, rows);
        return !isRounded && step.Column.DataType != TensorDataType.Float64 ? step : step with { IsDouble = true, Cuts = isBeyond ? ColumnStatistics.Of(values, rows).Cuts(null) : null };
    }

    private static FeatureStep FitStrings(
        StringColumn strings, int[] rows, FeatureStep step, bool keep, MissingValues missing, ColumnSpec? said, FeatureStyle style, FitLabels? labels)
    {
        var counts = new long[strings.Dictionary.Length];
        foreach (var row in rows)
        {
            if (strings.Codes[row] is >= 0 and var code)
            {
                counts[code]++;
            }
        }

        // Texts that the schema does not have are "other", and no model tells them; without a domain, those that are too rare.
        var domain = step.Column.Domain?.ToHashSet(StringComparer.Ordinal);
        var least = said?.MinRows ?? (domain is null ? RareCategories.LeastRows(rows.Length) : 1);
        var frequent = Enumerable.Range(0, counts.Length).Where(i => counts[i] >= least && domain?.Contains(strings.Dictionary[i]) != false)
            .OrderByDescending(i => counts[i]).ThenBy(i => strings.Dictionary[i], StringComparer.Ordinal).ToList();
        var encoding = said?.Encoding ?? ColumnEncoding.Category;
        if (encoding is ColumnEncoding.Ordinal or ColumnEncoding.Frequency or ColumnEncoding.Target && (encoding != ColumnEncoding.Target || labels is not null))
        {
            List<string> some = [.. frequent.Take(said!.MaxCategories ?? int.MaxValue).Select(i => strings.Dictionary[i]).Where(t => t.Length > 0)];
            return step with { Categories = some, Table = new CategoryFit(strings, rows, some).Fit(encoding, labels, style == FeatureStyle.Linear) };
        }

        var oneHot = style != FeatureStyle.NativeTrees || encoding == ColumnEncoding.OneHot;
        var categories = frequent.Take(said?.MaxCategories ?? (oneHot ? MaxOneHot : int.MaxValue)).Select(i => strings.Dictionary[i]).ToList();
        // A missing string of one-hot features is none of the categories unless the project says what it is.
        double? fill = keep || missing is MissingValues.Auto ? null
            : missing == MissingValues.Constant ? categories.IndexOf(said!.Constant!) : 0;
        return step with { Categories = categories, OneHot = oneHot, Fill = fill < 0 ? null : fill };
    }
}
