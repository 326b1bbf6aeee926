using System.Globalization;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Releases.Comparison;

/// <summary>What differs between two versions of a model package: the contract first, then what was measured.</summary>
public sealed record VersionDifference
{
    private const int ListedValues = 5;

    private VersionDifference(PackageEvidence before, PackageEvidence after)
    {
        Before = before;
        After = after;
        Contract = [.. Outputs(before.Schema, after.Schema), .. Inputs(before.Schema, after.Schema)];
        Metrics = [.. MetricsOf(before, after)];
    }

    /// <summary>The version that the other one is compared with.</summary>
    public PackageEvidence Before { get; }

    /// <summary>The version that is compared.</summary>
    public PackageEvidence After { get; }

    /// <summary>Whether both carry exactly the same ONNX file.</summary>
    public bool IsSameModel => Before.Metrics.OnnxSha256 == After.Metrics.OnnxSha256;

    /// <summary>Inputs and outputs that differ.</summary>
    public IReadOnlyList<ContractChange> Contract { get; }

    /// <summary>All metrics that one of the two has, in the order of the newer one.</summary>
    public IReadOnlyList<MetricChange> Metrics { get; }

    /// <summary>Compares two versions.</summary>
    public static VersionDifference Of(PackageEvidence before, PackageEvidence after) => new(before, after);

    private static IEnumerable<ContractChange> Outputs(ModelSchema before, ModelSchema after)
    {
        if (before.Task != after.Task)
        {
            yield return new ContractChange("output", before.Task.ToString(), after.Task.ToString(), IsBreaking: true);
            yield break;
        }

        // A label that only measures is nothing that a client knows.
        if (after.Task.IsUnsupervised())
        {
            yield break;
        }

        if (!before.Classes.SequenceEqual(after.Classes, StringComparer.Ordinal))
        {
            // Classes are the values of an enumeration in the client, and places in the model's output.
            yield return new ContractChange("output", $"classes {string.Join(", ", before.Classes)}", $"classes {string.Join(", ", after.Classes)}", IsBreaking: true);
        }

        if (before.Label.Name != after.Label.Name)
        {
            yield return new ContractChange("output", $"label {before.Label.Name}", $"label {after.Label.Name}", IsBreaking: true);
        }
    }

    private static IEnumerable<ContractChange> Inputs(ModelSchema before, ModelSchema after)
    {
        var old = before.Features.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var gone in before.Features.Where(c => !after.Features.Any(a => a.Name == c.Name)))
        {
            yield return new ContractChange(gone.Name, SchemaText.Type(gone), null, IsBreaking: true);
        }

        foreach (var column in after.Features)
        {
            if (!old.TryGetValue(column.Name, out var was))
            {
                // What an application does not set is missing to the model.
                yield return new ContractChange(column.Name, null, SchemaText.Type(column), IsBreaking: SchemaText.IsRequired(column));
            }
            else if (SchemaText.Type(was) != SchemaText.Type(column))
            {
                yield return new ContractChange(column.Name, SchemaText.Type(was), SchemaText.Type(column), IsBreaking: true);
            }
            else
            {
                foreach (var change in Expectations(was, column))
                {
                    yield return change;
                }
            }
        }
    }

    private static IEnumerable<ContractChange> Expectations(SchemaColumn was, SchemaColumn now)
    {
        if (SchemaText.IsRequired(was) != SchemaText.IsRequired(now))
        {
            yield return new ContractChange(now.Name, Presence(was), Presence(now), IsBreaking: SchemaText.IsRequired(now));
        }

        var gone = (was.Domain ?? []).Except(now.Domain ?? [], StringComparer.Ordinal).ToList();
        var added = (now.Domain ?? []).Except(was.Domain ?? [], StringComparer.Ordinal).ToList();
        if (gone.Count + added.Count > 0)
        {
            yield return new ContractChange($"{now.Name}: values", gone.Count > 0 ? List(gone) : null, added.Count > 0 ? List(added) : null, IsBreaking: false);
        }

        if ((was.Min, was.Max) != (now.Min, now.Max))
        {
            yield return new ContractChange(now.Name, Range(was), Range(now), IsBreaking: false);
        }
    }

    private static IEnumerable<MetricChange> MetricsOf(PackageEvidence before, PackageEvidence after)
    {
        var old = before.Metrics.Metrics.ToDictionary(m => (m.Name, m.Slice));
        foreach (var metric in after.Metrics.Metrics)
        {
            yield return new MetricChange(metric.Name, metric.Slice, old.GetValueOrDefault((metric.Name, metric.Slice)), metric);
            old.Remove((metric.Name, metric.Slice));
        }

        foreach (var metric in before.Metrics.Metrics.Where(m => old.ContainsKey((m.Name, m.Slice))))
        {
            yield return new MetricChange(metric.Name, metric.Slice, metric, null);
        }
    }

    private static string Presence(SchemaColumn column) => SchemaText.IsRequired(column) ? "must be present" : "may be missing";

    private static string Range(SchemaColumn column) => string.Create(
        CultureInfo.InvariantCulture, $"{column.Min?.ToString(CultureInfo.InvariantCulture) ?? "…"} to {column.Max?.ToString(CultureInfo.InvariantCulture) ?? "…"}");

    private static string List(List<string> values) => values.Count > ListedValues
        ? FormattableString.Invariant($"{string.Join(", ", values.Take(ListedValues))} and {values.Count - ListedValues} more")
        : string.Join(", ", values);
}
