using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Behaviour;

/// <summary>Reads the tests of a project. What nobody reads is an error, so that no misspelled threshold makes a test that always passes.</summary>
internal static class BehaviourTestReader
{
    private const double Unbounded = double.MaxValue;

    /// <summary>The test that an item is; null for an item of another type.</summary>
    /// <exception cref="IngotException">INGOT1001: a metadata is missing, unknown, or cannot be used.</exception>
    public static BehaviourTest? Read(ProjectItem item, ProjectDocument document) => item.ItemType switch
    {
        nameof(InvarianceTest) => Invariance(item),
        nameof(DirectionalTest) => Directional(item),
        nameof(ExpectedPrediction) => Expected(item, document),
        nameof(FairnessGate) => Fairness(item),
        nameof(CalibrationGate) => Calibration(item),
        nameof(StabilityTest) => Stability(item),
        nameof(SimplerModelTest) => Simpler(item),
        nameof(LeakageTest) => Leakage(item),
        nameof(StalenessTest) => Staleness(item),
        _ => null,
    };

    private static InvarianceTest Invariance(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["Values", "Change", "Tolerance", "MaxShare", "Where"]);
        if (item.Get("Values") is not null && item.Get("Change") is not null)
        {
            throw Wrong(item, $"has both Values and Change. Remove one of the two");
        }

