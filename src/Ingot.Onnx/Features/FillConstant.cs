using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Onnx.Features;

/// <summary>The metadata <c>Constant</c> of a column that is not one of texts, as the graph takes it.</summary>
internal static class FillConstant
{
    /// <summary>The number; 1 and 0 for true and false; the days since 1970-01-01 of a date.</summary>
    /// <exception cref="IngotException">INGOT2010: the text is no value of the column's type.</exception>
    public static double Read(ColumnSpec said, ColumnType type) => (type switch
    {
        ColumnType.Date => IsoDate.Microseconds(said.Constant!.Trim(), TimeSpan.Zero) / (double)(TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond),
        ColumnType.Boolean when bool.TryParse(said.Constant, out var truth) => truth ? 1 : 0,
        _ => double.TryParse(said.Constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            && (type != ColumnType.Boolean || number is 0 or 1) ? number : null,
    }) ?? throw new IngotException(TrainDiagnostics.CannotKeepMissing.At(
        said.Location,
        $"Constant=\"{said.Constant}\" of column '{said.Name}' is not {Expected(type)}."));

    private static string Expected(ColumnType type) => type switch
    {
        ColumnType.Date => "a date. Write one such as 2024-01-31",
        ColumnType.Boolean => "a truth value. Write true or false",
        _ => "a number. Write one such as 0",
    };
}
