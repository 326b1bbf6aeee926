using System.Globalization;
using Ingot.Core.Clusters;

namespace Ingot.Reports.Cards;

/// <summary>How cards say what distinguishes a cluster.</summary>
internal static class ClusterText
{
    /// <summary>How many columns are listed of each cluster.</summary>
    public const int Distinguishing = 4;

    /// <summary>Such as <c>age 61.2 (all 44.8)</c>, or <c>plan=b 83 % (all 31 %)</c>.</summary>
    public static string Of(DescribedColumn column) => column.Value is { } value
        ? $"{column.Name}={value} {Share(column.Here)} (all {Share(column.All)})"
        : $"{column.Name} {Number(column.Here)} (all {Number(column.All)})";

    /// <summary>A number with four digits.</summary>
    public static string Number(double value) => !double.IsFinite(value) ? "-" : Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 or < 1e-3 => value.ToString("0.###E0", CultureInfo.InvariantCulture),
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>A share in per cent.</summary>
    public static string Share(double value) => double.IsFinite(value) ? value.ToString("P1", CultureInfo.InvariantCulture) : "-";
}
