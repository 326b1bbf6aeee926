using System.Globalization;
using Ingot.Core.Metrics;
using static Ingot.Core.Specs.ModelSpecReader;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of its retraining.</summary>
internal static class RetrainSpecReader
{
    private static readonly string[] Known = ["Rows", "Every"];

    /// <summary>Reads it.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT1001: a property or an item that cannot be read.</exception>
    public static RetrainSpec Read(ProjectDocument document)
    {
        var defaults = new RetrainSpec();
        return new RetrainSpec
        {
            Because = document.Get("ModelRetrainBecause"),
            Triggers = [.. document.OfType("RetrainTrigger").Select(Trigger)],
            AtMost = document.Get("ModelRetrainAtMost") is { } most
                ? Time(most) ?? throw Wrong(document.LocationOf("ModelRetrainAtMost"), $"Property ModelRetrainAtMost is '{most}'; expected the least time between two retrainings, such as 7d.")
                : defaults.AtMost,
            Holdout = Share(document, "ModelRetrainHoldout", defaults.Holdout),
            MinRows = Rows(document, "ModelRetrainMinRows", defaults.MinRows),
            Metric = document.Get("ModelRetrainMetric"),
            Policy = Choice<RetrainPolicy>(document.Get("ModelRetrainPolicy"), "property ModelRetrainPolicy", document.LocationOf("ModelRetrainPolicy")) ?? defaults.Policy,
            Training = Choice<RetrainRows>(document.Get("ModelRetrainTraining"), "property ModelRetrainTraining", document.LocationOf("ModelRetrainTraining")) ?? defaults.Training,
            History = document.Get("ModelRetrainHistory") is { } history ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document.Get("ProjectFile")) ?? string.Empty, history)) : null,
            Folder = document.Get("RetrainFolder"),
        };
    }

    private static RetrainTriggerSpec Trigger(ProjectItem item)
    {
        CheckMetadata(item, Known);
        var kind = Choice<RetrainTriggerKind>(item.Include, "RetrainTrigger", item.Location)!.Value;
        var (rows, every) = (item.Get("Rows"), item.Get("Every"));
        if (rows is not null && kind != RetrainTriggerKind.NewData)
        {
            throw Wrong(item.Location, $"The RetrainTrigger {kind} has Rows, which only NewData has. Remove it.");
        }

        if (every is not null && kind != RetrainTriggerKind.Schedule)
        {
            throw Wrong(item.Location, $"The RetrainTrigger {kind} has Every, which only Schedule has. Remove it.");
        }

        return new RetrainTriggerSpec(kind, item.Location)
        {
            Rows = kind != RetrainTriggerKind.NewData ? 0
                : long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
                : throw Wrong(item.Location, $"The RetrainTrigger NewData {(rows is null ? "has no Rows" : $"has Rows=\"{rows}\"")}; expected how many labelled rows must have come since the last time, such as Rows=\"5000\"."),
            Every = kind != RetrainTriggerKind.Schedule ? default
                : Time(every) ?? throw Wrong(item.Location, $"The RetrainTrigger Schedule {(every is null ? "has no Every" : $"has Every=\"{every}\"")}; expected the time between two retrainings, such as Every=\"30d\"."),
        };
    }

    private static TimeSpan? Time(string? text) =>
        text is not null && Quantity.Parse(text, MetricUnit.Seconds) is { } seconds && seconds > 0 && seconds <= TimeSpan.FromDays(36_500).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double Share(ProjectDocument document, string property, double fallback)
    {
        if (document.Get(property) is not { } text)
        {
            return fallback;
        }

        var percent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (percent ? value / 100 : value) is >= 0.05 and <= 0.9 and var share
            ? share
            : throw Wrong(document.LocationOf(property), $"Property {property} is '{text}'; expected a share of the labelled rows from 0.05 to 0.9.");
    }

    private static int Rows(ProjectDocument document, string property, int fallback) => document.Get(property) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows >= 20 ? rows
        : throw Wrong(document.LocationOf(property), $"Property {property} is '{text}'; expected a number of rows, 20 or more.");
}
