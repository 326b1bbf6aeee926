using System.Globalization;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Challenge;

/// <summary>Which models a test needs.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="training">The training rows, with the columns that tests name.</param>
internal sealed class RivalList(ModelSpec spec, ModelSchema schema, Table training)
{
    /// <summary>Number of models trained on shuffled labels.</summary>
    public const int Shuffles = 5;

    // A leak is seen in that many rows as well as in all.
    private const int MostSingleRows = 100_000;

    // Each is a training.
    private const int MostFeatures = 500;

    /// <summary>The column of dates that a staleness test goes by.</summary>
    /// <exception cref="IngotException">INGOT2501: there is none.</exception>
    public static SchemaColumn Timestamp(StalenessTest test, ModelSchema schema)
    {
        var column = test.Timestamp is { } name
            ? schema.Columns.FirstOrDefault(c => c.Name == name)
            : schema.Columns.FirstOrDefault(c => c.Role == ColumnRole.Timestamp);
        return column switch
        {
            { Type: ColumnType.Date } => column,
            null when test.Timestamp is null => throw No(test, $"has no Timestamp, and no column of the schema has that role. {(schema.Columns.Any(c => c.Type == ColumnType.Date) ? $"Name a column of dates in it, one of {DiagnosticText.List(schema.Columns.Where(c => c.Type == ColumnType.Date).Select(c => c.Name))}" : "The schema has no column of dates either: remove the test, or add one to the data")}."),
            null => throw No(test, $"names the column '{DiagnosticText.Shorten(test.Timestamp!)}', which the schema does not have. Correct Timestamp."),
            _ => throw No(test, $"uses the column '{column.Name}', which is a {column.Type} column and not one of dates. Correct Timestamp, or the column's type."),
        };
    }

    /// <summary>The models of a test.</summary>
    /// <exception cref="IngotException">INGOT2501: the data do not give them.</exception>
    public IEnumerable<Rival> Of(ComparisonTest test) => test switch
    {
        _ when schema.Task.IsUnsupervised() =>
            throw No(test, $"compares the model with others by what they learn of a label, and the task {schema.Task} learns without one. Remove the test."),
        StabilityTest or StalenessTest or LeakageTest { Shuffled: true } when spec.OwnModel is { Kind: OwnModelKind.Pretrained } => throw new IngotException(TrainDiagnostics.CannotTrainAgain.At(
            test.Location,
            $"The {test.Title} compares the model with ones that are trained in the same way, and '{Path.GetFileName(spec.OwnModel.File)}' was trained elsewhere. Remove the test{(test is LeakageTest ? ", or give it Shuffled=\"false\"" : string.Empty)}; or bring the training itself, as a Trainer Command.")),
        StabilityTest stability => Enumerable.Range(1, stability.Seeds).Select(n => Seeded(n)),
        SimplerModelTest simpler => [Simpler(simpler)],
        LeakageTest when schema.Features.Count() > MostFeatures =>
            throw No(test, $"would train a model for each of {schema.Features.Count():N0} features; at most {MostFeatures:N0} are trained. Remove the test, or give columns that need no test the role Ignored."),
        LeakageTest leakage => [.. schema.Features.Select(f => OfFeature(leakage, f)), .. Enumerable.Range(0, leakage.Shuffled ? Shuffles : 0).Select(Shuffled)],
        StalenessTest staleness => [Older(staleness)],
        _ => throw new ArgumentException($"A test of type {test.Kind}.", nameof(test)),
    };

    private Rival Seeded(int number)
    {
        var seed = (int)(((long)spec.Seed + number) % int.MaxValue);
        return new Rival(RivalKind.Seed, $"seed {seed.ToString(CultureInfo.InvariantCulture)}", spec with { Seed = seed }, schema, training);
    }

    private Rival Simpler(SimplerModelTest test) =>
        new(RivalKind.Simpler, test.Name, Plain(TrainerSpec.Of(test.Name, new Dictionary<string, string>(), test.Location, spec.Trainer.LightGbmLibrary), spec.Columns), schema, training);