        return new InvarianceTest(item.Include, item.Location)
        {
            Values = List(item, "Values"),
            Change = item.Get("Change") is null ? null : Change(item),
            Tolerance = Number(item, "Tolerance", 0, Unbounded) ?? InvarianceTest.DefaultTolerance,
            MaxShare = Number(item, "MaxShare", 0, 1) ?? InvarianceTest.DefaultMaxShare,
            Where = item.Get("Where"),
        };
    }

    private static DirectionalTest Directional(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["Change", "Expect", "Tolerance", "MaxShare", "Class", "Where"]);
        var direction = ModelSpecReader.Choice<Direction>(item.Get("Expect"), $"metadata Expect of {item.ItemType} '{item.Include}'", item.Location)
            ?? throw Wrong(item, $"has no Expect. Add one of {string.Join(", ", Enum.GetNames<Direction>())}");
        return new DirectionalTest(item.Include, Change(item), direction, item.Location)
        {
            Tolerance = Number(item, "Tolerance", 0, Unbounded) ?? 0,
            MaxShare = Number(item, "MaxShare", 0, 1) ?? 0,
            Class = item.Get("Class"),
            Where = item.Get("Where"),
        };
    }

    private static ExpectedPrediction Expected(ProjectItem item, ProjectDocument document)
    {
        if (item.Get("Values") is null)
        {
            ModelSpecReader.CheckMetadata(item, ["Tolerance", "Class", .. SourceReadingReader.Metadata]);
            var folder = Path.GetDirectoryName(document.Get("ProjectFile")) ?? string.Empty;
            var shown = Path.GetRelativePath(folder, item.Include).Replace('\\', '/');
            return new ExpectedPrediction(shown, item.Location)
            {
                File = new DataSource(item.Include, shown, item.Location, item.Sha256) { Reading = SourceReadingReader.Read(item) },
                Tolerance = Number(item, "Tolerance", 0, Unbounded) ?? ExpectedPrediction.DefaultTolerance,
                Class = item.Get("Class"),
            };
        }

        ModelSpecReader.CheckMetadata(item, ["Values", "ExpectedLabel", "Min", "Max", "Class"]);
        var expected = new ExpectedPrediction(item.Include, item.Location)
        {
            Values = [.. List(item, "Values").Select(v => Pair(item, v))],
            // Not Label: MSBuild keeps the attribute of that name to itself.
            Label = item.Get("ExpectedLabel"),
            Min = Number(item, "Min", -Unbounded, Unbounded),
            Max = Number(item, "Max", -Unbounded, Unbounded),
            Class = item.Get("Class"),
        };
        return expected is { Label: null, Min: null, Max: null }
            ? throw Wrong(item, $"expects nothing and would always pass. Add ExpectedLabel, Min or Max")
            : expected;
    }

    private static KeyValuePair<string, string> Pair(ProjectItem item, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? KeyValuePair.Create(text[..at].Trim(), text[(at + 1)..].Trim())
            : throw Wrong(item, $"has '{text}' in Values; expected column=value, separated by semicolons");
    }

    private static FairnessGate Fairness(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["MaxDemographicParityDifference", "MaxEqualOpportunityDifference", "MaxEqualizedOddsDifference", "MinDisparateImpact", "MinRows", "Class"]);
        var gate = new FairnessGate(item.Include, item.Location)
        {
            MaxDemographicParityDifference = Number(item, "MaxDemographicParityDifference", 0, 1),
            MaxEqualOpportunityDifference = Number(item, "MaxEqualOpportunityDifference", 0, 1),
            MaxEqualizedOddsDifference = Number(item, "MaxEqualizedOddsDifference", 0, 1),
            MinDisparateImpact = Number(item, "MinDisparateImpact", 0, 1),
            MinRows = Whole(item, "MinRows", 1, int.MaxValue) ?? FairnessGate.DefaultMinRows,
            Class = item.Get("Class"),
        };
        return gate is { MaxDemographicParityDifference: null, MaxEqualOpportunityDifference: null, MaxEqualizedOddsDifference: null, MinDisparateImpact: null }
            ? throw Wrong(item, $"has no threshold and would always pass. Add MaxDemographicParityDifference, MaxEqualOpportunityDifference, MaxEqualizedOddsDifference or MinDisparateImpact")
            : gate;
    }

    private static CalibrationGate Calibration(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["MaxECE", "MinSlope", "MaxSlope", "MinIntercept", "MaxIntercept", "Slice"]);
        var gate = new CalibrationGate(item.Include, item.Location)
        {
            MaxEce = Number(item, "MaxECE", 0, 1),
            MinSlope = Number(item, "MinSlope", -Unbounded, Unbounded),
            MaxSlope = Number(item, "MaxSlope", -Unbounded, Unbounded),
            MinIntercept = Number(item, "MinIntercept", -Unbounded, Unbounded),
            MaxIntercept = Number(item, "MaxIntercept", -Unbounded, Unbounded),
            Slice = item.Get("Slice"),
        };
        return gate is { MaxEce: null, MinSlope: null, MaxSlope: null, MinIntercept: null, MaxIntercept: null }
            ? throw Wrong(item, $"has no threshold and would always pass. Add MaxECE, MinSlope, MaxSlope, MinIntercept or MaxIntercept")
            : gate;
    }

    private static StabilityTest Stability(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["Seeds", "Metric", "MaxSpread"]);
        return new StabilityTest(item.Include, Metric(item), Required(item, "MaxSpread", 0), item.Location)
        {
            Seeds = Whole(item, "Seeds", 1, StabilityTest.MostSeeds) ?? StabilityTest.DefaultSeeds,
        };
    }

    private static SimplerModelTest Simpler(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["Metric", "MinGain"]);
        var model = SimplerModelTest.Models.FirstOrDefault(m => string.Equals(m, item.Include, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(item, $"names no simple model; expected one of {string.Join(", ", SimplerModelTest.Models)}");
        return new SimplerModelTest(model, Metric(item), Required(item, "MinGain", 0), item.Location);
    }

    private static LeakageTest Leakage(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["MaxSingleFeature", "Shuffled"]);
        return new LeakageTest(item.Include, item.Location)
        {
            MaxSingleFeature = Number(item, "MaxSingleFeature", 0, 1) ?? LeakageTest.DefaultMaxSingleFeature,
            Shuffled = item.Get("Shuffled")?.ToUpperInvariant() switch
            {
                null or "FALSE" => false,
                "TRUE" => true,
                _ => throw Wrong(item, $"has Shuffled=\"{item.Get("Shuffled")}\"; expected true or false"),
            },
        };
    }

    private static StalenessTest Staleness(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, ["Age", "Metric", "MaxRegression", "Timestamp"]);
        var text = item.Get("Age") ?? throw Wrong(item, $"has no Age. Add one such as 90d");
        var days = text.EndsWith('d')
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000
            ? number
            : throw Wrong(item, $"has Age=\"{text}\"; expected a number of days such as 90d");
        return new StalenessTest(item.Include, Metric(item), TimeSpan.FromDays(days), Required(item, "MaxRegression", 0), item.Location)
        {
            Timestamp = item.Get("Timestamp"),
        };
    }

    private static ValueChange Change(ProjectItem item)
    {
        var text = item.Get("Change") ?? throw Wrong(item, $"has no Change. Add {ValueChange.Expected}");
        return ValueChange.Parse(text) ?? throw Wrong(item, $"has Change=\"{text}\"; expected {ValueChange.Expected}");
    }

    private static string Metric(ProjectItem item) => item.Get("Metric") ?? throw Wrong(item, $"has no Metric. Add one such as AUC");

    private static string[] List(ProjectItem item, string name) =>
        item.Get(name)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static double Required(ProjectItem item, string name, double min) =>
        Number(item, name, min, Unbounded) ?? throw Wrong(item, $"has no {name}. Add one such as 0.01");

    private static int? Whole(ProjectItem item, string name, int min, int max) =>
        item.Get(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : throw Wrong(item, $"has {name}=\"{text}\"; expected a whole number from {min} to {max}");

    /// <summary>A number, or a percentage; null when the item does not have it.</summary>
    private static double? Number(ProjectItem item, string name, double min, double max)
    {
        if (item.Get(name) is not { } text)
        {
            return null;
        }

        var percent = text.EndsWith('%');
        var parsed = double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        value = percent ? value / 100 : value;
        return parsed && value >= min && value <= max
            ? value
            : throw Wrong(item, $"has {name}=\"{text}\"; expected {(max < Unbounded ? FormattableString.Invariant($"a number from {min} to {max}") : min == 0 ? "a number that is not negative" : "a number")}");
    }

    private static IngotException Wrong(ProjectItem item, FormattableString what) => new(PrepareDiagnostics.InvalidProject.At(
        item.Location, $"The {item.ItemType} '{item.Include}' {FormattableString.Invariant(what)}."));
}
