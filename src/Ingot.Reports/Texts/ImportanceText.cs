using System.Globalization;
using Ingot.Core.Importances;

namespace Ingot.Reports.Texts;

/// <summary>Importances as cards write them.</summary>
internal static class ImportanceText
{
    /// <summary>With as many decimals as give the most important feature four digits, so that all can be compared.</summary>
    public static string Number(double value, ImportanceReport report)
    {
        var greatest = report.Features.Count > 0 ? report.Features.Max(f => Math.Abs(f.Importance)) : 0;
        var decimals = greatest > 0 && double.IsFinite(greatest) ? Math.Clamp(3 - (int)Math.Floor(Math.Log10(greatest)), 0, 15) : 4;
        var text = value.ToString(FormattableString.Invariant($"N{decimals}"), CultureInfo.InvariantCulture);

        // What rounds to 0 has no sign.
        return text.Any(c => c is >= '1' and <= '9') ? text : text.TrimStart('-');
    }

    /// <summary>The 95 % interval; empty when there is none.</summary>
    public static string Interval(FeatureImportance feature, ImportanceReport report) => double.IsNaN(feature.Low) || double.IsNaN(feature.High)
        ? string.Empty
        : $"{Number(feature.Low, report)} to {Number(feature.High, report)}";
}
