using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>Whether missing values of a column of texts can be filled as the project says.</summary>
internal static class TextFill
{
    /// <summary>
    /// Checks it by the values of all training rows, not by the categories of the model: a constant that is there, but too rare to be a category, makes a
    /// missing value what that text is everywhere else.
    /// </summary>
    /// <exception cref="IngotException">INGOT2010: texts have no median and no mean, or none of them is the constant.</exception>
    public static void Check(StringColumn texts, SchemaColumn column, ColumnSpec? said)
    {
        if (said is { Encoding: ColumnEncoding.Ordinal or ColumnEncoding.Frequency or ColumnEncoding.Target, Missing: not (MissingValues.Auto or MissingValues.Keep or MissingValues.DropRow) })
        {
            throw Refused(said, $"Column '{column.Name}' has Encoding=\"{said.Encoding}\", which has a number for missing texts too, and Missing=\"{said.Missing}\". Remove one of the two.");
        }

        switch (said?.Missing)
        {
            case MissingValues.Median or MissingValues.Mean:
                throw Refused(
                    said,
                    $"Column '{column.Name}' is text and has Missing=\"{said.Missing}\", which numbers, dates and truth values have only. Choose MostFrequent or Constant, or leave Missing out.");

            case MissingValues.Constant when !texts.Dictionary.Contains(said.Constant) || column.Domain?.Contains(said.Constant) == false:
                var known = texts.Dictionary.Where(t => column.Domain?.Contains(t) != false).Order(StringComparer.Ordinal).Select(t => $"'{DiagnosticText.Shorten(t)}'");
                throw Refused(
                    said,
                    $"Constant=\"{said.Constant}\" of column '{column.Name}' is none of its texts in the training data ({DiagnosticText.List(known)}), so a missing value would stay missing. Write one of them, or leave Missing and Constant out if that is meant.");
        }
    }

    /// <summary>Checks that the project fills no missing free text, which has no terms.</summary>
    /// <exception cref="IngotException">INGOT2010: it does.</exception>
    public static void CheckFree(SchemaColumn column, ColumnSpec? said)
    {
        if (said?.Missing is not (null or MissingValues.Auto or MissingValues.Keep or MissingValues.DropRow))
        {
            throw Refused(said, $"Column '{column.Name}' is free text and has Missing=\"{said.Missing}\", but a missing text is one without words. Leave Missing out, or choose DropRow.");
        }

        if (said is { Monotone: not 0 })
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                said.Location, $"Column '{column.Name}' is free text and has the metadata Monotone, but only numbers have an order that a model can keep. Remove it."));
        }
    }

    private static IngotException Refused(ColumnSpec said, FormattableString message) =>
        new(TrainDiagnostics.CannotKeepMissing.At(said.Location, message));
}