    private Rival OfFeature(LeakageTest test, SchemaColumn feature)
    {
        // Trees find any shape of dependence; FastTree is there everywhere, and for several classes LightGBM is much faster.
        var trainer = schema.Task == ModelTask.MulticlassClassification ? TrainerSpec.BoostedTrees : "FastTree";
        var parameters = new Dictionary<string, string> { ["Iterations"] = "50", ["Leaves"] = "16" };
        var rows = new List<int>();
        if (schema.Task == ModelTask.Ranking)
        {
            rows = [.. RowSample.OfGroups(RowGroups.Of(training[schema.Group!.Name]).Groups, MostSingleRows, spec.Seed)];
        }

        var random = new SplitMix64((ulong)spec.Seed);
        for (var row = 0; row < training.Rows && schema.Task != ModelTask.Ranking; row++)
        {
            if (training.Rows <= MostSingleRows || random.Below(training.Rows) < MostSingleRows)
            {
                rows.Add(row);
            }
        }

        return new Rival(
            RivalKind.SingleFeature,
            feature.Name,
            Plain(TrainerSpec.Of(trainer, parameters, test.Location, spec.Trainer.LightGbmLibrary), [.. spec.Columns.Where(c => c.Name == feature.Name)]) with { Calibration = CalibrationMethod.None },
            Only(schema, feature.Name),
            rows.Count == training.Rows ? training : training.Take([.. rows]));
    }

    private Rival Shuffled(int number)
    {
        var order = Enumerable.Range(0, training.Rows).ToArray();
        var random = new SplitMix64(((ulong)(uint)spec.Seed << 32) | (uint)number);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var label = training[schema.Label.Name].Take(order);
        var table = new Table([.. training.Columns.Select(c => c.Name == label.Name ? label : c)], training.Rows);
        return new Rival(RivalKind.Shuffled, $"shuffle {(number + 1).ToString(CultureInfo.InvariantCulture)}", spec with { Calibration = CalibrationMethod.None, Continued = null }, schema, table);
    }

    private Rival Older(StalenessTest test)
    {
        var dates = (DateColumn)training[Timestamp(test, schema).Name];
        var known = dates.Values.Where(v => v != DateColumn.Missing).ToList();
        if (known.Count == 0)
        {
            throw No(test, $"uses the column '{dates.Name}', which has no value in the training data. Correct Timestamp.");
        }

        var until = known.Max() - (test.Age.Ticks / TimeSpan.TicksPerMicrosecond);
        int[] rows = [.. Enumerable.Range(0, training.Rows).Where(r => dates.Values[r] != DateColumn.Missing && dates.Values[r] <= until)];
        return rows.Length > 0 && rows.Length < training.Rows
            ? new Rival(RivalKind.Older, $"without the newest {(test.Age.TotalDays == 1 ? "day" : Days(test))}", spec, schema, training.Take(rows))
            : throw No(test, $"leaves {rows.Length:N0} of {training.Rows:N0} training rows: those that are {Days(test)} older than the newest one. Give a shorter Age or older data.");
    }

    private static string Days(StalenessTest test) =>
        $"{test.Age.TotalDays.ToString(CultureInfo.InvariantCulture)} {(test.Age.TotalDays == 1 ? "day" : "days")}";

    /// <summary>The schema with one feature only.</summary>
    public static ModelSchema Only(ModelSchema schema, string feature) => schema with
    {
        Columns = [.. schema.Columns.Select(c => c.Role == ColumnRole.Feature && c.Name != feature ? c with { Role = ColumnRole.Ignored } : c)],
    };

    /// <summary>Another trainer, without what only the project's own may understand of the columns.</summary>
    private ModelSpec Plain(TrainerSpec trainer, IReadOnlyList<ColumnSpec> columns) => spec with
    {
        Trainer = trainer,
        OwnModel = null,
        Ensemble = null,
        Continued = null,
        Columns = [.. columns.Select(c => c with { Monotone = 0, Missing = c.Missing == MissingValues.Keep ? MissingValues.Auto : c.Missing })],
    };

    private static IngotException No(ComparisonTest test, FormattableString what) =>
        new(TrainDiagnostics.NoRival.At(test.Location, $"The {test.Title} {FormattableString.Invariant(what)}"));
}
